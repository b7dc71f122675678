import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentWith, generate } from './support/projects.ts';

/** The declaration of each schema, on one line. */
async function typesOf(schemas: object): Promise<{ answer: Record<string, string>; request: Record<string, string> }> {
  const content = (name: string): object => ({
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const names = Object.keys(schemas);
  const paths = Object.fromEntries(
    names.map((name) => [
      `/${name}`,
      { post: { requestBody: content(name), responses: { 200: { description: 'OK', ...content(name) } } } },
    ]),
  );
  const { read } = await generate(documentWith(paths, schemas));
  const text = await read('types.d.ts');
  return { answer: declarations(text, 'Schemas'), request: declarations(text, 'RequestSchemas') };
}

function declarations(text: string, name: string): Record<string, string> {
  const [, body = ''] = new RegExp(`^export interface ${name} \\{\\n([\\s\\S]*?)^\\}`, 'm').exec(text) ?? [];
  const members = body.split(/^ {2}(?=")/m).filter((member) => member.startsWith('"'));
  return Object.fromEntries(
    members.map((member) => /^"(\w+)": ([\s\S]*);\s*$/.exec(member)?.slice(1) ?? []).map(oneLine),
  );
}

function oneLine([name = '', type = '']: readonly string[]): [string, string] {
  return [name, type.replaceAll(/\/\*\*.*?\*\/\s*/g, '').replaceAll(/\s+/g, ' ')];
}

const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
const text = { type: 'string' };

test.each([
  [{}, 'unknown'],
  [{ description: 'Anything' }, 'unknown'],
  [{ type: 'integer', format: 'int64' }, 'number'],
  [{ type: 'string', format: 'date-time' }, 'string'],
  [{ type: ['string', 'null'] }, 'string | null'],
  [{ enum: ['a', 1, null, true] }, '"a" | 1 | null | true'],
  [{ type: 'string', enum: ['a', 'b'] }, '"a" | "b"'],
  [{ const: { a: 1 } }, 'unknown'],
  [{ enum: Array.from({ length: 400 }, (_, index) => `v${index}`) }, 'string'],
  [{ type: 'array', items: { type: ['string', 'null'] } }, '(string | null)[]'],
  [{ type: 'array' }, 'unknown[]'],
  [{ items: text }, 'string[]'],
  [{ prefixItems: [text, { type: 'number' }], minItems: 1 }, '[string, (number)?, ...unknown[]]'],
  [{ prefixItems: [text], items: false, minItems: 1 }, '[string]'],
  [{ type: 'object' }, '{ [name: string]: unknown }'],
  [{ type: 'object', additionalProperties: text }, '{ [name: string]: string }'],
  [{ type: 'object', additionalProperties: false }, '{ [name: string]: never }'],
  [{ properties: { a: text, b: text }, required: ['a'] }, '{ "a": string; "b"?: string; }'],
  [{ properties: { a: text }, additionalProperties: { type: 'number' } }, '{ "a"?: string; [name: string]: unknown; }'],
  [{ properties: { a: text }, required: ['z'] }, '{ "a"?: string; "z": unknown; }'],
  [{ allOf: [{ properties: { a: text } }, { required: ['a'] }] }, '{ "a"?: string; } & { "a": unknown; }'],
  [{ type: 'object', oneOf: [text, { type: 'number' }, false] }, 'string | number'],
  [{ anyOf: [text, {}] }, 'unknown'],
  [
    { allOf: [{ oneOf: [text, { type: 'number' }] }, { anyOf: [text, { type: 'null' }] }] },
    '(string | number) & (string | null)',
  ],
  [{ properties: Object.fromEntries([['__proto__', text]]) }, '{ "__proto__"?: string; }'],
])('%j is the type %s', async (schema, type) => {
  expect((await typesOf({ A: schema })).answer).toEqual({ A: type });
});

test('schemas that refer to each other, and to themselves, have types by their names', async () => {
  const { answer } = await typesOf({
    Node: { properties: { children: { type: 'array', items: ref('Node') }, leaf: ref('Leaf') } },
    Leaf: { allOf: [ref('Node'), { properties: { size: { type: 'number' } } }] },
  });
  expect(answer).toEqual({
    Node: '{ "children"?: Schemas["Node"][]; "leaf"?: Schemas["Leaf"]; }',
    Leaf: 'Schemas["Node"] & { "size"?: number; }',
  });
});

test('a schema that is made of itself without end is unknown where it comes back', async () => {
  const { answer } = await typesOf({
    Json: { anyOf: [text, { type: 'array', items: ref('Json') }, { additionalProperties: ref('Json') }] },
    Animal: { oneOf: [ref('Cat')] },
    Cat: { allOf: [ref('Animal'), { properties: { name: text } }] },
  });
  expect(answer).toEqual({
    Json: 'string | unknown[] | { [name: string]: Schemas["Json"] }',
    Animal: 'unknown',
    Cat: '{ "name"?: string; }',
  });
});

test('requests may leave out what only answers have, and answers never have what only requests do', async () => {
  const { answer, request } = await typesOf({
    User: {
      required: ['id', 'name', 'password'],
      properties: {
        id: { ...text, readOnly: true },
        name: text,
        password: { ...text, writeOnly: true },
        boss: ref('User'),
      },
    },
    Secret: { ...text, writeOnly: true },
    Team: { properties: { users: { type: 'array', items: ref('User') }, key: ref('Secret') } },
    Tag: { properties: { name: text } },
  });
  expect(answer).toMatchObject({
    User: '{ "id": string; "name": string; "boss"?: Schemas["User"]; }',
    Team: '{ "users"?: Schemas["User"][]; }',
    Tag: '{ "name"?: string; }',
  });
  expect(request).toEqual({
    User: '{ "id"?: string; "name": string; "password": string; "boss"?: RequestSchemas["User"]; }',
    Team: '{ "users"?: RequestSchemas["User"][]; "key"?: Schemas["Secret"]; }',
  });
});

test('an operation is typed by what it is asked and what it may answer', async () => {
  const json = (schema: object): object => ({ 'application/json': { schema } });
  const operation = {
    operationId: 'find',
    summary: 'Finds things */ @now',
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'integer' } },
      { name: 'q', in: 'query', schema: text },
      { name: 'X-Trace', in: 'header', required: true, schema: { type: 'integer' } },
      { name: 'sid', in: 'cookie', schema: text },
    ],
    requestBody: { required: true, content: { ...json({ type: 'object' }), 'text/plain': {}, 'image/png': {} } },
    responses: {
      100: { description: 'Go on' },
      200: { description: 'Found', content: { ...json(text), 'application/xml': { schema: { type: 'number' } } } },
      204: { description: 'Nothing' },
      '4XX': { description: 'Wrong', content: json({ type: 'boolean' }) },
      default: { description: 'Else', content: { 'application/pdf': { schema: text } } },
    },
  };
  const { read } = await generate(documentWith({ '/things/{id}': { post: operation } }));
  const types = await read('types.d.ts');
  expect(types).toContain(`  /** Finds things *\\/ \\@now */
  "POST /things/{id}": {
    params: {
      "id": number;
    };
    query: {
      "q"?: string;
    };
    headers: {
      "x-trace": string;
    };
    cookies: {
      "sid"?: string;
    };
    body: unknown;
    success: 200;
    answers: {
      /** Found */
      200: string | number | Uint8Array;
      /** Nothing */
      204: undefined;
      /** Wrong */
      "4XX": boolean;
      /** Else */
      default: Uint8Array;
    };
  };
`);
  expect(types).toContain('"find": "POST /things/{id}";');
});

test('an operation that cannot be read is typed as anything', async () => {
  const { read } = await generate(documentWith({ '/a': { get: { responses: { 200: { $ref: '#/nowhere' } } } } }));
  expect(await read('types.d.ts')).toContain('"GET /a": {\n    params: { [name: string]: unknown };');
});

test.each([
  ['2.0', 'petstore-complete.yaml', '"petId": number;', '"body"'],
  ['3.2', 'query-and-additional-operations.yaml', '"QUERY ', '"body"'],
])('documents of version %s have types too: %s', async (version, name, expected, unexpected) => {
  const { read } = await generate(join(import.meta.dirname, '../../../fixtures/openapi', version, name));
  const types = await read('types.d.ts');
  expect(types).toContain(expected);
  expect(types).not.toContain(unexpected);
});

test('schemas of other files, and those within others, are named by where they stand', async () => {
  const inner = '#/components/schemas/A/properties/b';
  const { answer } = await typesOf({ A: { properties: { b: { properties: { c: text } }, d: { $ref: inner } } } });
  expect(answer.A).toBe(`{ "b"?: { "c"?: string; }; "d"?: Schemas["${inner}"]; }`);
});

test('a document without end is cut, and says so', async () => {
  const wide = Object.fromEntries(
    Array.from({ length: 3_000 }, (_, index) => [`property ${index} ${'x'.repeat(200)}`, text]),
  );
  const schemas = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`S${index}`, { properties: wide }]));
  const properties = Object.fromEntries(Object.keys(schemas).map((name) => [name, ref(name)]));
  const content = { 'application/json': { schema: { properties } } };
  const { warnings, read } = await generate(
    documentWith({ '/a': { get: { responses: { 200: { description: 'OK', content } } } } }, schemas),
  );
  expect(warnings).toEqual([expect.stringContaining('types.d.ts has `unknown` for a part of the schemas')]);
  expect((await read('types.d.ts')).length).toBeLessThan(12_000_000);
});
