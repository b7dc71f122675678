/** A time as it is shown: ISO 8601 in UTC. */
export function toTime(at: number): string {
  return new Date(at).toISOString();
}

/** The same, `undefined` where there is none. */
export function toOptionalTime(at: number | null): string | undefined {
  return at === null ? undefined : toTime(at);
}
