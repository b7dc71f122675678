import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isObject } from '../../succeed/json-value.ts';
import { type BrokenBody, brokenBodies, danglingBodies } from './break-body.ts';
import { type Called, call } from './call.ts';
import { changeBody } from './change-body.ts';
import { listAll } from './list-things.ts';
import { isSameValue } from './same-value.ts';
import { createThing, listsCreated, readThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { bodyForUse } from './use-body.ts';
import { differingMembers, ownMembers, shown } from './written-differences.ts';

const TRIES = 3;

/** Has creations refused, and looks whether something was stored all the same. */
export const FAILED_CREATE_KIND: CaseKind = {
  kind: 'failed-create',
  phase: 'stateful',
  alone: true,
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'list'])) {
      if (!listsCreated(resource, view)) continue;
      yield {
        operation: resource.operations.create,
        title: `create one of ${resource.name} in a way that is refused`,
        input: { resource: resource.name },
      };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const thing = resource && (await createThing(probe, resource));
    const operation = probe.operation(resource?.operations.create ?? '');
    const body = thing && bodyForUse(probe, operation?.key, thing);
    if (resource === undefined || thing === undefined || operation === undefined || body === undefined) return [];
    for (const bodies of [danglingBodies(body, probe), brokenBodies(operation, body, { view: probe })]) {
      const found = await refusedCreations(probe, resource, { thing, bodies });
      if (found !== undefined) return [found];
    }
    return [];
  },
};

type Refusal = BrokenBody & { readonly called: Called };

interface Creations {
  readonly thing: Thing;
  readonly bodies: Iterable<BrokenBody>;
}

async function refusedCreations(
  probe: Probe,
  resource: Resource,
  { thing, bodies }: Creations,
): Promise<Observation | undefined> {
  const before = await listAll(probe, resource, { at: thing.within });
  // That what was created before is listed shows that the list would show another one.
  if (before === undefined || !before.isComplete || !before.ids.includes(String(thing.id))) return undefined;
  const refused: Refusal[] = [];
  for (const broken of bodies) {
    const called = await call(probe, resource.operations.create, { at: thing.within, body: broken.body });
    // What is accepted may be stored.
    if (!isRefused(called)) break;
    refused.push({ ...broken, called });
    if (refused.length >= TRIES) break;
  }
  const after = refused.length === 0 ? undefined : await listAll(probe, resource, { at: thing.within });
  const known = new Set(before.ids);
  const more = after?.items.filter((_, index) => !known.has(after.ids[index] ?? '')) ?? [];
  const stored = refused.find((one) => isStored(one, more));
  return stored && stillStored(resource, stored, more.length);
}

function isRefused(called: Called | undefined): called is Called {
  return (
    called !== undefined && called.status >= 400 && called.status < 500 && ![401, 403, 405, 429].includes(called.status)
  );
}

/** An item that has what was sent is what was sent; somebody else's would have other values. */
function isStored({ body }: BrokenBody, items: readonly unknown[]): boolean {
  const sent = Object.entries(body.value).filter(([, value]) => typeof value === 'string' && value.length > 2);
  return items.some(
    (item) => isObject(item) && (sent.length === 0 || sent.some(([name, value]) => isSameValue(value, item[name]))),
  );
}

function stillStored(
  resource: Resource,
  { name, what, called }: BrokenBody & { readonly called: Called },
  count: number,
): Observation {
  return {
    check: 'failed-write-effect',
    message: `\`${resource.operations.create}\` refused a body in which \`${name}\` ${what} (${called.status}), and \`${resource.operations.list}\` has ${count} more item${count > 1 ? 's' : ''} since then.`,
    expected: 'nothing is stored',
    observed: `${count} more`,
    signature: `refused ${resource.name} stored`,
  };
}

/** Has changes refused whose other members are fine, and looks whether these were changed all the same. */
export const FAILED_UPDATE_KIND: CaseKind = {
  kind: 'failed-update',
  phase: 'stateful',
  *propose(view) {
    for (const role of ['replace', 'update'] as const)
      for (const resource of resourcesWith(view, ['create', 'read', role]))
        yield {
          operation: resource.operations[role],
          title: `change one of ${resource.name} in a way that is refused`,
          input: { resource: resource.name, role },
        };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const thing = resource && (await createThing(probe, resource));
    const key = testCase.operation;
    if (resource === undefined || thing === undefined || key === undefined) return [];
    return failedUpdates(probe, resource, { thing, key });
  },
};

async function failedUpdates(
  probe: Probe,
  resource: Resource,
  { thing, key }: { readonly thing: Thing; readonly key: string },
): Promise<readonly Observation[]> {
  const operation = probe.operation(key);
  const base = bodyForUse(probe, key, thing);
  const before = await readThing(probe, resource, thing.made);
  if (operation === undefined || base === undefined || before?.item === undefined) return [];
  const names = ownMembers(base.value, { view: probe, resource, writing: operation });
  let count = 0;
  // In the order in which they stand, a server comes to some members before it comes to the one that is wrong, and to others after it.
  for (const broken of brokenBodies(operation, base, { view: probe })) {
    const good = names.filter((name) => name !== broken.name);
    const changed = changeBody(probe, base.value, {
      ...base,
      operation,
      names: good,
      seed: `${probe.seed} fail ${count}`,
    });
    const value = Object.fromEntries(
      Object.entries(broken.body.value).map(([name, member]) => [name, good.includes(name) ? changed[name] : member]),
    );
    const called = await call(probe, key, { at: thing.made, body: { ...base, value } });
    if (!isRefused(called) || count++ >= TRIES) break;
    const after = await readThing(probe, resource, thing.made);
    const kept = [...differingMembers(before.item, after?.item)].filter(
      (name) =>
        good.includes(name) &&
        !isSameValue(before.item?.[name], value[name]) &&
        isSameValue(value[name], after?.item?.[name]),
    );
    if (kept.length > 0)
      return [halfDone(resource, { key, broken, called, kept, value: after?.item?.[kept[0] ?? ''] })];
  }
  return [];
}

interface HalfDone {
  readonly key: string;
  readonly broken: BrokenBody;
  readonly called: Called;
  readonly kept: readonly string[];
  readonly value: unknown;
}

function halfDone(resource: Resource, { key, broken, called, kept, value }: HalfDone): Observation {
  return {
    check: 'failed-write-effect',
    message: `\`${key}\` refused a body in which \`${broken.name}\` ${broken.what} (${called.status}), and \`${kept[0]}\` is ${shown(value)} since then, as that body had it.`,
    expected: 'the item as it was',
    observed: `changed in ${kept.join(', ')}`,
    signature: `refused ${key.split(' ')[0]} of ${resource.name} applied`,
  };
}
