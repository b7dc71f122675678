import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../requests/generate-parts.ts';
import type { RequestParts } from '../requests/request-parts.ts';
import type { RunView } from '../run/run-view.ts';
import { acceptsBody } from './accepts-body.ts';
import { isObject, type JsonObject, setAt } from './json-value.ts';
import { createToken } from './token.ts';

/**
 * A request with all members of the body that the document has: those of its example, and the others generated, their texts plain where that
 * is allowed.
 */
export function fullParts(operation: Operation, view: RunView, seed: string): RequestParts | undefined {
  const example = generateParts(operation, view, { seed, mode: 'example' });
  const body = example?.body;
  if (example === undefined || body === undefined || !('value' in body) || !isObject(body.value)) return example;
  const { mediaType, value } = body;
  const accepts = acceptsBody(operation, mediaType, view);
  const drawn = generateParts(operation, view, { seed, mode: 'random', only: 'all', mediaType })?.body;
  const others = drawn && 'value' in drawn && isObject(drawn.value) ? Object.entries(drawn.value) : [];
  const { letters } = createToken(seed);
  let full: JsonObject = value;
  for (const [name, other] of others) {
    if (Object.hasOwn(full, name)) continue;
    const candidates = typeof other === 'string' ? [letters, other] : [other];
    const found = candidates.map((one) => setAt(full, [name], one)).find((one) => isObject(one) && accepts(one));
    if (isObject(found)) full = found;
  }
  return { ...example, body: { mediaType, value: full } };
}
