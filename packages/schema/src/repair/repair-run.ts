/** What one attempt at repairing an instance goes by. Counts down as it goes along. */
export interface RepairRun {
  /** What is generated is drawn from it. */
  readonly seed: number;
  /** Checks each alternative where it was chosen, and takes another one when it does not do. */
  readonly careful: boolean;
  /** Excludes the other branches of `oneOf`. */
  readonly exclusive: boolean;
  /** JSON Pointers of what the validator blames, wholly or for a part of it: to change something else costs more. */
  readonly suspects: ReadonlyMap<string, 'part' | 'whole'>;
  /** JSON Pointers of values that are generated anew instead of being repaired. */
  readonly renewed: ReadonlySet<string>;
  /** Values left to be looked at, each once for every alternative. */
  budget: number;
}

/** A value, and how much of the one that was given had to change for it. */
export interface Repaired {
  readonly value: unknown;
  readonly cost: number;
}

/** To add something is better than to change what was given, and that better than to lose it. */
export const COST = {
  /** Given where there was nothing. */
  added: 1,
  /** Coerced, clamped, cut, moved. */
  adjusted: 1.25,
  /** Replaced by another one, which was generated. */
  replaced: 1.5,
  /** What tells alternatives apart is another one. */
  chosen: 4,
  /** On top of that, where nobody has blamed what is changed. */
  unsuspected: 1,
} as const;

/** What a change costs at its place. */
export function costAt(pointer: string, cost: number, { suspects }: Pick<RepairRun, 'suspects'>): number {
  return suspects.has(pointer) ? cost : cost + COST.unsuspected;
}

/** How much is lost with a value: each value in it counts. */
export function sizeOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const parts = Array.isArray(value) ? value : Object.values(value);
  return parts.slice(0, 1_000).reduce<number>((sum, part) => sum + sizeOf(part), 1);
}
