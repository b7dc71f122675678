import type { Observation } from '../../model/observation.ts';
import type { Resource, Role } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isObject } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';
import { call, isSuccess } from './call.ts';
import { eventually } from './eventually.ts';
import { createThing, isMissing, makesAccounts, readThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { bodyForUse } from './use-body.ts';
import { shown } from './written-differences.ts';

const STEPS = 10;
const WALKS = 2;

/** Creates, changes and deletes in an order that is drawn, and holds what is there against what must be there. */
export const WALK_KIND: CaseKind = {
  kind: 'random-walk',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read', 'delete'])) {
      if (makesAccounts(resource, view)) continue;
      for (let walk = 0; walk < WALKS; walk++) {
        const steps = drawSteps(`${view.plan.seed} ${resource.name} ${walk}`, resource);
        yield {
          operation: resource.operations.read,
          title: `${resource.name}: ${steps.join(', ')}`,
          input: { resource: resource.name, steps },
        };
      }
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const { input } = testCase;
    if (resource === undefined || !isObject(input) || !Array.isArray(input.steps)) return [];
    const walk: Walk = { probe, resource, live: [], dead: [], done: [] };
    for (const step of input.steps) {
      const isFine = typeof step === 'string' && (await takeStep(walk, step));
      if (!isFine) return [];
      // What cannot be read as soon as it was created is for another case.
      if (walk.done.every((one) => one === 'create')) continue;
      const diverged = await compare(walk);
      if (diverged !== undefined) return [diverged];
    }
    return [];
  },
  *shrink({ input, title, operation }) {
    if (!isObject(input) || !Array.isArray(input.steps)) return;
    const { steps } = input;
    for (let length = 2; length < steps.length; length++)
      yield { operation, title, input: { ...input, steps: steps.slice(0, length) } };
  },
};

/** What must be there after the steps that were taken. */
interface Walk {
  readonly probe: Probe;
  readonly resource: Resource;
  readonly live: Thing[];
  readonly dead: Thing[];
  readonly done: string[];
}

/** The first two create; later ones do anything. */
function drawSteps(seed: string, { operations }: Resource): readonly string[] {
  const roles: Role[] = ['create', 'delete', 'delete'];
  for (const role of ['update', 'replace'] as const) if (operations[role] !== undefined) roles.push(role);
  const { digits } = createToken(seed);
  const drawn = Array.from({ length: STEPS - 2 }, (_, index) => {
    const digit = Number(digits.charAt(index % digits.length)) + index;
    return `${roles[digit % roles.length]} ${digit % 3}`;
  });
  return ['create 0', 'create 0', ...drawn];
}

/** @returns Whether the step can be counted on: what was answered otherwise is for other cases. */
async function takeStep({ probe, resource, live, dead, done }: Walk, step: string): Promise<boolean> {
  const [role, number] = step.split(' ');
  const thing = live[Number(number) % Math.max(live.length, 1)];
  done.push(role ?? '');
  if (role === 'create') {
    const created = await createThing(probe, resource);
    if (created !== undefined) live.push(created);
    return created !== undefined;
  }
  if (thing === undefined) return true;
  if (role === 'delete') {
    const called = await call(probe, resource.operations.delete, { at: thing.made });
    if (!isSuccess(called) || called.status === 202) return false;
    probe.knowledge.forget(thing.made);
    live.splice(live.indexOf(thing), 1);
    dead.push(thing);
    return isMissing(await eventually(() => readThing(probe, resource, thing.made), isMissing));
  }
  const key = role === 'update' ? resource.operations.update : resource.operations.replace;
  const body = bodyForUse(probe, key, { sent: thing.sent, use: String(done.length) });
  if (body === undefined) return true;
  return isSuccess(await call(probe, key, { at: thing.made, body }));
}

async function compare({ probe, resource, live, dead, done }: Walk): Promise<Observation | undefined> {
  for (const thing of live) {
    const seen = await eventually(
      () => readThing(probe, resource, thing.made),
      (reading) => !isMissing(reading),
    );
    if (isMissing(seen))
      return diverged({ resource, thing, done }, 'cannot be read though nobody deleted it', String(seen?.status));
  }
  for (const thing of dead) {
    const seen = await eventually(
      () => readThing(probe, resource, thing.made),
      (reading) => reading?.item === undefined,
    );
    if (seen?.item !== undefined)
      return diverged({ resource, thing, done }, 'is there again though it was deleted', String(seen.status));
  }
  return undefined;
}

function diverged(
  { resource, thing, done }: { readonly resource: Resource; readonly thing: Thing; readonly done: readonly string[] },
  what: string,
  observed: string,
): Observation {
  return {
    check: 'state-diverges',
    message: `After ${done.join(', ')}, the item of ${resource.name} with the id ${shown(thing.id)} ${what}.`,
    expected: what.startsWith('cannot') ? '2xx' : '404 or 410',
    observed,
    signature: `${resource.name} ${what}`,
  };
}
