import type { AnswerDifference, DifferenceKind } from './answer-comparison.ts';

const SEVERITIES: Readonly<Record<DifferenceKind, AnswerDifference['severity']>> = {
  transport: 'critical',
  status: 'high',
  content_type: 'high',
  missing: 'high',
  type: 'high',
  enum: 'medium',
  format: 'medium',
  header: 'low',
  extra: 'low',
  value: 'low',
  order: 'low',
};

/** How much a difference matters to who takes the first answer for the second. */
export function severityOf(kind: DifferenceKind): AnswerDifference['severity'] {
  return SEVERITIES[kind];
}
