import type { TypeName } from '../model/keywords.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { hasFormat } from '../validate/formats.ts';
import type { Shape } from './shape.ts';
import { includes } from './values.ts';

/** Whether a value that is no array or object meets a shape, alternatives aside. Arrays and objects: only as to their type and `enum`. */
export function fits(value: unknown, shape: Shape, patternFor: (source: string) => Pattern): boolean {
  if (shape.never !== undefined) return false;
  if (shape.types !== undefined && !shape.types.some((type) => isOfType(value, type))) return false;
  if (shape.values !== undefined && !includes(shape.values, value)) return false;
  if (includes(shape.excluded, value)) return false;
  if (typeof value === 'string') return textFits(value, shape, patternFor);
  return typeof value !== 'number' || numberFits(value, shape);
}

export function isOfType(value: unknown, type: TypeName): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

/** Whether a text has the length, the patterns and the formats of a shape. */
export function textFits(text: string, shape: Shape, patternFor: (source: string) => Pattern): boolean {
  const length = shape.minLength > 0 || shape.maxLength < text.length ? lengthOf(text) : text.length;
  if (length < shape.minLength || length > shape.maxLength) return false;
  return (
    shape.patterns.every((pattern) => patternFor(pattern).test(text)) &&
    shape.formats.every((format) => hasFormat(text, format))
  );
}

/** In Unicode characters, as JSON Schema counts (validation §6.3.1). */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function numberFits(value: number, shape: Shape): boolean {
  if (
    !(
      value >= shape.minimum &&
      value <= shape.maximum &&
      value > shape.exclusiveMinimum &&
      value < shape.exclusiveMaximum
    )
  )
    return false;
  if (!shape.formats.every((format) => numberHasFormat(value, format))) return false;
  return shape.multiples.every((multiple) => Math.abs(Math.round(value / multiple) - value / multiple) < 1e-9);
}

function numberHasFormat(value: number, format: string): boolean {
  if (format === 'int64') return Number.isInteger(value);
  return format !== 'int32' || (Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31);
}
