import type { SchemaPart } from '../../schemas/schema-parts.ts';
import type { Limit } from './limit.ts';

/** @param isInteger Only whole numbers are allowed. */
export function* numberLimits(part: SchemaPart, value: number, isInteger: boolean): Generator<Limit> {
  const { schema } = part;
  const step = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : 1;
  for (const [keyword, sign] of BOUNDS) {
    const limit = schema[keyword];
    if (typeof limit !== 'number' || !Number.isFinite(limit)) continue;
    const at = (steps: number): number => limit + steps * sign * step;
    const isOpen = keyword.startsWith('exclusive');
    const first = isOpen ? 1 : 0;
    yield {
      keyword,
      part,
      label: `${at(first)} for ${keyword} ${limit}`,
      value: at(first),
      controls: [{ value: at(first + 1) }],
    };
    // Close to an open bound floating point decides, not the API.
    const outside = isOpen && isInteger ? at(0) : at(-1);
    yield { keyword, part, label: `${outside} for ${keyword} ${limit}`, value: outside };
  }
  if (typeof schema.multipleOf === 'number' && schema.multipleOf > 0) {
    const { multipleOf } = schema;
    const off = isInteger ? Math.max(1, Math.floor(multipleOf / 2)) : multipleOf / 2;
    yield { keyword: 'multipleOf', part, label: `${value + off}, no multiple of ${multipleOf}`, value: value + off };
  }
}

/** With the direction in which values are inside. */
const BOUNDS = [
  ['minimum', 1],
  ['maximum', -1],
  ['exclusiveMinimum', 1],
  ['exclusiveMaximum', -1],
] as const;
