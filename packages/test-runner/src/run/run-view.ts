import type { Schemas } from '@mockloop/schema';
import type { ApiDocument, Operation } from '@mockloop/spec-parser';
import type { PlannedOperation, Resource, TestPlan } from '../model/test-plan.ts';
import type { TargetFacts } from '../model/test-run.ts';
import type { Identity } from '../target/identity.ts';
import type { Knowledge } from './knowledge.ts';

/** What a run works with and knows by now. */
export interface RunView {
  readonly plan: TestPlan;
  readonly document: ApiDocument;
  /** Of the document, seeded with the plan's seed. */
  readonly schemas: Schemas;
  readonly knowledge: Knowledge;
  readonly target: TargetFacts;
  /** By name; `anonymous` is always there. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Whose credentials requests carry unless a case says otherwise: `a` where there is one, else `anonymous`. */
  readonly mainIdentity: string;
  /** Those of the plan that may be called, in document order. */
  readonly operations: readonly PlannedOperation[];
  /** An operation, read; `undefined` where the document is wrong there. Cached. */
  operation(key: string): Operation | undefined;
  planned(key: string): PlannedOperation | undefined;
  resource(name: string): Resource | undefined;
}
