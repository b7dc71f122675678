import type { LogGroup } from '@mockloop/log-store';
import { countOf } from './summarize.ts';

/** How exchanges spread over the values of something. */
export interface Distribution {
  readonly distribution: Readonly<Record<string, number>>;
  /** From 0 to 100. */
  readonly percentages: Readonly<Record<string, number>>;
  /** Absent when there was no exchange. */
  readonly most_common?: string;
}

/** The most frequent value first. */
export function distributionOf(groups: readonly LogGroup[], toValue: (group: LogGroup) => string): Distribution {
  const total = countOf(groups);
  const counts = [...Map.groupBy(groups, toValue)]
    .map(([value, ofValue]) => [value, countOf(ofValue)] as const)
    .toSorted(([, a], [, b]) => b - a);
  const [mostCommon] = counts[0] ?? [];
  return {
    distribution: recordOf(counts),
    percentages: recordOf(counts.map(([value, count]) => [value, (count / total) * 100])),
    ...(mostCommon !== undefined && { most_common: mostCommon }),
  };
}

/** A record that also holds `__proto__`. */
function recordOf(entries: readonly (readonly [name: string, value: number])[]): Readonly<Record<string, number>> {
  const record: Record<string, number> = Object.create(null);
  for (const [name, value] of entries) record[name] = value;
  return record;
}
