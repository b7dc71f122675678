import * as z from 'zod';
import { inlineText } from '../inline-text.ts';

/** How answers of two servers to the same requests differ. */
export interface AnswerDifferences {
  readonly compared: number;
  readonly equal: number;
  /** The first 50 operations that differ. */
  readonly operations: readonly OperationDifferences[];
}

interface OperationDifferences {
  readonly operation: string;
  readonly differences: readonly {
    readonly pointer: string;
    readonly kind: string;
    readonly severity: string;
    readonly expected?: unknown;
    readonly actual?: unknown;
  }[];
  /** JSON Patch (RFC 6902) that makes the mock's body like the live one. */
  readonly patch: readonly Readonly<Record<string, unknown>>[];
}

export const answerDifferencesSchema: z.ZodType<AnswerDifferences, AnswerDifferences> = z.object({
  compared: z.number(),
  equal: z.number(),
  operations: z.array(
    z.object({
      operation: z.string(),
      differences: z.array(
        z.object({
          pointer: z.string(),
          kind: z.string(),
          severity: z.string(),
          expected: z.unknown().optional(),
          actual: z.unknown().optional(),
        }),
      ),
      patch: z.array(z.record(z.string(), z.unknown())),
    }),
  ),
});

export function summarizeDifferences(differences: AnswerDifferences | undefined): string[] {
  if (differences === undefined) return [];
  const { compared, equal, operations } = differences;
  return [
    `Compared with the live API: ${equal} of ${compared} answers are equal.`,
    ...operations.slice(0, 10).map(({ operation, differences: found }) => {
      const places = found
        .slice(0, 5)
        .map(({ kind, pointer }) => `${kind} ${inlineText(pointer === '' ? 'body' : pointer, 100)}`);
      return `- ${inlineText(operation)}: ${places.join(', ')}${found.length > 5 ? `, … (${found.length})` : ''}`;
    }),
  ];
}
