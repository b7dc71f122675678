import type { Tool } from '@mockloop/tools';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { temporaryToolbox } from './support/probe-server.ts';
import { ways } from './support/ways.ts';

const kept = { anyOf: expect.any(Array) };
const record = z.record(z.string(), z.unknown());

/** Agent frameworks simplify what they are given: some keep no more of `anyOf` than its objects, others know one type at a time. */
const fields: [string, z.ZodType, object][] = [
  ['text or an object', z.union([z.string().min(1), record]), { type: ['string', 'object'], minLength: 1 }],
  ['an object or nothing', record.nullable(), { type: ['object', 'null'] }],
  [
    'objects or numbers',
    z.array(z.union([z.int().max(5).min(1), record])),
    { type: 'array', items: { type: ['integer', 'object'], minimum: 1, maximum: 5 } },
  ],
  ['with a default', z.union([z.boolean(), record]).default(true), { type: ['boolean', 'object'], default: true }],
  ['text or nothing', z.string().max(5).nullable(), kept],
  ['a number or text', z.union([z.int().max(9), z.string()]), kept],
  ['one of two kinds of object', z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]), kept],
  ['a word or an object', z.union([z.enum(['all', 'none']), record]), kept],
  ['texts by name', z.record(z.string(), z.string()), { type: 'object', additionalProperties: { type: 'string' } }],
  ['anything by name', record, { type: 'object' }],
  [
    'anything by a short name',
    z.record(z.string().max(3), z.unknown()),
    { type: 'object', propertyNames: { type: 'string', maxLength: 3 } },
  ],
];

describe.each(ways)('$name', ({ connect }) => {
  test.each(fields)('a schema says in few words: %s', async (_, field, expected) => {
    const tool: Tool = {
      name: 'take',
      title: 'Take',
      description: 'Takes it.',
      toolset: 'core',
      hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
      input: z.strictObject({ field }),
      output: z.object({ field }),
      run: async (args) => args,
    };
    const peer = await connect({ toolbox: await temporaryToolbox(), definitions: { tools: [tool] } });

    const [listed] = (await peer.listTools()).tools;

    expect(listed).toMatchObject({ inputSchema: { type: 'object', additionalProperties: false } });
    expect(listed).toHaveProperty('inputSchema.properties', { field: expected });
    expect(listed).toHaveProperty('outputSchema.properties', { field: expected });
  });
});
