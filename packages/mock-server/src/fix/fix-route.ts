import { SchemaError } from '@mockloop/schema';
import { type OperationEntry, SpecError, serializeParameter } from '@mockloop/spec-parser';
import { alignSegments } from '../align-segments.ts';
import type { CompiledOperation } from '../compiled-operation.ts';
import type { MockRequest } from '../mock-request.ts';
import { type RankedOperation, rankOperations, segmentDifference, slippedOperations } from '../nearest-operations.ts';
import { templateSegments } from './fill-path.ts';
import type { FixContext } from './fix-target.ts';
import { type Original, requestHead } from './rebuild-request.ts';
import type { RequestDocument } from './request-document.ts';

/** An operation that a request may have been meant for, and what it takes to reach it. */
export interface Destination {
  readonly entry: OperationEntry;
  readonly method: string;
  /** Percent-encoded, with what stood before it. */
  readonly path: string;
  /** How unlikely it is, beside what its patch changes. */
  readonly cost: number;
}

/** What counts one where a patch has one operation counts so much where a path has another segment. */
const WEIGHT = 8;

/**
 * The operation that a request reached, or those that are nearest to what it asked for, the most likely first.
 *
 * @param reached What is known of it already.
 */
export function destinationsOf(
  context: FixContext,
  original: Original,
  reached: OperationEntry | undefined,
): readonly Destination[] {
  const found = context.find(original.request);
  if (found.kind !== 'found') {
    const others =
      found.kind === 'not-found'
        ? otherPaths(context, original.request)
        : [...otherMethods(context, original, found.allow), ...slippedPaths(context, original.request)];
    return others.map((one) => ({ ...one, cost: one.cost + misfit(context, original.document, one.entry) }));
  }
  const { method, path } = original.document;
  const entries = new Set([...(reached === undefined ? [] : [reached]), ...found.entries.slice(0, MAX_PATHS)]);
  return [...entries].map((entry, index) => ({ entry, method, path, cost: index / 10 }));
}

const MAX_PATHS = 4;

/** How much speaks against an operation: that it has no use for what was sent, or cannot answer it with success. */
function misfit(context: FixContext, { query }: RequestDocument, entry: OperationEntry): number {
  const compiled = readable(context, entry);
  if (compiled === undefined) return Infinity;
  const known = compiled.operation.parameters.filter((one) => one.in === 'query').map(({ name }) => baseName(name));
  const unknown = Object.keys(query).filter((name) => !known.includes(baseName(name)));
  const status = compiled.choose(undefined)?.status ?? 200;
  return Math.min(unknown.length, MAX_UNKNOWN) / 2 + (status < 400 ? 0 : WEIGHT);
}

/** More unknown names say no more. */
const MAX_UNKNOWN = 4;

/** `filter` of `filter[name]`. */
function baseName(name: string): string {
  return name.split('[', 1)[0] ?? name;
}

/** An operation, if it can be read. */
function readable(context: FixContext, entry: OperationEntry): CompiledOperation | undefined {
  try {
    return context.compiled(entry);
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

/** Nobody is told to delete something who may have meant anything else. */
const DELETES = 4;

/** Of two that take the same, the one that changes less on the server is meant. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** Another method is as likely to have been meant as a path with this distance. */
const OTHER_METHOD = 0.6;
/** A little less: a slip wins where all else is equal. */
const SLIP = 0.55;

function otherMethods(context: FixContext, original: Original, methods: readonly string[]): readonly Destination[] {
  const rank = (method: string): number => (METHODS.indexOf(method) + METHODS.length + 1) % (METHODS.length + 1);
  return methods
    .toSorted((a, b) => rank(a) - rank(b))
    .flatMap((method, index) => {
      const found = context.find(requestHead({ ...original.document, method }, original));
      const cost = OTHER_METHOD * WEIGHT + index / 10 + (method === 'DELETE' ? DELETES : 0);
      const entries = found.kind === 'found' ? found.entries.slice(0, MAX_PATHS) : [];
      return entries.map((entry) => ({ entry, method, path: original.document.path, cost }));
    });
}

/** Paths of the same method that differ in one character are more likely to have been meant than another method. */
function slippedPaths(context: FixContext, { method, prefix, path }: MockRequest): readonly Destination[] {
  const slipped = slippedOperations(context.document.operations, method, path).slice(0, 1);
  return slipped.flatMap((ranked) => destinationAt(context, { ...ranked, distance: SLIP }, { prefix, path }));
}

/** Longer paths are not compared. */
const MAX_SEGMENTS = 30;

function otherPaths(context: FixContext, { method, prefix, path }: MockRequest): readonly Destination[] {
  if (path.split('/').length > MAX_SEGMENTS) return [];
  const nearest = rankOperations(context.document.operations, method, path).slice(0, MAX_PATHS);
  return nearest.flatMap((ranked) => destinationAt(context, ranked, { prefix, path }));
}

function destinationAt(
  context: FixContext,
  { operation, base, distance }: RankedOperation,
  { prefix, path }: Pick<MockRequest, 'prefix' | 'path'>,
): readonly Destination[] {
  const filled = fillNearest(context, operation, path.slice(base.length));
  if (filled === undefined) return [];
  return [{ entry: operation, method: operation.method, path: prefix + base + filled, cost: distance * WEIGHT }];
}

/** The path of an operation with what was sent in the places of its parameters. */
function fillNearest(context: FixContext, entry: OperationEntry, path: string): string | undefined {
  const template = templateSegments(entry.path);
  const sent = alignSegments(template, path.replace(/^\//, '').split('/'), segmentDifference);
  try {
    const segments = template.map((segment, index) => fillSegment(context, entry, { segment, sent: sent[index] }));
    return `/${segments.join('/')}`;
  } catch (error) {
    if (error instanceof SchemaError) return undefined;
    throw error;
  }
}

function fillSegment(
  context: FixContext,
  entry: OperationEntry,
  { segment, sent }: { readonly segment: string; readonly sent: string | undefined },
): string {
  if (!segment.includes('{')) return segment.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent);
  const isWhole = /^\{[^{}]*\}$/.test(segment);
  if (isWhole && sent !== undefined && sent !== '') return sent;
  const parameters = readable(context, entry)?.operation.parameters ?? [];
  return segment.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    const uri = parameter?.schema ?? parameter?.content?.schema;
    if (parameter === undefined || uri === undefined) return 'value';
    const example = parameter.examples.find(({ value }) => value !== undefined)?.value;
    const value = example ?? context.schemas.compile(uri, 'request').generate({ seed: `${entry.key} ${name}` });
    return serializeParameter(parameter, value);
  });
}
