import type { ProposedCase, TestCase } from '../model/test-case.ts';
import type { TestPlan } from '../model/test-plan.ts';
import type { CaseKind } from './case-kind.ts';
import { digestText } from './digest-text.ts';

/** Gives a case its id and seed. They depend on nothing but the document, the plan's seed and the case itself. */
export function nameCase(proposed: ProposedCase, kind: CaseKind, plan: TestPlan): TestCase {
  const { operation, title } = proposed;
  // What a store gives back is what was proposed.
  const input: unknown = proposed.input === undefined ? null : JSON.parse(JSON.stringify(proposed.input));
  const parts = [plan.document.digest, plan.seed, kind.kind, operation ?? '', input];
  const id = digestText(JSON.stringify(parts), 10);
  return { id, phase: kind.phase, kind: kind.kind, operation, title, seed: `${plan.seed}/${id}`, input };
}
