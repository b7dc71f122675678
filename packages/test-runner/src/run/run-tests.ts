import { randomUUID } from 'node:crypto';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { TestPlan } from '../model/test-plan.ts';
import type { TestRun } from '../model/test-run.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { digestOf } from '../plan/create-test-plan.ts';
import { ActiveRun } from './active-run.ts';
import { completeRun } from './complete-run.ts';
import type { RunOptions } from './run-options.ts';

/**
 * Carries out a plan: sends its cases to the server, and proves what it finds before it reports it. A run that ends early, whatever
 * the reason, keeps what it had.
 *
 * @param document The one that the plan was made for.
 * @throws {TestRunError} where the run cannot be begun; a server that is lost on the way gives a run that is `incomplete`.
 */
export async function runTests(document: ApiDocument, plan: TestPlan, options: RunOptions = {}): Promise<TestRun> {
  if (digestOf(document) !== plan.document.digest)
    throw new TestRunError(
      'DOCUMENT_CHANGED',
      'The plan was made for another document, or another version of it. Make a new plan.',
    );
  options.signal?.throwIfAborted();
  await using run = await ActiveRun.begin(document, plan, { ...options, id: options.id ?? randomUUID() });
  return await completeRun(run);
}
