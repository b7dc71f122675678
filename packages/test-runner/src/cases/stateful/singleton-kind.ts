import type { PlannedOperation } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { isObject, type JsonObject } from '../../succeed/json-value.ts';
import { call, isSuccess } from './call.ts';
import { changeBody } from './change-body.ts';
import { eventually } from './eventually.ts';
import { isServerOwned } from './server-owned.ts';
import { keepsState } from './thing.ts';
import { jsonType } from './use-body.ts';
import { bodyMembers, shown, writtenDifferences } from './written-differences.ts';

/** Changes what there is one of (`/me`, `/settings`), reads it, and puts it back. */
export const SINGLETON_KIND: CaseKind = {
  kind: 'change-singleton',
  phase: 'stateful',
  alone: true,
  last: true,
  *propose(view) {
    if (!keepsState(view)) return;
    for (const { key, method, path, ends_session: ends } of view.operations) {
      if ((method !== 'PATCH' && method !== 'PUT') || path.includes('{') || ends === true) continue;
      if (readerOf(path, view) !== undefined)
        yield { operation: key, title: `change ${path} and read it`, input: { key } };
    }
  },
  async run({ operation: key }, probe) {
    const planned = probe.operations.find((one) => one.key === key);
    const reader = planned && readerOf(planned.path, probe);
    const writing = planned && probe.operation(planned.key);
    const reading = reader && probe.operation(reader.key);
    if (planned === undefined || reader === undefined || writing === undefined || reading === undefined) return [];
    const before = await readSingle(probe, reader.key);
    const mediaType = jsonType(writing);
    if (before === undefined || mediaType === undefined) return [];
    const original = sameMembers(before, bodyMembers(writing, probe));
    const names = Object.keys(original).filter((name) => !isServerOwned(name));
    const value = changeBody(probe, original, { operation: writing, mediaType, names, seed: `${probe.seed} single` });
    const changed = Object.fromEntries(
      Object.entries(value).filter(([name]) => names.includes(name) || planned.method === 'PUT'),
    );
    if (Object.keys(changed).length === 0) return [];
    const called = await call(probe, key, { body: { mediaType, value: changed } });
    const resource = { name: planned.path, set_by_server: [], operations: { read: reader.key } };
    const context = { view: probe, resource, writing, reading };
    const differences = (item: JsonObject | undefined): ReturnType<typeof writtenDifferences> =>
      item === undefined ? [] : writtenDifferences(changed, item, context);
    const after =
      isSuccess(called) && called.status !== 202
        ? await eventually(
            () => readSingle(probe, reader.key),
            (item) => differences(item).length === 0,
          )
        : undefined;
    await call(probe, key, { body: { mediaType, value: sameNames(original, changed) } });
    return differences(after).map(({ name, sent, got, isAbsent }) => ({
      check: 'update-lost',
      message: `\`${key}\` sent \`${name}\` as ${shown(sent)} and was answered ${called?.status}, and \`${reader.key}\` ${isAbsent ? 'does not have it' : `gives ${shown(got)}`}.`,
      expected: shown(sent),
      observed: isAbsent ? 'no such member' : shown(got),
      signature: `${planned.method} of ${planned.path} loses ${name}`,
    }));
  },
};

/** The operation that reads what stands at a path, where no other makes several of it. */
function readerOf(path: string, view: RunView): PlannedOperation | undefined {
  const at = view.operations.filter((one) => one.path === path);
  return at.some(({ method }) => method === 'POST') ? undefined : at.find(({ method }) => method === 'GET');
}

async function readSingle(probe: Probe, key: string): Promise<JsonObject | undefined> {
  const called = await call(probe, key);
  if (!isSuccess(called) || !isObject(called.value)) return undefined;
  // `{data: {…}}`
  const members = Object.values(called.value);
  return members.length === 1 && isObject(members[0]) ? members[0] : called.value;
}

/** What is there now, as far as the operation takes it. */
function sameMembers(item: JsonObject, members: ReadonlyMap<string, { readonly readOnly: boolean }>): JsonObject {
  return Object.fromEntries(Object.entries(item).filter(([name]) => members.get(`/${name}`)?.readOnly === false));
}

function sameNames(original: JsonObject, changed: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(original).filter(([name]) => Object.hasOwn(changed, name)));
}
