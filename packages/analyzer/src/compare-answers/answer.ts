/** An answer as far as answers are compared. */
export interface ComparedAnswer {
  /** Absent where none came. */
  readonly status?: number | undefined;
  /** Why none came: `timeout`, `reset` … */
  readonly failure?: string | undefined;
  /** Names in any case; a field that was sent twice is there twice. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** What the body means: an instance for JSON and what is like it, a text for anything else. Absent for none. */
  readonly body?: unknown;
}

/** The `Content-Type` without its parameters, in lower case. */
export function mediaTypeOf(answer: ComparedAnswer): string | undefined {
  return headersOf(answer).get('content-type')?.split(';')[0]?.trim().toLowerCase();
}

/** By name in lower case; values of fields that were sent twice are joined by a comma. */
export function headersOf({ headers = [] }: ComparedAnswer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const known = found.get(key);
    found.set(key, known === undefined ? value : `${known}, ${value}`);
  }
  return found;
}
