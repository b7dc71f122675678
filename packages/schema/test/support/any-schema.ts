import fc from 'fast-check';
import type { JsonSchema } from '../../src/index.ts';

const NAMES = ['a', 'b', 'id', 'name', 'createdAt', '__proto__', 'x-y'];

const name = fc.constantFrom(...NAMES);
const bound = fc.integer({ min: -20, max: 20 });
const count = fc.integer({ min: 0, max: 4 });

const { schema } = fc.letrec<{ schema: JsonSchema; scalar: JsonSchema; container: JsonSchema; composed: JsonSchema }>(
  (tie) => ({
    schema: fc.oneof({ maxDepth: 4, withCrossShrink: true }, tie('scalar'), tie('container'), tie('composed')),
    scalar: fc.oneof(
      fc.record(
        {
          type: fc.constantFrom('integer', 'number'),
          minimum: bound,
          maximum: bound,
          multipleOf: fc.integer({ min: 1, max: 5 }),
        },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        {
          type: fc.constant('string'),
          minLength: count,
          maxLength: count,
          pattern: fc.constantFrom('^[a-z]+$', '\\d', '^x'),
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({
        type: fc.constant('string'),
        format: fc.constantFrom('date', 'uuid', 'email', 'uri', 'byte', 'ipv4'),
      }),
      fc.record({ enum: fc.array(fc.oneof(bound, fc.string(), fc.constant(null)), { minLength: 1, maxLength: 4 }) }),
      fc.record({ type: fc.constantFrom('boolean', 'null') }),
      fc.constantFrom<JsonSchema>(true, false, {}, { $ref: 'Name' }, { $ref: 'Tree' }),
    ),
    container: fc.oneof(
      fc.record(
        {
          type: fc.constant('object'),
          properties: fc.dictionary(name, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
          required: fc.uniqueArray(name, { maxLength: 2 }),
          additionalProperties: tie('schema'),
          minProperties: count,
          maxProperties: count,
        },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        {
          type: fc.constant('array'),
          items: tie('schema'),
          minItems: count,
          maxItems: count,
          uniqueItems: fc.boolean(),
          contains: tie('scalar'),
        },
        { requiredKeys: ['type'] },
      ),
    ),
    composed: fc.oneof(
      fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('scalar'), type: fc.constantFrom('integer', 'string', 'object') }),
      fc.record({ if: tie('scalar'), then: tie('schema'), else: tie('schema') }),
    ),
  }),
);

/** Schemas of all kinds, often contradictory. */
export const anySchema: fc.Arbitrary<JsonSchema> = schema;

/** What they refer to. */
export const OTHERS: Record<string, JsonSchema> = {
  Name: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: 'Tree' } } } },
};
