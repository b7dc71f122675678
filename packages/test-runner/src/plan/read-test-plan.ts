import type { ApiDocument } from '@mockloop/spec-parser';
import { PHASES, type Phase } from '../model/phase.ts';
import type { TestPlan } from '../model/test-plan.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { createTestPlan, digestOf } from './create-test-plan.ts';

/**
 * A plan that somebody has stored or changed. What it says of operations (which there are, how risky they are) is taken from the
 * document: a plan cannot make a call less risky than it is.
 *
 * @throws {TestRunError} `PLAN_INVALID` with what is wrong, `DOCUMENT_CHANGED`
 */
export async function readTestPlan(value: unknown, document: ApiDocument): Promise<TestPlan> {
  const plan = objectAt(value, 'plan');
  if (plan.version !== 1) throw invalid('version', 'must be 1');
  const { digest } = objectAt(plan.document, 'document');
  if (digest !== digestOf(document))
    throw new TestRunError(
      'DOCUMENT_CHANGED',
      'The plan was made for another document, or another version of it. Make a new plan.',
    );
  const budget = objectAt(plan.budget ?? {}, 'budget');
  const allow = objectAt(plan.allow ?? {}, 'allow');
  return await createTestPlan(document, {
    serverUrl: textAt(plan.server_url, 'server_url'),
    seed: plan.seed === undefined ? undefined : textAt(plan.seed, 'seed'),
    phases: plan.phases === undefined ? undefined : phasesAt(plan.phases),
    budget: {
      max_requests: countAt(budget.max_requests, 'budget/max_requests'),
      max_seconds: countAt(budget.max_seconds, 'budget/max_seconds'),
      max_cases: countAt(budget.max_cases, 'budget/max_cases'),
    },
    concurrency: countAt(plan.concurrency, 'concurrency'),
    timeoutMs: countAt(plan.timeout_ms, 'timeout_ms'),
    allow: {
      destructive: flagAt(allow.destructive, 'allow/destructive'),
      environment: flagAt(allow.environment, 'allow/environment'),
    },
    operations: plan.operations === undefined ? undefined : keysAt(plan.operations),
  });
}

function invalid(pointer: string, problem: string): TestRunError {
  return new TestRunError('PLAN_INVALID', `/${pointer} of the plan ${problem}.`);
}

function objectAt(value: unknown, pointer: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid(pointer, 'must be an object');
}

function textAt(value: unknown, pointer: string): string {
  if (typeof value === 'string' && value !== '' && value.length <= 2_000) return value;
  throw invalid(pointer, 'must be text');
}

function countAt(value: unknown, pointer: string): number | undefined {
  if (value === undefined || (typeof value === 'number' && value > 0 && value <= 100_000_000)) return value;
  throw invalid(pointer, 'must be a number above 0');
}

function flagAt(value: unknown, pointer: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw invalid(pointer, 'must be true or false');
}

function phasesAt(value: unknown): readonly Phase[] {
  if (Array.isArray(value) && value.every((phase) => PHASES.includes(phase))) return value;
  throw invalid('phases', `must be a list of ${PHASES.join(', ')}`);
}

function keysAt(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw invalid('operations', 'must be a list');
  return value.map((one, index) => textAt(objectAt(one, `operations/${index}`).key, `operations/${index}/key`));
}
