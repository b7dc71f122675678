import { applyPatch, type Operation, Pointer } from 'rfc6902';
import { type Item, isItem } from './values.ts';

export type PatchResult =
  | { readonly value: Item }
  /** `test`: what the patch expects is not so. `apply`: it cannot be applied. */
  | { readonly failure: 'test' | 'apply'; readonly detail: string };

/** What copies of one patch may add up to, in characters of JSON. */
const MAX_COPIED = 10_000_000;
/** They would reach what all objects inherit. */
const UNSAFE = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Applies a JSON Patch to a copy: all of it, or nothing.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function applyJsonPatch(value: Item, patch: unknown): PatchResult {
  if (!Array.isArray(patch)) return { failure: 'apply', detail: 'A JSON Patch is an array of operations (RFC 6902).' };
  const target = { root: structuredClone(value) as unknown };
  const budget = { copied: 0 };
  for (const [index, operation] of patch.entries()) {
    const failed = applyOne(operation, target, budget);
    if (failed !== undefined) return { ...failed, detail: `Operation ${index} ${failed.detail}.` };
  }
  if (!isItem(target.root)) return { failure: 'apply', detail: 'The patch leaves something that is no object.' };
  return { value: target.root };
}

type Failure = Exclude<PatchResult, { readonly value: Item }>;

function applyOne(
  operation: unknown,
  target: { readonly root: unknown },
  budget: { copied: number },
): Failure | undefined {
  const problem = problemOf(operation);
  if (problem !== undefined) return { failure: 'apply', detail: problem };
  const below = belowRoot(operation as Operation);
  if (below.op === 'copy') budget.copied += JSON.stringify(Pointer.fromJSON(below.from).get(target) ?? null).length;
  if (budget.copied > MAX_COPIED)
    return { failure: 'apply', detail: `copies more than ${MAX_COPIED} characters in all` };
  const [error] = applyPatch(target, [below]);
  if (error === null || error === undefined) return undefined;
  const place = `(${below.op} ${(operation as Operation).path})`;
  return error.name === 'TestError'
    ? { failure: 'test', detail: `${place} finds another value` }
    : { failure: 'apply', detail: `${place} names what is not there` };
}

function problemOf(operation: unknown): string | undefined {
  if (!isItem(operation)) return 'is no object';
  const { op, path, from } = operation;
  if (!['add', 'remove', 'replace', 'move', 'copy', 'test'].includes(String(op))) return 'has no "op" of RFC 6902';
  const pointers = op === 'move' || op === 'copy' ? [path, from] : [path];
  for (const pointer of pointers) {
    if (typeof pointer !== 'string' || !(pointer === '' || pointer.startsWith('/')))
      return 'has a pointer that is no JSON Pointer (RFC 6901)';
    if (pointer.split('/').some((token) => UNSAFE.has(token))) return 'names a member that cannot be patched';
  }
  if (op === 'move' && `${String(path)}/`.startsWith(`${String(from)}/`) && path !== from)
    return 'moves a value into itself';
  return ['add', 'replace', 'test'].includes(String(op)) && !Object.hasOwn(operation, 'value')
    ? 'has no "value"'
    : undefined;
}

/** The library cannot replace a whole document, so the document is made a member. */
function belowRoot(operation: Operation): Operation {
  const path = `/root${operation.path}`;
  return 'from' in operation ? { ...operation, path, from: `/root${operation.from}` } : { ...operation, path };
}
