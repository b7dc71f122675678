import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDocument, type Diagnostic, loadDocument } from '../src/index.ts';
import { withOperation } from './documents.ts';

async function codesOf(operation: object, document: object = {}): Promise<string[]> {
  return (await checkDocument(await withOperation(operation, document))).map(({ code }) => code);
}

const PATH = (name: string): object => ({ name, in: 'path', required: true, schema: {} });

test('a document with nothing wrong has no warnings', async () => {
  expect(
    await codesOf({ parameters: [{ name: 'q', in: 'query', schema: { type: 'string', pattern: '^a' } }] }),
  ).toEqual([]);
});

test.each<[string, string, object, object]>([
  ['a document without info', 'INFO_MISSING', {}, { info: undefined }],
  ['an operation without responses', 'RESPONSES_MISSING', { responses: {} }, {}],
  ['a key that is no status', 'STATUS_INVALID', { responses: { 200: {}, ok: {} } }, {}],
  ['a field that operations do not have', 'FIELD_UNKNOWN', { respones: {} }, {}],
  ['a security scheme that is not declared', 'SECURITY_SCHEME_UNDECLARED', { security: [{ none: [] }] }, {}],
  ['the same of the document', 'SECURITY_SCHEME_UNDECLARED', {}, { security: [{ none: [] }] }],
  ['a parameter that is a string', 'PARAMETER_INVALID', { parameters: ['id'] }, {}],
  ['a parameter without a name', 'PARAMETER_INVALID', { parameters: [{ in: 'query' }] }, {}],
  ['a parameter in an unknown place', 'PARAMETER_INVALID', { parameters: [{ name: 'a', in: 'body2' }] }, {}],
  ['a path parameter that the path has not', 'PATH_PARAMETER_UNUSED', { parameters: [PATH('id')] }, {}],
  ['a header that cannot be sent', 'HEADER_NAME_INVALID', { responses: { 200: { headers: { 'a b': {} } } } }, {}],
  ['a server variable that nobody declares', 'SERVER_VARIABLE_UNDECLARED', { servers: [{ url: '/{a}' }] }, {}],
  [
    'a keyword with a value it cannot have',
    'KEYWORD_INVALID',
    {},
    { components: { schemas: { A: { minimum: '1' } } } },
  ],
  ['a pattern that does not compile', 'PATTERN_INVALID', {}, { components: { schemas: { A: { pattern: '[' } } } }],
  ['a string where a schema should be', 'SCHEMA_INVALID', {}, { components: { schemas: { A: 'string' } } }],
  ['a reference that leads nowhere', 'REFERENCE_UNRESOLVED', { parameters: [{ $ref: '#/none' }] }, {}],
  [
    'a schema that is only itself',
    'REFERENCE_LOOP',
    {},
    { components: { schemas: { A: { $ref: '#/components/schemas/A' } } } },
  ],
  [
    'a mapping to nothing',
    'DISCRIMINATOR_MAPPING_UNRESOLVED',
    {},
    { components: { schemas: { A: { discriminator: { propertyName: 'p', mapping: { a: 'None' } } } } } },
  ],
])('%s is %s', async (_name, code, operation, document) => {
  expect(await codesOf(operation, document)).toEqual([code]);
});

test('a parameter of the path may be replaced by one of the operation', async () => {
  const document = await loadDocument({
    openapi: '3.0.0',
    info: {},
    paths: { '/{id}': { parameters: [PATH('id')], get: { parameters: [PATH('id')], responses: { 200: {} } } } },
  });
  expect(await checkDocument(document)).toEqual([]);
});

test('references to one thing that is missing are one warning, which counts them', async () => {
  const missing = (): object => ({ $ref: '#/components/schemas/None' });
  const diagnostics = await checkDocument(
    await withOperation({}, { components: { schemas: { A: missing(), B: { not: missing() } } } }),
  );
  expect(diagnostics).toMatchObject([
    {
      pointer: '/components/schemas/A',
      message: expect.stringMatching(/there is no `None` in `\/components\/schemas`\. 2 places need it\.$/),
    },
  ]);
});

test('examples, extensions and names are not searched for references', async () => {
  const lost = { $ref: '#/none' };
  const A = {
    type: 'object',
    properties: { $ref: { type: 'string' } },
    example: lost,
    default: lost,
    enum: [lost],
    const: lost,
  };
  expect(
    await codesOf({ 'x-a': lost }, { 'x-b': lost, components: { schemas: { A }, examples: { E: { value: lost } } } }),
  ).toEqual([]);
});

test.each([
  [
    'JSON',
    '{"openapi":"3.0.0",\n "info": {}, "paths": {\n  "/a": {"get": {"responses": {"20": {}, "200": {}}}}}}',
    3,
    32,
  ],
  [
    'YAML',
    'openapi: 3.0.0\ninfo: {}\npaths:\n  /a:\n    get:\n      responses:\n        20: {}\n        "200": {}\n',
    7,
    9,
  ],
])('a warning has its line and column in %s', async (_name, text, line, column) => {
  expect(await checkDocument(await loadDocument(text))).toMatchObject([
    { code: 'STATUS_INVALID', file: '', line, column },
  ]);
});

test.each([
  ['JSON', '{"openapi":"3.0.0","info":{},\n"x-a":{"k":1,"\\u006b":2},"paths":{}}', '/x-a/k', 'lines 2 and 2'],
  ['flow YAML', 'openapi: 3.0.0\ninfo: {}\npaths: {}\nx-a: [{k: 1,\n k: 2}]\n', '/x-a/0/k', 'lines 4 and 5'],
  ['block YAML', 'openapi: 3.0.0\ninfo: {}\npaths: {}\nx-a:\n- k: 1\n  "k": 2\n', '/x-a/0/k', 'lines 5 and 6'],
])(
  'a key that is repeated in %s is named with both lines, and the last one counts',
  async (_name, text, pointer, lines) => {
    const document = await loadDocument(text);
    const [, first, second] = /lines (\d+) and (\d+)/.exec(lines) ?? [];
    expect(await checkDocument(document)).toMatchObject([
      {
        code: 'KEY_REPEATED',
        pointer,
        message: `The key \`k\` is in line ${first} and again in line ${second}; the last one counts.`,
      },
    ]);
    expect(JSON.stringify(document.source)).toContain('"k":2');
  },
);

test('checking gives way to other work', async () => {
  const schemas = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`S${index}`, { type: 'object', properties: { a: {} } }]),
  );
  const document = await withOperation({}, { components: { schemas } });
  let turns = 0;
  let isDone = false;
  const checking = checkDocument(document).then((diagnostics: readonly Diagnostic[]) => {
    isDone = true;
    return diagnostics;
  });
  while (!isDone) {
    await setImmediate();
    turns += 1;
  }
  expect(await checking).toEqual([]);
  expect(turns).toBeGreaterThan(3);
});

test('checking stops when its signal is aborted', async () => {
  const schemas = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`S${index}`, { allOf: [{}] }]));
  const document = await withOperation({}, { components: { schemas } });
  const controller = new AbortController();
  const checking = checkDocument(document, { signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(checking).rejects.toThrow('enough');
});

test('only documents that were loaded can be checked', async () => {
  const document = await withOperation({});
  await expect(
    checkDocument({
      ...document,
      readOperation: () => document.readOperation.call(document, { name: '', method: '', pointer: '' }),
      schema: () => true,
      placeOf: () => ({ file: '', pointer: '' }),
    }),
  ).rejects.toThrow(TypeError);
});

const ref = (index: number): object => ({ $ref: `#/components/schemas/S${index}` });

/** What is told of schemas `S0`, `S1` … */
async function checkSchemas(list: readonly object[]): Promise<readonly Diagnostic[]> {
  const schemas = Object.fromEntries(list.map((schema, index) => [`S${index}`, schema]));
  return checkDocument(await withOperation({}, { components: { schemas } }));
}

test('32 references may follow one another; more than that are one warning, which counts them', async () => {
  const chain = (length: number): object[] => [...Array.from({ length }, (_, index) => ref(index + 1)), {}];
  expect(await checkSchemas(chain(32))).toEqual([]);
  expect(await checkSchemas(chain(40))).toMatchObject([
    {
      code: 'REFERENCE_LOOP',
      pointer: '/components/schemas/S0',
      message: expect.stringMatching(/8 places need it\.$/),
    },
  ]);
});

test('a loop and all that leads into it are one warning', async () => {
  expect(await checkSchemas([ref(1), ref(2), ref(3), ref(2), ref(0), {}])).toMatchObject([
    { code: 'REFERENCE_LOOP', message: expect.stringMatching(/5 places need it\.$/) },
  ]);
});

test('every reference that leads nowhere, into a loop, or on for too long is told of, and no other', async () => {
  const target = fc.oneof({ weight: 9, arbitrary: fc.nat(59) }, fc.constantFrom(-1, 1_000));
  const rambling = fc.array(target, { minLength: 1, maxLength: 60 });
  const long = fc.integer({ min: 30, max: 60 }).map((length) => Array.from({ length }, (_, index) => index + 1));
  const leadsToObject = (targets: readonly number[], index: number, left = 32): boolean => {
    const next = targets[index];
    if (next === undefined) return false;
    return next === -1 || (left > 0 && leadsToObject(targets, next, left - 1));
  };
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        rambling,
        long.map((targets) => [...targets, -1]),
      ),
      async (targets) => {
        const diagnostics = await checkSchemas(targets.map((index) => (index === -1 ? {} : ref(index))));
        const told = diagnostics.map(({ message }) => Number(/ (\d+) places need it\.$/.exec(message)?.[1] ?? 1));
        const wrong = targets.filter((_, index) => !leadsToObject(targets, index));
        expect(told.reduce((sum, count) => sum + count, 0)).toBe(wrong.length);
      },
    ),
    { seed: 20_261_121, numRuns: 300 },
  );
});
