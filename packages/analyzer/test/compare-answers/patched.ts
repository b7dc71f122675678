import { applyPatch } from 'rfc6902';
import { expect } from 'vitest';
import type { AnswerComparison, ComparedAnswer } from '../../src/index.ts';

/** The answer as patches see it, with those of all differences applied one after the other. */
export function patched(
  { status, headers = [], body }: ComparedAnswer,
  { differences }: AnswerComparison,
): ComparedAnswer {
  const document = structuredClone({
    ...(status !== undefined && { status, headers: Object.fromEntries(headers) }),
    ...(body !== undefined && { body }),
  });
  const operations = differences.flatMap(({ patch }) => patch);
  expect(applyPatch(document, structuredClone(operations) as never[]).filter((error) => error !== null)).toEqual([]);
  const { headers: patchedHeaders = {}, ...rest } = document as { headers?: Record<string, string> };
  return { ...rest, headers: Object.entries(patchedHeaders) };
}
