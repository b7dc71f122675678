import { isObject } from '../plain-object.ts';

/**
 * Takes the value of a keyword as it was written and gives the one to use; undefined drops the keyword. What JSON
 * Schema does not allow is dropped, so that no validator fails on it.
 */
export type ReadValue = (value: unknown) => unknown;

const TYPES: ReadonlySet<unknown> = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

/** The keywords that hold no schemas (JSON Schema 2020-12 Validation; OpenAPI 3.1 §4.8.24). */
export const KEYWORD_VALUES: ReadonlyMap<string, ReadValue> = new Map<string, ReadValue>([
  ['type', readType],
  ['enum', (value) => (Array.isArray(value) ? value : undefined)],
  ['const', anything],
  ['minimum', readNumber],
  ['maximum', readNumber],
  ['exclusiveMinimum', (value) => (typeof value === 'boolean' ? value : readNumber(value))],
  ['exclusiveMaximum', (value) => (typeof value === 'boolean' ? value : readNumber(value))],
  ['multipleOf', (value) => (typeof value === 'number' && value > 0 ? readNumber(value) : undefined)],
  ['minLength', readCount],
  ['maxLength', readCount],
  ['minItems', readCount],
  ['maxItems', readCount],
  ['minContains', readCount],
  ['maxContains', readCount],
  ['minProperties', readCount],
  ['maxProperties', readCount],
  ['uniqueItems', readFlag],
  ['required', readNames],
  ['dependentRequired', readNamesByName],
  ['pattern', readString],
  ['format', readString],
  ['contentEncoding', readString],
  ['contentMediaType', readString],
  ['title', readString],
  ['description', readString],
  ['$comment', readString],
  ['default', anything],
  ['example', anything],
  ['examples', (value) => (Array.isArray(value) ? value : undefined)],
  ['readOnly', readFlag],
  ['writeOnly', readFlag],
  ['deprecated', readFlag],
  ['xml', (value) => (isObject(value) ? value : undefined)],
]);

function anything(value: unknown): unknown {
  return value;
}

/** Unquoted `null` in a YAML list of types is null itself. A list with an unknown type in it allows anything. */
function readType(value: unknown): unknown {
  if (!Array.isArray(value)) return TYPES.has(value) || value === 'file' ? value : undefined;
  const types = new Set(value.map((type: unknown) => type ?? 'null'));
  return types.size > 0 && [...types].every((type) => TYPES.has(type)) ? [...types] : undefined;
}

function readNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function readCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}

function readFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function readNames(value: unknown): string[] | undefined {
  return Array.isArray(value) ? [...new Set(value.filter((name) => typeof name === 'string'))] : undefined;
}

function readNamesByName(value: unknown): unknown {
  return isObject(value) && Object.values(value).every(Array.isArray) ? value : undefined;
}
