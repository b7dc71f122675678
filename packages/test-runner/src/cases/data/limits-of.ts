import type { SchemaPart } from '../../schemas/schema-parts.ts';
import type { Limit } from './limit.ts';
import { listLimits } from './list-limits.ts';
import { numberLimits } from './number-limits.ts';
import { objectLimits } from './object-limits.ts';
import { textLimits } from './text-limits.ts';
import type { ValuePlace } from './value-places.ts';

/** Values on both sides of everything that the schemas say of a place. Some may be on neither side: what they are, validation tells. */
export function* limitsOf({ value, parts, isText }: ValuePlace): Generator<Limit> {
  const types = new Set(parts.flatMap(({ schema }) => schema.type ?? []));
  for (const part of parts) {
    yield* typeLimits(part, { types, isText, value });
    yield* chosenValues(part);
    if (typeof value === 'number') yield* numberLimits(part, value, types.has('integer') && !types.has('number'));
    if (typeof value === 'string') yield* textLimits(part, value);
    if (Array.isArray(value)) yield* listLimits(part, value);
    else if (typeof value === 'object' && value !== null) yield* objectLimits(part, value);
  }
}

interface Typed {
  readonly types: ReadonlySet<unknown>;
  readonly isText: boolean;
  readonly value: unknown;
}

function* typeLimits(part: SchemaPart, { types, isText, value: valid }: Typed): Generator<Limit> {
  if (part.schema.type === undefined) return;
  const wrong = (value: unknown, other: Partial<Limit> = {}): Limit => ({
    ...{ keyword: 'type', part, value, ...other },
    label: `${JSON.stringify(value)} where ${[...types].join(' or ')} is asked for`,
  });
  for (const [name, values] of OTHERS) {
    // As text, everything is a string.
    if (!types.has(name) || (isText && name === 'string')) continue;
    yield* values.map((value) => wrong(value, { group: 'type' }));
  }
  if (types.has('integer') && !types.has('number')) yield wrong(1.5);
  if (isText) return;
  if (typeof valid === 'number' || typeof valid === 'boolean') yield wrong(String(valid), { isMinor: true });
  if (typeof valid === 'string') yield wrong(7, { isMinor: true });
  yield wrong(null);
}

/** For each type, what cannot be converted to it by the most willing server. */
const OTHERS: readonly (readonly [type: string, values: readonly unknown[]])[] = [
  ['string', [{ mockloop: [1] }]],
  ['integer', ['mockloop']],
  ['number', ['mockloop']],
  ['boolean', ['mockloop']],
  ['array', ['mockloop', 7]],
  ['object', ['mockloop', ['mockloop']]],
];

function* chosenValues(part: SchemaPart): Generator<Limit> {
  const { schema } = part;
  if (Object.hasOwn(schema, 'default'))
    yield { keyword: 'default', part, value: schema.default, label: `${JSON.stringify(schema.default)}, the default` };
  const keyword = Array.isArray(schema.enum) ? 'enum' : 'const';
  const values: readonly unknown[] = Array.isArray(schema.enum)
    ? schema.enum
    : Object.hasOwn(schema, 'const')
      ? [schema.const]
      : [];
  if (values.length === 0) return;
  const numbers = values.filter((value) => typeof value === 'number');
  const other = numbers.length > 0 ? Math.max(...numbers) + 1 : 'mockloop_other';
  yield { keyword, part, value: other, label: `${JSON.stringify(other)}, which is not among the values` };
  for (const value of values.slice(0, 12)) {
    const others = values.filter((one) => one !== value && one !== null).slice(0, 2);
    yield {
      ...{ keyword, part, value, label: `${JSON.stringify(value)}, one of the values` },
      controls: others.length === 0 ? undefined : others.map((one) => ({ value: one })),
    };
  }
}
