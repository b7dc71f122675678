import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JsonSchema, SchemaError } from '../src/index.ts';
import { anySchema, OTHERS } from './support/any-schema.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';
import { compiled } from './support/schemas-of.ts';

const RUNS = { seed: 20_261_121, numRuns: 400 };
/** The value, or why there is none. */
function attempt(root: JsonSchema, seed: string): string {
  try {
    return JSON.stringify(compiled(root, OTHERS).generate({ seed, mode: 'random' })) ?? 'undefined';
  } catch (error) {
    if (error instanceof SchemaError && error.code === 'UNSATISFIABLE' && error.keyword !== '') return error.message;
    throw error;
  }
}

test('every schema has a valid instance made, or is refused with the keyword that is in the way', () => {
  fc.assert(
    fc.property(anySchema, fc.string({ maxLength: 3 }), (root, seed) => {
      const seconds = cpuSeconds(() => {
        const outcome = attempt(root, seed);
        if (!outcome.startsWith('No valid instance'))
          expect(compiled(root, OTHERS).isValid(JSON.parse(outcome))).toBe(true);
      });
      expect(seconds).toBeLessThan(ENDLESS_SECONDS);
    }),
    RUNS,
  );
});

test('the same seed gives the same bytes in another set of schemas', () => {
  fc.assert(
    fc.property(anySchema, fc.string({ maxLength: 3 }), (root, seed) => {
      expect(attempt(root, seed)).toBe(attempt(root, seed));
    }),
    { ...RUNS, numRuns: 100 },
  );
});

const leaf = fc.constantFrom<JsonSchema>(
  { type: 'string' },
  { type: 'integer' },
  { type: 'string', format: 'date-time' },
  { type: 'array', items: { type: 'string' } },
  { type: 'object', properties: { name: { type: 'string' }, size: { type: 'number' } } },
  { $ref: 'Tree' },
);

test('adding a property changes the value of no other', () => {
  const properties = fc.dictionary(fc.string({ minLength: 1, maxLength: 6 }), leaf, {
    minKeys: 1,
    maxKeys: 6,
    noNullPrototype: true,
  });
  fc.assert(
    fc.property(properties, leaf, fc.constantFrom('example', 'random'), (known, added, mode) => {
      const of = (all: Record<string, JsonSchema>): Record<string, unknown> =>
        compiled({ type: 'object', properties: all }, OTHERS).generate({ mode }) as Record<string, unknown>;
      const before = of(known);
      const after = of({ 'added-first': added, ...known });
      for (const key of Object.keys(known)) expect(after[key]).toEqual(before[key]);
    }),
    { ...RUNS, numRuns: 100 },
  );
});

test('what is written as text comes back as it was generated', () => {
  const fields = fc.dictionary(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom<JsonSchema>(
      { type: 'integer' },
      { type: 'number' },
      { type: 'boolean' },
      { type: 'string' },
      { type: 'array', items: { type: 'integer' } },
    ),
    { minKeys: 1, noNullPrototype: true },
  );
  fc.assert(
    fc.property(fields, fc.string({ maxLength: 3 }), (properties, seed) => {
      const one = compiled({ type: 'object', properties, required: Object.keys(properties) });
      const value = one.generate({ seed, mode: 'random' });
      expect(one.coerce(written(value))).toEqual(value);
    }),
    { ...RUNS, numRuns: 100 },
  );
});

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, written(field)]));
}
