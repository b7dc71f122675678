import type { Operation } from '@mockloop/spec-parser';
import { wordsOf } from '../../plan/words.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import type { BodyPart, RequestParts } from '../../requests/request-parts.ts';
import type { Made, Probe, Success } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { freshen } from '../../succeed/fresh-values.ts';
import { getAt, isObject, leavesOf, setAt } from '../../succeed/json-value.ts';
import { createToken } from '../../succeed/token.ts';

/** Something that a case has made, and that can be told from all others. */
export interface MarkedThing {
  readonly made: Made;
  /** Words that only this thing holds, by the path of the member; empty where it has no place for any. */
  readonly marks: readonly Mark[];
  readonly success: Success;
}

export interface Mark {
  readonly path: readonly string[];
  readonly word: string;
  /** The name of the member says that what it holds is not for others. */
  readonly isSecret: boolean;
}

/** What a resource is made with; `undefined` where nothing makes one that could be found again. */
function makerOf(probe: Probe, resource: string): string | undefined {
  const operations = probe.resource(resource)?.operations;
  return operations?.create ?? operations?.register;
}

/**
 * Has somebody make something, with words of ours in all members that take any text.
 *
 * @param at Where it is made: the parent.
 * @param name Tells several things of one case apart.
 */
export async function makeMarked(
  probe: Probe,
  resource: string,
  { identity, at, name = '' }: { readonly identity: string; readonly at?: Made | undefined; readonly name?: string },
): Promise<MarkedThing | undefined> {
  const key = makerOf(probe, resource);
  const operation = key === undefined ? undefined : probe.operation(key);
  if (key === undefined || operation === undefined) return undefined;
  const base = await probe.succeed(key, { identity, at });
  if (base?.made === undefined) return undefined;
  const marked = markParts(probe, operation, { parts: base.parts, name: `${name} ${identity}` });
  if (marked === undefined) return { made: base.made, marks: [], success: base };
  const { parts, marks } = marked;
  const parent = at ?? parentOf(probe, base.made, operation);
  const success = await probe.succeed(key, { identity, at: parent, parts: { body: parts.body, values: parts.values } });
  if (success?.made === undefined || JSON.stringify(success.made.path) === JSON.stringify(base.made.path))
    return { made: base.made, marks: [], success: base };
  return { made: success.made, marks, success };
}

/** The thing above one, as far as the path of its creation needs it. */
function parentOf(probe: Probe, made: Made, operation: Operation): Made | undefined {
  const names = new Set(operation.parameters.filter((one) => one.in === 'path').map((one) => one.name));
  const itemPath = probe.resource(made.resource)?.item_path ?? '';
  const above = probe.plan.resources.find(
    ({ item_path: path }) => path !== undefined && path !== itemPath && operation.path.startsWith(path),
  );
  if (names.size === 0 || above?.item_path === undefined) return undefined;
  const count = above.item_path.split('{').length - 1;
  return { resource: above.name, identity: made.identity, path: made.path.slice(0, count) };
}

/** Parts with words of ours in the members that take any text; `undefined` where there are none. */
export function markParts(
  probe: Probe,
  operation: Operation,
  { parts, name }: { readonly parts: RequestParts; readonly name: string },
): { readonly parts: RequestParts; readonly marks: readonly Mark[] } | undefined {
  const { body } = parts;
  if (body === undefined || !('value' in body) || !isObject(body.value)) return undefined;
  const isValid = acceptsBody(operation, body.mediaType, probe);
  const full = withMoreMembers(probe, operation, { body, isValid, name });
  const fresh = freshen(full, { token: createToken(`${probe.seed} mark ${name}`), isValid, ids: new Set() });
  let value = fresh;
  const marks: Mark[] = [];
  for (const [index, { path, value: leaf }] of leavesOf(fresh).entries()) {
    if (typeof leaf !== 'string' || !isFreeText(path, leaf)) continue;
    const word = `mlc${createToken(`${probe.seed} mark ${name} ${index}`).letters}`;
    const changed = setAt(value, path, word);
    // What takes one word and not another has a meaning.
    if (!isValid(changed) || !isValid(setAt(value, path, `${word} ${word}`))) continue;
    value = changed;
    marks.push({ path, word, isSecret: isSecretName(path) });
  }
  return marks.length === 0 ? undefined : { parts: { ...parts, body: { mediaType: body.mediaType, value } }, marks };
}

/** Optional members that the example leaves out may be the ones that hold the secret. */
function withMoreMembers(
  probe: Probe,
  operation: Operation,
  {
    body,
    isValid,
    name,
  }: {
    readonly body: Extract<BodyPart, { value: unknown }>;
    readonly isValid: (value: unknown) => boolean;
    readonly name: string;
  },
): unknown {
  const all = generateParts(operation, probe, {
    seed: `${probe.seed} more ${name}`,
    mode: 'random',
    only: 'all',
  })?.body;
  if (all === undefined || !('value' in all) || !isObject(all.value)) return body.value;
  let value = body.value;
  for (const [member, other] of Object.entries(all.value)) {
    if (typeof other !== 'string' || getAt(value, [member]) !== undefined || !isFreeText([member], other)) continue;
    const changed = setAt(value, [member], other);
    if (isValid(changed)) value = changed;
  }
  return value;
}

/** Texts with a form of their own (addresses, times, ids) and passwords are left as they are. */
function isFreeText(path: readonly string[], leaf: string): boolean {
  const words = wordsOf(path.findLast((step) => !/^\d+$/.test(step)) ?? '');
  if (/@|^https?:|^\d{4}-\d\d-\d\d|^[\da-f]{8}-[\da-f]{4}-/i.test(leaf)) return false;
  return !words.some((word) => MEANS_SOMETHING.has(word));
}

const MEANS_SOMETHING: ReadonlySet<string> = new Set(
  (
    'password passwd pwd passphrase id ids uuid guid email mail url uri href link type kind status state role country currency ' +
    'locale language lang timezone zone date time username login phone mobile iban token format'
  ).split(' '),
);

function isSecretName(path: readonly string[]): boolean {
  return wordsOf(path.findLast((step) => !/^\d+$/.test(step)) ?? '').some((word) => SECRET.has(word));
}

const SECRET: ReadonlySet<string> = new Set('secret secrets private confidential ssn diagnosis'.split(' '));
