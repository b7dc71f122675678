import type { AnswerComparison, AnswerDifference } from './answer-comparison.ts';
import type { DifferenceSink } from './compare-values.ts';
import { templateOf } from './template-of.ts';

/** Differences that are kept. */
const MAX_KEPT = 1_000;
/** Lines of the summary that are kept. */
const MAX_LINES = 50;

type Line = AnswerComparison['summary'][number];

export interface DifferenceList extends DifferenceSink {
  /** @param complete Whether everything was compared. */
  comparison(complete: boolean): AnswerComparison;
}

export function differenceList(): DifferenceList {
  const differences: AnswerDifference[] = [];
  const lines = new Map<string, Line>();
  let count = 0;
  return {
    add: (difference) => {
      count += 1;
      if (differences.length < MAX_KEPT) differences.push(difference);
      const { kind } = difference;
      const pointer = templateOf(difference.pointer);
      const key = `${kind} ${pointer}`;
      if (lines.size < MAX_KEPT || lines.has(key)) {
        lines.set(key, { pointer, kind, count: (lines.get(key)?.count ?? 0) + 1 });
      }
    },
    comparison: (complete) => ({
      equal: count === 0 && complete,
      differences,
      difference_count: count,
      summary: [...lines.values()].toSorted((a, b) => b.count - a.count).slice(0, MAX_LINES),
      complete,
    }),
  };
}
