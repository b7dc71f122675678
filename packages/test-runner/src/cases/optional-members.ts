import { escapeToken, type Operation } from '@mockloop/spec-parser';
import type { Observation } from '../model/observation.ts';
import { composeRequest } from '../requests/compose-request.ts';
import { mediaTypeOf } from '../requests/media-type-of.ts';
import { prune } from '../requests/prune.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import { tryFindDefects } from '../requests/try-find-defects.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { Probe } from '../run/probe.ts';
import { locateViolation } from '../schemas/locate-violation.ts';
import { acceptsBody } from '../succeed/accepts-body.ts';
import { isObject, type JsonObject, setAt, without } from '../succeed/json-value.ts';
import { fullParts } from './data/full-parts.ts';
import { testable } from './data/testable.ts';
import { type Verdict, verdictOf } from './data/verdict.ts';
import { workingParts } from './data/working-parts.ts';

/** Members that the document lets one leave out, left out. */
export const OPTIONAL_MEMBERS: CaseKind = {
  kind: 'optional-members',
  phase: 'coverage',
  *propose(view) {
    for (const { key } of testable(view)) {
      const operation = view.operation(key);
      const body = operation && fullParts(operation, view)?.body;
      if (body !== undefined && 'value' in body && isObject(body.value))
        yield { operation: key, title: 'the least that the schema of the body asks for', input: null };
    }
  },
  async run({ operation: key }, probe) {
    const operation = key === undefined ? undefined : probe.operation(key);
    return operation === undefined ? [] : tryLeast(operation, probe);
  },
};

/** More are not looked at. */
const MAX_MEMBERS = 8;

async function tryLeast(operation: Operation, probe: Probe): Promise<readonly Observation[]> {
  const least = await bodiesFor(operation, 'least', probe);
  if (least === undefined || (await least.verdict(least.least)) !== 'refused') return [];
  const all = await bodiesFor(operation, 'all', probe);
  if (all === undefined || (await all.verdict(all.most)) !== 'accepted') return [];
  const optional = Object.keys(all.most).filter((name) => !Object.hasOwn(all.least, name));
  for (const name of optional.slice(0, MAX_MEMBERS)) {
    if (await isNeeded(operation, name, probe)) return [observe(operation, name, probe)];
  }
  return [];
}

/**
 * It is needed whatever else is there: it is enough beside what is required, and missing where everything else is there. Rules of the
 * kind "one of the two" and "this only with that" fail one of both.
 */
async function isNeeded(operation: Operation, name: string, probe: Probe): Promise<boolean> {
  const added = await bodiesFor(operation, `only ${name}`, probe);
  if (added === undefined) return false;
  if ((await added.verdict(setAt(added.least, [name], added.most[name]))) !== 'accepted') return false;
  const removed = await bodiesFor(operation, `no ${name}`, probe);
  return removed !== undefined && (await removed.verdict(without(removed.most, name))) === 'refused';
}

interface Bodies {
  /** With what is required, and with everything. */
  readonly least: JsonObject;
  readonly most: JsonObject;
  verdict(body: unknown): Promise<Verdict | undefined>;
}

async function bodiesFor(operation: Operation, label: string, probe: Probe): Promise<Bodies | undefined> {
  const parts = await workingParts(operation.key, label, probe);
  const full = fullParts(operation, probe)?.body;
  const body = parts?.body;
  if (parts === undefined || !body || !full || !('value' in body) || !('value' in full)) return undefined;
  const isValid = acceptsBody(operation, body.mediaType, probe);
  const most = isObject(full.value) && isObject(body.value) ? { ...full.value, ...body.value } : undefined;
  const least = prune(body.value, (value) => isObject(value) && isValid(value));
  if (most === undefined || !isObject(least) || !isValid(most)) return undefined;
  return {
    least,
    most,
    verdict: (value) => send(operation, { ...parts, body: { mediaType: body.mediaType, value } }, probe),
  };
}

async function send(operation: Operation, parts: RequestParts, probe: Probe): Promise<Verdict | undefined> {
  if ((await tryFindDefects(operation, parts, probe))?.length !== 0) return undefined;
  const request = composeRequest(operation, parts, { document: probe.document, identity: probe.mainIdentity });
  return verdictOf(await probe.send(request));
}

function observe(operation: Operation, name: string, probe: Probe): Observation {
  const { key, requestBody } = operation;
  const [mediaType] = requestBody?.content ?? [];
  const { schema, pointer } = mediaTypeOf(requestBody?.content ?? [], mediaType?.mediaType ?? '');
  const violation = { pointer: `/${escapeToken(name)}`, keyword: '', params: {} };
  const place = schema === undefined ? { pointer } : locateViolation(schema, violation, probe.document);
  return {
    check: 'valid-rejected',
    message: `${key} refuses bodies without ${name}, which the document does not require`,
    expected: `2xx without ${name}, as with it`,
    observed: '400 or 422',
    signature: `optional ${name} ${place.pointer}`,
    pointer: place.pointer,
  };
}
