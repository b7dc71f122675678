import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../requests/generate-parts.ts';
import type { BodyPart, RequestParts } from '../requests/request-parts.ts';
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
  const drawn = [
    ...membersOf(drawnBody(operation, view, { seed, mediaType })),
    ...moreMembers(operation, view, mediaType),
  ];
  // A list with nothing in it shows nothing.
  const others = drawn.toSorted(([, a], [, b]) => Number(isEmptyList(a)) - Number(isEmptyList(b)));
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

/** Each drawn body has some of the members that may be left out; so many together have nearly all of them. */
const DRAWS = 6;

type Members = readonly (readonly [name: string, value: unknown])[];

/** By media type of the body. An operation is of one run. */
const drawnMembers = new WeakMap<Operation, Map<string, Members>>();

/** Members for those that one drawn body lacks; the same for each request, since drawing costs time. */
function moreMembers(operation: Operation, view: RunView, mediaType: string): Members {
  const known = drawnMembers.get(operation) ?? new Map<string, Members>();
  drawnMembers.set(operation, known);
  const members =
    known.get(mediaType) ??
    Array.from({ length: DRAWS }).flatMap((_, index) =>
      membersOf(drawnBody(operation, view, { seed: `${view.plan.seed} full ${index}`, mediaType })),
    );
  known.set(mediaType, members);
  return members;
}

function drawnBody(
  operation: Operation,
  view: RunView,
  { seed, mediaType }: { readonly seed: string; readonly mediaType: string },
): BodyPart | undefined {
  return generateParts(operation, view, { seed, mode: 'random', only: 'all', mediaType })?.body;
}

function membersOf(body: BodyPart | undefined): Members {
  return body !== undefined && 'value' in body && isObject(body.value) ? Object.entries(body.value) : [];
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
