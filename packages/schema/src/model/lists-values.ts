import type { Keywords } from './keywords.ts';

/**
 * Whether the author wrote down each value that is allowed. A `format` beside them is then what it is by default: a remark
 * (JSON Schema 2020-12 Validation §7.2.1), as in `{ format: 'date-time', enum: ['now'] }`.
 */
export function listsValues(schema: Keywords): boolean {
  return Object.hasOwn(schema, 'const') || schema.enum !== undefined;
}
