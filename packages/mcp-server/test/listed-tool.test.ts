import type { Tool } from '@mockloop/tools';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { temporaryToolbox } from './support/probe-server.ts';
import { ways } from './support/ways.ts';

/** Agent frameworks simplify what they are given, and take no more of `anyOf` than its first object. */
const fields: [string, z.ZodType, object][] = [
  [
    'text or an object',
    z.union([z.string().min(1), z.record(z.string(), z.unknown())]),
    { type: ['string', 'object'], minLength: 1 },
  ],
  ['a number, text or nothing', z.union([z.int().max(9), z.string()]).nullable(), { anyOf: expect.any(Array) }],
  ['text or nothing', z.string().max(5).nullable(), { type: ['string', 'null'], maxLength: 5 }],
  [
    'a list of either',
    z.array(z.union([z.int().min(1).max(5), z.string()])),
    { type: 'array', items: { type: ['integer', 'string'], minimum: 1, maximum: 5 } },
  ],
  [
    'one of two kinds of object',
    z.union([z.strictObject({ a: z.string() }), z.strictObject({ b: z.string() })]),
    { anyOf: expect.any(Array) },
  ],
  ['a word or a number', z.union([z.enum(['all', 'none']), z.int().min(1).max(5)]), { anyOf: expect.any(Array) }],
  ['with a default', z.union([z.boolean(), z.string()]).default(true), { type: ['boolean', 'string'], default: true }],
  ['whole or broken numbers', z.union([z.int().min(0).max(1), z.number()]), { anyOf: expect.any(Array) }],
  ['texts by name', z.record(z.string(), z.string()), { type: 'object', additionalProperties: { type: 'string' } }],
  ['anything by name', z.record(z.string(), z.unknown()), { type: 'object' }],
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
