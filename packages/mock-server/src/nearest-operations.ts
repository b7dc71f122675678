import { editDistance } from '@mockloop/schema';
import type { OperationEntry } from '@mockloop/spec-parser';
import { alignmentCost } from './align-segments.ts';

/** An operation, and how far its path and method are from those that a request has. */
export interface RankedOperation {
  readonly operation: OperationEntry;
  /** Segments that differ; one that only has a slip in it counts for less. */
  readonly distance: number;
  /** The base path of its server, where the request's path begins with it. */
  readonly base: string;
}

/** More operations than this are not looked at, so that a flood of wrong paths stays cheap. */
const MAX_OPERATIONS = 2_000;
/** Those that are looked at closely. */
const MAX_CANDIDATES = 30;
const MAX_SEGMENTS = 30;

/**
 * The operations whose path looks most like one that matched none, the nearest first, at most three; those of the same
 * method win ties. Only the first 2,000 operations are looked at.
 */
export function nearestOperations(
  operations: readonly OperationEntry[],
  method: string,
  path: string,
): readonly OperationEntry[] {
  return rankOperations(operations, method, path)
    .slice(0, 3)
    .map(({ operation }) => operation);
}

/** The same with their distances, at most 30, whether a path begins with the base path of their server or not. */
export function rankOperations(
  operations: readonly OperationEntry[],
  method: string,
  path: string,
): readonly RankedOperation[] {
  const sent = sentPath(path);
  const known = new Map<string, number>();
  const closeDifference = (template: string, segment: string): number => {
    const key = `${template}/${segment}`;
    const difference = known.get(key) ?? segmentDifference(template, segment);
    known.set(key, difference);
    return difference;
  };
  const rank = (operation: OperationEntry, differenceOf: typeof roughDifference): RankedOperation => {
    const { base, segments } = sent(operation);
    const cost = alignmentCost(segmentsOfTemplate(operation), segments, differenceOf);
    return { operation, base, distance: cost + (operation.method === method ? 0 : 0.5) };
  };
  const nearest = operations
    .slice(0, MAX_OPERATIONS)
    .map((operation) => rank(operation, roughDifference))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MAX_CANDIDATES)
    .map(({ operation }) => rank(operation, closeDifference));
  return nearest
    .filter(({ operation, distance }) => distance <= sent(operation).segments.length + 1)
    .toSorted((a, b) => a.distance - b.distance);
}

/** Operations of the same method whose path differs in one character from one that was sent. Cheaper than ranking. */
export function slippedOperations(
  operations: readonly OperationEntry[],
  method: string,
  path: string,
): readonly Omit<RankedOperation, 'distance'>[] {
  const sent = sentPath(path);
  return operations.slice(0, MAX_OPERATIONS).flatMap((operation) => {
    if (operation.method !== method) return [];
    const { base, segments } = sent(operation);
    const template = segmentsOfTemplate(operation);
    if (template.length !== segments.length) return [];
    const others = template.flatMap((own, index) => (own === segments[index] || isTemplate(own) ? [] : index));
    const [index = -1] = others;
    const isOne = others.length === 1 && isSlip(template[index] ?? '', segments[index] ?? '');
    return isOne ? { operation, base } : [];
  });
}

/** `v1` is no slip of `v2`. */
function isSlip(template: string, sent: string): boolean {
  const isWord = template.length > 3 && template.replace(/\D/g, '') === sent.replace(/\D/g, '');
  return isWord && editDistance(template, sent, 1) === 1;
}

interface SentPath {
  /** The base path of an operation that it begins with. */
  readonly base: string;
  /** The segments behind that. */
  readonly segments: readonly string[];
}

/** A path as each operation sees it. */
function sentPath(path: string): (operation: OperationEntry) => SentPath {
  const byBase = new Map<string, SentPath>();
  return ({ basePaths }) => {
    const base = basePaths.find((one) => one !== '' && path.startsWith(`${one}/`)) ?? '';
    const sent = byBase.get(base) ?? { base, segments: segmentsOf(path.slice(base.length)).slice(0, MAX_SEGMENTS) };
    byBase.set(base, sent);
    return sent;
  };
}

const templates = new WeakMap<OperationEntry, readonly string[]>();

function segmentsOfTemplate(operation: OperationEntry): readonly string[] {
  const known = templates.get(operation);
  if (known !== undefined) return known;
  const segments = segmentsOf(operation.path.split(/[?#]/, 1)[0] ?? '');
  templates.set(operation, segments);
  return segments;
}

/** Also of a path with a slash at its end, which nobody means. */
function segmentsOf(path: string): readonly string[] {
  return path.toLowerCase().replace(/^\//, '').replace(/\/$/, '').split('/');
}

/** A parameter is like anything. */
const LIKE_A_PARAMETER = 0.1;

function roughDifference(template: string, sent: string): number {
  if (template === sent) return 0;
  if (isTemplate(template) && sent !== '') return LIKE_A_PARAMETER;
  return Math.abs(template.length - sent.length) > 2 ? 1 : 0.4;
}

function isTemplate(segment: string): boolean {
  return segment.charCodeAt(0) === BRACE || segment.includes('{');
}

const BRACE = 123;

/** From 0 to 1: how unlike two segments are, in any case of their letters. */
export function segmentDifference(template: string, sent: string): number {
  if (template === sent) return 0;
  if (isTemplate(template) && sent !== '') return LIKE_A_PARAMETER;
  const longest = Math.max(template.length, sent.length);
  return Math.min(1, (2 * editDistance(template.toLowerCase(), sent.toLowerCase(), longest / 2)) / longest);
}
