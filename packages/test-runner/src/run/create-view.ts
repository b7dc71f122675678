import type { Schemas } from '@mockloop/schema';
import { createSchemas } from '@mockloop/schema';
import { type ApiDocument, type Operation, tryReadOperation } from '@mockloop/spec-parser';
import type { PlannedOperation, TestPlan } from '../model/test-plan.ts';
import type { TargetFacts } from '../model/test-run.ts';
import type { Identity } from '../target/identity.ts';
import type { Knowledge } from './knowledge.ts';
import type { RunView } from './run-view.ts';

/** What changes while a run goes on. */
export interface RunState {
  readonly knowledge: Knowledge;
  readonly identities: Map<string, Identity>;
  target: TargetFacts;
  mainIdentity: string;
}

export const ANONYMOUS: Identity = { name: 'anonymous', headers: [], query: [], cookies: [], secrets: [] };

/** @param state Read anew each time, so that the view is always of now. */
export function createView(document: ApiDocument, plan: TestPlan, state: RunState): RunView {
  const schemas: Schemas = createSchemas({ source: (uri) => document.schema(uri), seed: plan.seed });
  const entries = new Map(document.operations.map((entry) => [entry.key, entry]));
  const planned = new Map(plan.operations.map((operation) => [operation.key, operation]));
  const resources = new Map(plan.resources.map((resource) => [resource.name, resource]));
  const read = new Map<string, Operation | undefined>();
  const operation = (key: string): Operation | undefined => {
    if (read.has(key)) return read.get(key);
    const entry = entries.get(key);
    const found = entry && tryReadOperation(document, entry);
    read.set(key, found);
    return found;
  };
  return {
    plan,
    document,
    schemas,
    knowledge: state.knowledge,
    get target() {
      return state.target;
    },
    identities: state.identities,
    get mainIdentity() {
      return state.mainIdentity;
    },
    operations: plan.operations.filter((one) => isAllowed(one, plan) && operation(one.key) !== undefined),
    operation,
    planned: (key) => planned.get(key),
    resource: (name) => resources.get(name),
  };
}

function isAllowed({ risk }: PlannedOperation, { allow }: TestPlan): boolean {
  if (risk === 'environment') return allow.environment;
  return risk !== 'destructive' || allow.destructive;
}
