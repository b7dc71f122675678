import { escapeToken } from '@mockloop/spec-parser';

/** One operation of a JSON Patch (RFC 6902 §4), as far as fixes use them. */
type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }
  | { readonly op: 'move'; readonly from: string; readonly path: string };

export type JsonPatch = readonly PatchOperation[];

/**
 * The operations that make one JSON value of another; members that only change their name are moved.
 *
 * @param place Where the values stand, and how many levels down from there they are taken apart: what differs further
 *   down is replaced as a whole.
 */
export function diffJson(before: unknown, after: unknown, { pointer, levels = Infinity }: DiffPlace): JsonPatch {
  if (isEqual(before, after)) return [];
  const place = { pointer, levels: levels - 1 };
  if (levels > 0 && Array.isArray(before) && Array.isArray(after)) return diffArrays(before, after, place);
  if (levels > 0 && isObject(before) && isObject(after)) return diffObjects(before, after, place);
  return [{ op: 'replace', path: pointer, value: after }];
}

interface DiffPlace {
  readonly pointer: string;
  readonly levels?: number | undefined;
}

/** How much a patch changes: each operation counts one, and each scalar that is lost by it another one. */
export function costOf(patch: JsonPatch, before: unknown): number {
  return patch.reduce(
    (cost, { op, path }) => cost + 1 + (op === 'remove' || op === 'replace' ? sizeAt(before, path) : 0),
    0,
  );
}

function sizeAt(document: unknown, pointer: string): number {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return sizeOf(
    tokens.reduce<unknown>(
      (value, token) => (isNode(value) && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined),
      document,
    ),
  );
}

function sizeOf(value: unknown): number {
  if (!isNode(value)) return value === undefined ? 0 : 1;
  return Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0);
}

function diffObjects(before: object, after: object, { pointer, levels }: DiffPlace): JsonPatch {
  const old = new Map<string, unknown>(definedEntries(before));
  const now = new Map<string, unknown>(definedEntries(after));
  const at = (name: string): string => `${pointer}/${escapeToken(name)}`;
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const added = [...now.keys()].filter((name) => !old.has(name));
  const moves: PatchOperation[] = [];
  const rest: PatchOperation[] = [];
  for (const name of added) {
    const from = removed.findIndex((other) => isEqual(old.get(other), now.get(name)));
    if (from === -1) rest.push({ op: 'add', path: at(name), value: now.get(name) });
    else moves.push({ op: 'move', from: at(removed.splice(from, 1)[0] ?? ''), path: at(name) });
  }
  const changed = [...old].flatMap(([name, value]) =>
    now.has(name) ? diffJson(value, now.get(name), { pointer: at(name), levels }) : ([] as JsonPatch),
  );
  return [...moves, ...removed.map((name) => ({ op: 'remove' as const, path: at(name) })), ...changed, ...rest];
}

function definedEntries(value: object): [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** What both begin and end with stays; between, items are compared in turn, and what is over is removed or added at the end of that. */
function diffArrays(before: readonly unknown[], after: readonly unknown[], { pointer, levels }: DiffPlace): JsonPatch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isEqual(before[start], after[start])) start++;
  let tail = 0;
  while (tail < shorter - start && isEqual(before.at(-1 - tail), after.at(-1 - tail))) tail++;
  const [oldEnd, newEnd] = [before.length - tail, after.length - tail];
  const common = Math.min(oldEnd, newEnd);
  const patch: PatchOperation[] = [];
  for (let index = start; index < common; index++)
    patch.push(...diffJson(before[index], after[index], { pointer: `${pointer}/${index}`, levels }));
  for (let index = oldEnd - 1; index >= common; index--) patch.push({ op: 'remove', path: `${pointer}/${index}` });
  for (let index = common; index < newEnd; index++)
    patch.push({ op: 'add', path: `${pointer}/${index}`, value: after[index] });
  return patch;
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isEqual(item, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const others = new Map<string, unknown>(definedEntries(b));
  const entries = definedEntries(a);
  return (
    entries.length === others.size &&
    entries.every(([name, value]) => others.has(name) && isEqual(value, others.get(name)))
  );
}

function isNode(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isObject(value: unknown): value is object {
  return isNode(value) && !Array.isArray(value);
}
