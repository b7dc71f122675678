import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../../requests/generate-parts.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { RunView } from '../../run/run-view.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { trim } from './trim.ts';

/** Larger bodies make each of hundreds of cases slow, and nobody reads them. */
const MAX_BODY = 6_000;

/** By media type of the body. An operation is of one run. */
const generated = new WeakMap<Operation, Map<string | undefined, RequestParts | undefined>>();

/**
 * A valid request in which everything is there that can be: what worked, with the parameters that it did not have. What is tried is
 * planned on it; it is not sent itself.
 */
export function fullParts(operation: Operation, view: RunView): RequestParts | undefined {
  const good = view.knowledge.knownGood(operation.key)?.parts;
  const mediaType = good?.body?.mediaType;
  const known = generated.get(operation) ?? new Map<string | undefined, RequestParts | undefined>();
  generated.set(operation, known);
  if (!known.has(mediaType)) known.set(mediaType, generateAll(operation, mediaType, view));
  const all = known.get(mediaType);
  if (all === undefined || good === undefined) return all ?? good;
  return { ...all, values: all.values.map((part, index) => good.values[index] ?? part) };
}

function generateAll(operation: Operation, mediaType: string | undefined, view: RunView): RequestParts | undefined {
  const seed = `${view.plan.seed} full ${operation.key}`;
  const parts =
    generateParts(operation, view, { seed, mode: 'example', only: 'all', mediaType }) ??
    generateParts(operation, view, { seed, mode: 'random', only: 'all', mediaType });
  const body = parts?.body;
  if (body === undefined || !('value' in body)) return parts;
  const value = trim(body.value, MAX_BODY, acceptsBody(operation, body.mediaType, view));
  return { ...parts, values: parts?.values ?? [], body: { mediaType: body.mediaType, value } };
}
