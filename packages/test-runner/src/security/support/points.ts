import type { Operation, Parameter } from '@mockloop/spec-parser';
import { parameterSchema } from '../../requests/find-defects.ts';
import { generateParts } from '../../requests/generate-parts.ts';
import { isLeftToOthers } from '../../requests/left-to-others.ts';
import type { ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import type { KnownGood } from '../../run/knowledge.ts';
import type { RunView } from '../../run/run-view.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { getAt, leavesOf, setAt } from '../../succeed/json-value.ts';

/** A place in a request that takes text from outside. JSON. */
export type Point =
  | { readonly in: 'path' | 'query' | 'header'; readonly name: string }
  | { readonly in: 'body'; readonly path: readonly string[] };

/** A place, and what usually stands there. */
export interface KnownPoint {
  readonly point: Point;
  /** Of the parameter or member. */
  readonly name: string;
  readonly value: unknown;
  /** Any text is valid there, as far as the document says. */
  readonly isFree: boolean;
}

interface Known {
  /** What had worked when the points were looked for. */
  readonly good: KnownGood | undefined;
  readonly points: readonly KnownPoint[];
}

/** Many kinds of cases ask for the same. An operation is of one run. */
const found = new WeakMap<Operation, Known>();

/** Every place of an operation that holds a text or a number, optional ones included; the freest first. */
export function pointsOf(view: RunView, operation: Operation): readonly KnownPoint[] {
  const good = view.knowledge.knownGood(operation.key);
  const before = found.get(operation);
  if (before !== undefined && before.good === good) return before.points;
  const points = findPoints(view, operation);
  found.set(operation, { good, points });
  return points;
}

function findPoints(view: RunView, operation: Operation): readonly KnownPoint[] {
  const full = fullParts(view, operation);
  if (full === undefined) return [];
  const parameters = operation.parameters.flatMap((parameter, index) =>
    parameterPoint(view, parameter, full.values[index]),
  );
  return [...parameters, ...bodyPoints(view, operation, full)].toSorted(
    (one, other) => Number(other.isFree) - Number(one.isFree),
  );
}

/** Parts with everything that may be sent. */
export function fullParts(view: RunView, operation: Operation): RequestParts | undefined {
  const seed = `${view.plan.seed} points ${operation.key}`;
  const good = view.knowledge.knownGood(operation.key)?.parts;
  const all = generateParts(operation, view, { seed, mode: 'example', only: 'all' });
  if (good === undefined || all === undefined) return good ?? all;
  const values = operation.parameters.map((_, index) => good.values[index] ?? all.values[index]);
  return { ...good, values, body: fullBody(view, operation, { good, all }) };
}

function fullBody(
  view: RunView,
  operation: Operation,
  { good, all }: { readonly good: RequestParts; readonly all: RequestParts },
): RequestParts['body'] {
  const { body } = good;
  if (body === undefined || !('value' in body)) return body ?? all.body;
  if (all.body === undefined || !('value' in all.body) || all.body.mediaType !== body.mediaType) return body;
  const isValid = acceptsBody(operation, body.mediaType, view);
  let { value } = body;
  for (const { path, value: leaf } of leavesOf(all.body.value)) {
    if (path.length !== 1 || typeof leaf !== 'string' || getAt(value, path) !== undefined) continue;
    const changed = setAt(value, path, leaf);
    if (isValid(changed)) value = changed;
  }
  return { mediaType: body.mediaType, value };
}

/** Of a body. Each is looked at with the whole body around it. */
const MAX_LEAVES = 60;
const ANY_TEXT = "mlc' zq (1)";

function parameterPoint(view: RunView, parameter: Parameter, part: ParameterPart): readonly KnownPoint[] {
  const { in: place, name } = parameter;
  if (place === 'cookie' || place === 'querystring' || part === undefined || part === null) return [];
  if (place === 'header' && isLeftToOthers(name, { identity: 'a', hasBody: true })) return [];
  const value = 'value' in part ? part.value : part.raw;
  if (typeof value !== 'string' && typeof value !== 'number') return [];
  const isFree = typeof value === 'string' && (parameterSchema(parameter, view)?.isValid(ANY_TEXT) ?? true);
  return [{ point: { in: place, name }, name, value, isFree }];
}

function bodyPoints(view: RunView, operation: Operation, { body }: RequestParts): readonly KnownPoint[] {
  if (body === undefined || !('value' in body)) return [];
  const isValid = acceptsBody(operation, body.mediaType, view);
  const outermost = leavesOf(body.value).toSorted((a, b) => a.path.length - b.path.length);
  return outermost.slice(0, MAX_LEAVES).flatMap(({ path, value }): readonly KnownPoint[] => {
    const name = path.findLast((step) => !/^\d+$/.test(step));
    if (name === undefined || typeof value !== 'string') return [];
    return [{ point: { in: 'body', path }, name, value, isFree: isValid(setAt(body.value, path, ANY_TEXT)) }];
  });
}

/** The same parts with another value in one place. */
export function withPoint(
  operation: Operation,
  parts: RequestParts,
  { point, value }: { readonly point: Point; readonly value: unknown },
): RequestParts {
  if (point.in === 'body') {
    const { body } = parts;
    if (body === undefined || !('value' in body)) return parts;
    return { ...parts, body: { mediaType: body.mediaType, value: setAt(body.value, point.path, value) } };
  }
  const values = operation.parameters.map((parameter, index): ParameterPart => {
    const isHere = parameter.in === point.in && parameter.name === point.name;
    if (!isHere) return parts.values[index];
    return point.in === 'path' && typeof value === 'string' ? { raw: encodeURIComponent(value) } : { value };
  });
  return { ...parts, values };
}

/** What stands in a place; `undefined` where nothing does. */
export function valueAt(operation: Operation, parts: RequestParts, point: Point): unknown {
  if (point.in === 'body') {
    const { body } = parts;
    return body !== undefined && 'value' in body ? getAt(body.value, point.path) : undefined;
  }
  const index = operation.parameters.findIndex(({ in: place, name }) => place === point.in && name === point.name);
  const part = parts.values[index];
  if (part === undefined || part === null) return undefined;
  return 'value' in part ? part.value : part.raw;
}

/** A point, as part of a title. */
export function describePoint(point: Point): string {
  return point.in === 'body' ? `member ${point.path.join('.')}` : `${point.in} parameter ${point.name}`;
}
