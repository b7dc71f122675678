import { escapeToken } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { without } from '../../succeed/json-value.ts';
import { call, isSuccess } from './call.ts';
import { listAll } from './list-things.ts';
import { isSameValue } from './same-value.ts';
import { isServerOwned } from './server-owned.ts';
import { createThing, type Reading, readThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { lostUpdates, type Updated, updateThing } from './update-things.ts';
import {
  bodyMembers,
  differingMembers,
  shown,
  type WrittenDifference,
  writtenDifferences,
} from './written-differences.ts';

/** Replaces something, twice more with the same body, and once without a member that is optional. */
export const REPLACE_KIND: CaseKind = {
  kind: 'replace-and-read',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read', 'replace']))
      yield {
        operation: resource.operations.replace,
        title: `replace one of ${resource.name}`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const key = resource?.operations.replace;
    const other = resource && (await createThing(probe, resource));
    const thing = other && (await createThing(probe, resource));
    if (resource === undefined || key === undefined || other === undefined || thing === undefined) return [];
    const before = await readThing(probe, resource, thing.made);
    const otherBefore = await readThing(probe, resource, other.made);
    const updated = before && (await updateThing(probe, resource, { key, thing, before }));
    if (updated === undefined) return [];
    const lost = lostUpdates(updated);
    const again = await repeated(probe, resource, updated);
    // What grows with each PUT is not what was sent either.
    if (lost.length > 0) return again.length > 0 ? again : lost;
    return [
      ...(await otherChanged(probe, updated, { other, before: otherBefore })),
      ...again,
      ...(await merged(probe, resource, updated)),
    ];
  },
};

/** What a change of one thing did to another. */
export async function otherChanged(
  probe: Probe,
  { key, context, body, thing }: Updated,
  { other, before }: { readonly other: Thing; readonly before: Reading | undefined },
): Promise<readonly Observation[]> {
  const { resource } = context;
  const after = await readThing(probe, resource, other.made);
  if (before?.item === undefined || after?.item === undefined || String(other.id) === String(thing.id)) return [];
  const hit = [...differingMembers(before.item, after.item)].filter(
    (name) =>
      Object.hasOwn(body.value, name) && !isServerOwned(name) && isSameValue(body.value[name], after.item?.[name]),
  );
  if (hit.length === 0) return [];
  return [
    {
      check: 'write-hits-others',
      message: `\`${key}\` was sent to the item with the id ${shown(thing.id)}; since then ${hit.map((name) => `\`${name}\``).join(', ')} of the item with the id ${shown(other.id)} has the new value too.`,
      expected: 'the other item as it was',
      observed: `it changed in ${hit.join(', ')}`,
      signature: `${key.split(' ')[0]} of ${resource.name} changes others`,
    },
  ];
}

/** Sent again, the same changes nothing (RFC 9110 §9.2.2), but for times, versions and the like. */
async function repeated(probe: Probe, resource: Resource, updated: Updated): Promise<readonly Observation[]> {
  const { key, thing, body, after } = updated;
  const listed = await listAll(probe, resource, { at: thing.within });
  const calm = await readThing(probe, resource, thing.made);
  const volatile = differingMembers(after, calm?.item);
  const again = [];
  for (let count = 0; count < 2; count++) {
    const called = await call(probe, key, { at: thing.made, body });
    const seen = await readThing(probe, resource, thing.made);
    // A server that asks for the version that it gave last refuses the second one.
    if (!isSuccess(called) || seen?.item === undefined) return [];
    again.push(seen.item);
  }
  const changed = again.flatMap((item) => [...differingMembers(calm?.item, item)]);
  const names = [...new Set(changed)].filter((name) => !volatile.has(name) && !isServerOwned(name) && !isNoted(name));
  if (calm?.item !== undefined && names.length > 0)
    return [notIdempotent(updated, `changed ${names.join(', ')} again`)];
  const listedAfter = listed?.isComplete ? await listAll(probe, resource, { at: thing.within }) : undefined;
  if (listed === undefined || listedAfter?.isComplete !== true) return [];
  const before = new Set(listed.ids);
  // Others may create at the same time; but they do not create what was sent here.
  const copies = listedAfter.items.filter((item, index) => {
    const id = listedAfter.ids[index];
    const isNew = id !== undefined && !before.has(id) && listedAfter.ids.length === listedAfter.items.length;
    return isNew && typeof item === 'object' && item !== null && isCopy(item, updated);
  });
  return copies.length > 0 ? [notIdempotent(updated, `made ${copies.length} more of it`)] : [];
}

function isCopy(item: object, { body, context }: Updated): boolean {
  return writtenDifferences(body.value, { ...item }, context).length === 0;
}

const NOTED = /^(lastmodified|lastupdate|lastaccess|modcount|seq|sequence|history|log|audit|changes)$/;

function isNoted(name: string): boolean {
  return NOTED.test(name.toLowerCase().replace(/[^a-z]/g, ''));
}

function notIdempotent({ key, context }: Updated, what: string): Observation {
  return {
    check: 'put-not-idempotent',
    message: `\`${key}\` with the same body as before ${what}.`,
    expected: 'nothing changes when it is sent again',
    observed: what,
    signature: `PUT of ${context.resource.name} not idempotent`,
  };
}

/** A member that was left out of what replaces it is gone, or what it is by default. */
async function merged(probe: Probe, resource: Resource, updated: Updated): Promise<readonly Observation[]> {
  const { key, thing, body, context, after } = updated;
  const facts = bodyMembers(context.writing, probe);
  const accepts = acceptsBody(context.writing, body.mediaType, probe);
  const name = Object.keys(body.value).find((one) => {
    const fact = facts.get(`/${escapeToken(one)}`);
    const isFree = fact !== undefined && !fact.required && !fact.readOnly && !fact.writeOnly && !isServerOwned(one);
    const isThere = isFree && isPlain(after[one]) && isSameValue(body.value[one], after[one]);
    return isThere && accepts(without(body.value, one));
  });
  if (name === undefined) return [];
  const called = await call(probe, key, { at: thing.made, body: { ...body, value: without(body.value, name) } });
  const seen = isSuccess(called) && called.status !== 202 ? await readThing(probe, resource, thing.made) : undefined;
  if (seen?.item === undefined || !isSameValue(after[name], seen.item[name])) return [];
  return [mergedObservation(updated, { name, sent: after[name], isAbsent: false })];
}

/** Neither empty nor what servers put there on their own. */
function isPlain(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || (typeof value === 'number' && value !== 0) || value === true;
}

function mergedObservation({ key, context }: Updated, { name, sent }: WrittenDifference): Observation {
  return {
    check: 'put-merges',
    message: `\`${key}\` with a body that has no \`${name}\` was accepted, and \`${name}\` is still ${shown(sent)}.`,
    expected: `no \`${name}\`, or its default`,
    observed: shown(sent),
    signature: `PUT of ${context.resource.name} merges`,
  };
}
