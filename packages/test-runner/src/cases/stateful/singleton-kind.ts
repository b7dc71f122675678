import type { Operation } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { fullParts } from '../../succeed/full-parts.ts';
import { isObject, type JsonObject, leavesOf } from '../../succeed/json-value.ts';
import { type Called, call, isSuccess } from './call.ts';
import { changeBody } from './change-body.ts';
import { eventually } from './eventually.ts';
import { isSameValue } from './same-value.ts';
import { isServerOwned } from './server-owned.ts';
import { keepsState } from './thing.ts';
import { jsonType, type UseBody } from './use-body.ts';
import { bodyMembers, shown, type WrittenDifference, writtenDifferences } from './written-differences.ts';

/** Changes what there is one of (`/me`, `/settings`), reads it, and puts it back. */
export const SINGLETON_KIND: CaseKind = {
  kind: 'change-singleton',
  phase: 'stateful',
  alone: true,
  last: true,
  *propose(view) {
    // A mock stores what there are several of.
    if (!keepsState(view) || view.target.is_mock) return;
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
    if (planned === undefined || writing === undefined || reading === undefined) return [];
    const before = await readSingle(probe, reading.key);
    const change = before && changeOf(probe, writing, before);
    if (change === undefined) return [];
    const { body, original } = change;
    const resource = { name: planned.path, set_by_server: [], operations: { read: reading.key } };
    const context = { view: probe, resource, writing, reading };
    const differences = (item: JsonObject | undefined): readonly WrittenDifference[] =>
      item === undefined ? [] : writtenDifferences(body.value, item, context);
    const called = await call(probe, key, { body });
    if (!isSuccess(called) || called.status === 202) return [];
    const after = await eventually(
      () => readSingle(probe, reading.key),
      (item) => differences(item).length === 0,
    );
    await call(probe, key, {
      body: { ...body, value: { ...(planned.method === 'PUT' ? body.value : {}), ...original } },
    });
    return differences(after).map((difference) => lostMember({ difference, called, planned, reader: reading.key }));
  },
};

interface Change {
  readonly body: UseBody;
  /** What puts it back. */
  readonly original: JsonObject;
}

/** Other values for what is there, and values for what the document has beside that. */
function changeOf(probe: Probe, writing: Operation, before: JsonObject): Change | undefined {
  const mediaType = jsonType(writing);
  if (mediaType === undefined) return undefined;
  const members = bodyMembers(writing, probe);
  const full = fullParts(writing, probe, probe.seed)?.body;
  const given = full && 'value' in full && isObject(full.value) ? full.value : {};
  const original = sameMembers(before, members);
  const names = [...new Set([...Object.keys(given), ...Object.keys(original)])].filter((name) => !isServerOwned(name));
  const base = { ...given, ...original };
  const changed = changeBody(probe, base, { operation: writing, mediaType, names, seed: `${probe.seed} single` });
  const isSent = (name: string): boolean => names.includes(name) || writing.method === 'PUT';
  const value = Object.fromEntries(Object.entries(changed).filter(([name]) => isSent(name)));
  if (names.length === 0 || !acceptsBody(writing, mediaType, probe)(value)) return undefined;
  return { body: { mediaType, value }, original: sameNames(original, value) };
}

interface LostMember {
  readonly difference: WrittenDifference;
  readonly called: Called;
  readonly planned: PlannedOperation;
  readonly reader: string;
}

function lostMember({ difference, called, planned, reader }: LostMember): Observation {
  const { name, sent, got, isAbsent } = difference;
  // What is not shown may never be; but what the change itself was answered with shows that it can be.
  const isProven =
    !isAbsent || leavesOf(called.value).some(({ path, value }) => path.at(-1) === name && isSameValue(sent, value));
  return {
    check: 'update-lost',
    message: `\`${planned.key}\` sent \`${name}\` as ${shown(sent)} and was answered ${called.status}, and \`${reader}\` ${isAbsent ? 'does not have it' : `gives ${shown(got)}`}.`,
    expected: shown(sent),
    observed: isAbsent ? 'no such member' : shown(got),
    signature: `${planned.method} of ${planned.path} loses ${name}`,
    ...(isProven ? {} : { suspicion: true }),
  };
}

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
