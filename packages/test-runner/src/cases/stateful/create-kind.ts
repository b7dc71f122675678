import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isObject } from '../../succeed/json-value.ts';
import { eventually } from './eventually.ts';
import { listAll } from './list-things.ts';
import {
  createThing,
  isMissing,
  makesAccounts,
  type Reading,
  readThing,
  resourceOf,
  resourcesWith,
  type Thing,
} from './thing.ts';
import { shown, type WrittenDifference, writtenDifferences } from './written-differences.ts';

/** Creates two things, and reads them: each must be there, as it was sent, and be another one than the other. */
export const CREATE_KIND: CaseKind = {
  kind: 'create-and-read',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read'])) {
      if (makesAccounts(resource, view)) continue;
      const operation = resource.operations.create;
      yield { operation, title: `create two ${resource.name} and read them`, input: { resource: resource.name } };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const first = resource && (await createThing(probe, resource));
    const second = first && (await createThing(probe, resource));
    if (resource === undefined || first === undefined || second === undefined) return [];
    if (String(first.id) === String(second.id) && first.success.value !== undefined)
      return isUpsert(first, second) ? [] : [duplicateId(resource, first)];
    const seen = await eventually(
      () => readThing(probe, resource, second.made),
      (reading) => !isMissing(reading),
    );
    if (seen === undefined) return [];
    if (isMissing(seen)) return [notReadable(resource, { thing: second, seen })];
    if (seen.item === undefined) return [];
    return differing({ probe, resource, thing: second, seen });
  },
};

/** Both were sent with the same id of the client's: then the second may be the first, changed. */
function isUpsert(first: Thing, second: Thing): boolean {
  const values = (thing: Thing): unknown[] => Object.values(thing.sent).map(String);
  return values(first).includes(String(first.id)) && values(second).includes(String(second.id));
}

function duplicateId({ name }: Resource, { id }: Thing): Observation {
  return {
    check: 'duplicate-id',
    message: `Two ${name} that were created one after the other both have the id ${shown(id)}.`,
    expected: 'an id of its own for each',
    observed: `${shown(id)} twice`,
    signature: `duplicate id of ${name}`,
  };
}

function notReadable(
  resource: Resource,
  { thing, seen }: { readonly thing: Thing; readonly seen: Reading },
): Observation {
  const created = thing.success.exchange.response?.status;
  return {
    check: 'created-not-readable',
    message: `What \`${resource.operations.create}\` created (${created}) cannot be read: \`${resource.operations.read}\` with its id ${shown(thing.id)} answers ${seen.status}.`,
    expected: '2xx',
    observed: String(seen.status),
    signature: `created ${resource.name} not readable`,
  };
}

interface Seen {
  readonly probe: Probe;
  readonly resource: Resource;
  readonly thing: Thing;
  readonly seen: Reading;
}

async function differing({ probe, resource, thing, seen }: Seen): Promise<readonly Observation[]> {
  const writing = probe.operation(resource.operations.create ?? '');
  if (writing === undefined || seen.item === undefined) return [];
  const context = { view: probe, resource, writing, reading: seen.operation };
  const differences = writtenDifferences(thing.sent, seen.item, context);
  const absent = differences.filter(({ isAbsent }) => isAbsent);
  const others = absent.length === 0 ? [] : await otherItems(probe, resource, thing);
  return differences
    .filter((difference) => canBeShown(difference, others, thing))
    .map((difference) => differs(resource, difference));
}

async function otherItems(probe: Probe, resource: Resource, thing: Thing): Promise<readonly unknown[]> {
  const listed = await listAll(probe, resource, { at: thing.within, maxPages: 1 });
  return listed?.items ?? [];
}

/** A member that is missing is lost only where the server shows it otherwise: in its answer to the creation, or in other items. */
function canBeShown({ name, isAbsent }: WrittenDifference, others: readonly unknown[], thing: Thing): boolean {
  if (!isAbsent) return true;
  const answer = thing.success.value;
  return [answer, ...others].some((item) => isObject(item) && Object.hasOwn(item, name) && item[name] !== null);
}

function differs(resource: Resource, { name, sent, got, isAbsent }: WrittenDifference): Observation {
  return {
    check: 'created-differs',
    message: `\`${name}\` was sent as ${shown(sent)} when it was created, and \`${resource.operations.read}\` ${isAbsent ? 'does not have it' : `gives ${shown(got)}`}.`,
    expected: shown(sent),
    observed: isAbsent ? 'no such member' : shown(got),
    signature: `created ${resource.name} differs in ${name}`,
  };
}
