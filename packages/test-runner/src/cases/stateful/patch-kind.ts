import { escapeToken } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { call, isSuccess } from './call.ts';
import { otherChanged } from './replace-kind.ts';
import { isSameValue } from './same-value.ts';
import { createThing, readThing, resourceOf, resourcesWith } from './thing.ts';
import { lostUpdates, type Updated, updateThing } from './update-things.ts';
import type { UseBody } from './use-body.ts';
import { bodyMembers, shown } from './written-differences.ts';

/** Changes as little of something as the document allows: that must be changed, and all else must stay. */
export const PATCH_KIND: CaseKind = {
  kind: 'patch-and-read',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read', 'update']))
      yield {
        operation: resource.operations.update,
        title: `change a part of one of ${resource.name}`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const key = resource?.operations.update;
    const other = resource && (await createThing(probe, resource));
    const thing = other && (await createThing(probe, resource));
    if (resource === undefined || key === undefined || other === undefined || thing === undefined) return [];
    const before = await readThing(probe, resource, thing.made);
    const otherBefore = await readThing(probe, resource, other.made);
    const reshape = (body: UseBody, names: readonly string[]): UseBody | undefined =>
      smallest(probe, key, { body, names, thing });
    const updated = before && (await updateThing(probe, resource, { key, thing, before, reshape }));
    if (updated === undefined) return [];
    const lost = lostUpdates(updated);
    if (lost.length > 0) return lost;
    return [
      ...(await otherChanged(probe, updated, { other, before: otherBefore })),
      ...lostParts(updated),
      ...(await removed(probe, resource, updated)),
    ];
  },
};

interface Smallest {
  readonly body: UseBody;
  readonly names: readonly string[];
  readonly thing: { readonly sent: Readonly<Record<string, unknown>> };
}

/** One member that changes, and what the document demands beside it. */
function smallest(probe: Probe, key: string, { body, names, thing }: Smallest): UseBody | undefined {
  const operation = probe.operation(key);
  if (operation === undefined) return undefined;
  const facts = bodyMembers(operation, probe);
  const accepts = acceptsBody(operation, body.mediaType, probe);
  const changed = names.filter((name) => !isSameValue(thing.sent[name], body.value[name]));
  for (const name of [...changed, ...names]) {
    const value = Object.fromEntries(
      Object.entries(body.value).filter(
        ([one]) => one === name || facts.get(`/${escapeToken(one)}`)?.required === true,
      ),
    );
    if (accepts(value)) return { ...body, value };
  }
  return undefined;
}

/** Members that were there, were sent when it was created, were not in the change, and are gone. What follows from others may change. */
function lostParts({ key, thing, body, before, after, context, called }: Updated): readonly Observation[] {
  const isGone = (value: unknown): boolean =>
    value === undefined || value === null || value === '' || isEmptyList(value);
  const lost = Object.keys(before).filter((name) => {
    const wasSent = Object.hasOwn(thing.sent, name) && !Object.hasOwn(body.value, name);
    return wasSent && isSameValue(thing.sent[name], before[name]) && !isGone(before[name]) && isGone(after[name]);
  });
  if (lost.length === 0) return [];
  return [
    {
      check: 'partial-update-lost',
      message: `\`${key}\` sent ${Object.keys(body.value)
        .map((name) => `\`${name}\``)
        .join(
          ', ',
        )} only and was answered ${called.status}; ${lost.map((name) => `\`${name}\` (${shown(before[name])})`).join(', ')}, which it did not name, is gone.`,
      expected: 'all other members as they were',
      observed: `without ${lost.join(', ')}`,
      signature: `PATCH of ${context.resource.name} loses what it does not name`,
    },
  ];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** In a JSON Merge Patch, `null` takes a member away (RFC 7396 §2). */
async function removed(probe: Probe, resource: Resource, updated: Updated): Promise<readonly Observation[]> {
  const { key, thing, body, after, context } = updated;
  if (!/^application\/merge-patch\+json/i.test(body.mediaType)) return [];
  const facts = bodyMembers(context.writing, probe);
  const accepts = acceptsBody(context.writing, body.mediaType, probe);
  const name = Object.keys(thing.sent).find((one) => {
    const fact = facts.get(`/${escapeToken(one)}`);
    const isThere = typeof after[one] === 'string' && isSameValue(thing.sent[one], after[one]);
    return fact !== undefined && !fact.required && isThere && accepts({ [one]: null });
  });
  if (name === undefined) return [];
  const called = await call(probe, key, { at: thing.made, body: { ...body, value: { [name]: null } } });
  const seen = isSuccess(called) && called.status !== 202 ? await readThing(probe, resource, thing.made) : undefined;
  if (seen?.item === undefined || !isSameValue(after[name], seen.item[name])) return [];
  return [
    {
      check: 'merge-patch-wrong',
      message: `\`${key}\` with the merge patch {${JSON.stringify(name)}: null} was accepted, and \`${name}\` is still ${shown(after[name])}.`,
      expected: `no \`${name}\``,
      observed: shown(after[name]),
      signature: `merge patch of ${resource.name} keeps what is null`,
    },
  ];
}
