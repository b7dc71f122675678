import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { call, isSuccess } from './call.ts';
import { eventually } from './eventually.ts';
import { listAll } from './list-things.ts';
import {
  createThing,
  hasId,
  isMissing,
  type Reading,
  readThing,
  resourceOf,
  resourcesWith,
  type Thing,
} from './thing.ts';
import { bodyForUse } from './use-body.ts';
import { differingMembers, shown } from './written-differences.ts';

/** Creates two things and deletes one: that one must be gone, for every operation, and the other one must stay. */
export const DELETE_KIND: CaseKind = {
  kind: 'delete-and-read',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read', 'delete']))
      yield {
        operation: resource.operations.delete,
        title: `delete one of two ${resource.name}`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const kept = resource && (await createThing(probe, resource));
    const thing = kept && (await createThing(probe, resource));
    if (resource === undefined || kept === undefined || thing === undefined) return [];
    if (String(kept.id) === String(thing.id)) return [];
    const before = await readThing(probe, resource, thing.made);
    const keptBefore = await readThing(probe, resource, kept.made);
    if (before?.item === undefined || keptBefore?.item === undefined) return [];
    const wasListed = await isListed(probe, resource, thing);
    const deleted = await call(probe, resource.operations.delete, { at: thing.made });
    if (!isSuccess(deleted) || deleted.status === 202) return [];
    probe.knowledge.forget(thing.made);
    const after = await eventually(
      () => readThing(probe, resource, thing.made),
      (reading) => reading?.item === undefined || isChanged(before, reading),
    );
    if (after === undefined) return [];
    const context = { probe, resource, thing, deletedStatus: deleted.status };
    const effect = await effectOf(context, { before, after, wasListed });
    return [...effect, ...(await othersGone(context, kept))];
  },
};

interface Deleted {
  readonly probe: Probe;
  readonly resource: Resource;
  readonly thing: Thing;
  readonly deletedStatus: number;
}

/** Kept, but marked as deleted. */
function isChanged(before: Reading, after: Reading): boolean {
  return differingMembers(before.item, after.item).size > 0;
}

async function effectOf(
  context: Deleted,
  seen: { readonly before: Reading; readonly after: Reading; readonly wasListed: boolean },
): Promise<readonly Observation[]> {
  const { before, after, wasListed } = seen;
  if (after.item !== undefined) return isChanged(before, after) ? [] : [noEffect(context, after)];
  if (!isMissing(after)) return [];
  const look = (): Promise<boolean> => isListed(context.probe, context.resource, context.thing);
  const listed = wasListed && (await eventually(look, (found) => !found));
  return [...(listed ? [stillListed(context)] : []), ...(await usedAfter(context))];
}

async function isListed(probe: Probe, resource: Resource, thing: Thing): Promise<boolean> {
  const listed = await listAll(probe, resource, { at: thing.within });
  return listed?.items.some((item) => hasId(item, thing.id, resource)) === true;
}

function noEffect({ resource, thing, deletedStatus }: Deleted, after: Reading): Observation {
  return {
    check: 'delete-no-effect',
    message: `\`${resource.operations.delete}\` answered ${deletedStatus}, and \`${resource.operations.read}\` still gives the item with the id ${shown(thing.id)}, unchanged.`,
    expected: '404 or 410',
    observed: String(after.status),
    signature: `delete of ${resource.name} without effect`,
  };
}

function stillListed({ resource, thing }: Deleted): Observation {
  return {
    check: 'deleted-still-listed',
    operation: resource.operations.list,
    message: `The item with the id ${shown(thing.id)} was deleted and cannot be read any more, and \`${resource.operations.list}\` still lists it.`,
    expected: 'a list without it',
    observed: 'it is listed',
    signature: `deleted ${resource.name} still listed`,
  };
}

/** PUT may create it again (RFC 9110 §9.3.4); a second DELETE may say that all is well. Everything else has nothing to work on. */
async function usedAfter({ probe, resource, thing }: Deleted): Promise<readonly Observation[]> {
  const found: Observation[] = [];
  for (const key of [resource.operations.update, resource.operations.replace]) {
    const body = bodyForUse(probe, key, thing);
    if (key === undefined || body === undefined) continue;
    const used = await call(probe, key, { at: thing.made, body });
    if (!isSuccess(used) || used.status === 201 || used.status === 202) continue;
    const again = await readThing(probe, resource, thing.made);
    const isUpsert = key === resource.operations.replace && again?.item !== undefined;
    if (!isUpsert) found.push(usedObservation(key, { resource, thing, status: used.status }));
  }
  return found;
}

function usedObservation(
  key: string,
  { resource, thing, status }: { readonly resource: Resource; readonly thing: Thing; readonly status: number },
): Observation {
  return {
    check: 'use-after-delete',
    operation: key,
    message: `The item with the id ${shown(thing.id)} was deleted and cannot be read any more, and \`${key}\` still answers ${status}.`,
    expected: '404 or 410',
    observed: String(status),
    signature: `${resource.name} used after delete`,
  };
}

async function othersGone({ probe, resource, thing }: Deleted, kept: Thing): Promise<readonly Observation[]> {
  const seen = await readThing(probe, resource, kept.made);
  if (seen === undefined || !isMissing(seen)) return [];
  return [
    {
      check: 'write-hits-others',
      message: `\`${resource.operations.delete}\` was called for the id ${shown(thing.id)}; since then the item with the id ${shown(kept.id)} cannot be read either.`,
      expected: 'one item less',
      observed: 'another item is gone too',
      signature: `delete of ${resource.name} removes others`,
    },
  ];
}
