import { expect, test } from 'vitest';
import { newWorld, openFolder } from './handler-folder.ts';

test('a failing handler answers 500, says which and where, and hurts nothing else', async () => {
  const { ask, problems } = await openFolder({
    'pets/list.ts': `
      interface Nothing { readonly x: string }
      export const listPets = () => { const nothing = null as unknown as Nothing; return { body: nothing.x }; };
      export const label = async () => { throw new Error('Out of labels\\nreally'); };`,
    'other.js': 'export const handlers = { "pets/get-one": () => ({ body: 1 }) };',
  });
  const answer = await ask('/pets');
  expect(answer).toMatchObject({
    status: 500,
    headers: ['content-type', 'application/problem+json'],
    decision: { by: 'handler', why: 'listPets of pets/list.ts failed' },
  });
  expect(JSON.parse(String(answer.body))).toMatchObject({
    type: 'urn:mockloop:problem:HANDLER_FAILED',
    title: 'A handler failed',
    detail: expect.stringMatching(
      /^The handler "listPets" \(pets\/list\.ts:3:\d+\) failed: TypeError: Cannot read properties of null/,
    ),
    handler: { name: 'listPets', file: 'pets/list.ts', line: 3, column: expect.any(Number) },
  });
  expect(JSON.parse(String((await ask('/label')).body))).toMatchObject({
    detail: expect.stringMatching(/list\.ts:4:\d+\) failed: Error: Out of labels\.$/),
  });
  expect(await ask('/pets/1')).toMatchObject({ status: 200, body: '1' });
  await ask('/pets');
  expect(problems).toHaveLength(2);
});

test.each([
  'new Promise(() => {})',
  '({ then() {} })',
  'new Response(new ReadableStream())',
  '(async () => new Response(new ReadableStream()))()',
])('%s, which never comes to its end, is answered for with 504', async (result) => {
  const { ask } = await openFolder({ 'a.js': `export const listPets = () => ${result};` }, { timeoutMs: 20 });
  const answer = await ask('/pets');
  expect(answer.status).toBe(504);
  expect(JSON.parse(String(answer.body))).toMatchObject({
    type: 'urn:mockloop:problem:HANDLER_TIMEOUT',
    detail: 'The handler "listPets" (a.js) failed: It did not settle within 20 ms.',
  });
});

test.each([
  ['[1]', 'It returned a list. Return { status, headers, body }'],
  ['"text"', 'It returned "text"'],
  ['null', 'It returned null'],
  ['{ id: 1, name: "Rex" }', 'It returned an object with the member "id"'],
  ['{ status: 99 }', 'It returned the status 99'],
  ['{ status: "200" }', 'It returned the status "200"'],
  ['{ headers: { "a b": "c" } }', 'It returned the header "a b", which is no field name'],
  ['{ headers: { a: "b\\r\\nc: d" } }', 'It returned a header "a" with characters'],
  ['{ headers: { a: {} } }', 'It returned an object as the header "a"'],
  ['{ body: () => {} }', 'It returned a function as the body'],
  ['{ body: 1n }', 'BigInt'],
  ['Response.error()', 'It returned the status 0'],
])('%s is nothing that can be sent', async (result, message) => {
  const { ask } = await openFolder({ 'a.js': `export const listPets = () => (${result});` });
  const answer = await ask('/pets');
  expect(answer.status).toBe(500);
  expect(JSON.parse(String(answer.body))).toMatchObject({ detail: expect.stringContaining(message) });
});

test.each([
  ['undefined', 'undefined'],
  ['"text"', 'text'],
  ['{ code: 1 }', '{ code: 1 }'],
  ['Object.create(null)', 'null prototype'],
])('throw %s is a failure like any other', async (thrown, message) => {
  const { ask } = await openFolder({ 'a.js': `export const listPets = () => { throw ${thrown}; };` });
  expect(await ask('/pets')).toMatchObject({ status: 500, body: expect.stringContaining(message) });
});

test.each([
  [
    'a.ts',
    'export const listPets = () => ({});\nenum Colour { Red }\n',
    /^a\.ts:2: SyntaxError: TypeScript enum is not supported.*Node only strips types/,
  ],
  ['a.ts', 'export const x = 1;\nconst = 2;\n', /^a\.ts:2: SyntaxError: .*Correct the syntax\./],
  ['a.js', 'export const x = 1;\n\nexport const = 2;\n', /^a\.js:3: SyntaxError: .*Correct the syntax\./],
  [
    'a.ts',
    '\nimport { db } from "./_db";\nexport const x = db;\n',
    /^a\.ts:2: .*Cannot find module '.*_db' imported from .*with the extension of the file/,
  ],
  [
    'a.ts',
    '// from\nimport x from "no-such-package";\nexport { x };\n',
    /^a\.ts:2: .*Cannot find package 'no-such-package'.*install the package/,
  ],
  [
    'a.ts',
    'import { Handler } from "node:fs";\nexport const x = 1 as unknown as Handler;\n',
    /^a\.ts:1: SyntaxError: .*does not provide an export named 'Handler'\. .*`import type`/,
  ],
  [
    'a.js',
    'module.exports = {};\n',
    /^a\.js:1:1: ReferenceError: module is not defined in ES module scope.*Handler files are ES modules/,
  ],
  [
    'a.js',
    '\n  throw new RangeError("no");\n',
    /^a\.js:2:9: RangeError: no\. Correct what the file does while it is loaded\./,
  ],
])('%s with %j is reported with its place and the remedy', async (file, text, problem) => {
  const { problems, ask } = await openFolder({
    [file]: text,
    'other.js': 'export const label = () => ({ body: "ok" });',
  });
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect((await ask('/label')).body).toBe('ok');
});

test('a helper that cannot be loaded is named by the file that needs it', async () => {
  const { problems } = await openFolder({
    'a.ts': 'import "./_b.ts";\nexport const label = () => ({});\n',
    '_b.ts': 'export const b = 1;\nnull.x;\n',
  });
  expect(problems).toEqual([expect.stringMatching(/^a\.ts: \(.*_b\.ts:2:6\): TypeError: Cannot read/)]);
});

test.each([
  ['export const listPet = () => ({});', 'a.js: "listPet" is no operation of the document. Did you mean "listPets"?'],
  [
    'export const handlers = { "GET /pet/{petId}": () => ({}) };',
    'a.js: "GET /pet/{petId}" is no operation of the document. Did you mean "GET /pets/{petId}"?',
  ],
  [
    'export const makeUpSomething = () => ({});',
    'a.js: "makeUpSomething" is no operation of the document. Look its operations up at /docs of the mock; what is no handler belongs in a file whose name begins with "_".',
  ],
  ['export const handlers = { listPets: { body: 1 } };', 'a.js: "listPets" is an object, not a function.'],
  [
    'export const handlers = { constructor: () => ({}), __proto__: null, "": 1 };',
    'a.js: "constructor" is no operation of the document.',
  ],
  [
    'export default () => ({});',
    'a.js: "default" is no operation of the document. Export functions named after an operationId',
  ],
  ['export const LIMIT = 3;', 'a.js: exports no handler. Export functions named after an operationId'],
  [
    'export const listPets = () => ({}); export const handlers = { "GET /pets": listPets };',
    'a.js: "listPets" is not used: "GET /pets" of a.js answers GET /pets already.',
  ],
])('%s is reported', async (text, problem) => {
  const { problems } = await openFolder({ 'a.js': text });
  expect(problems[0]).toContain(problem);
});

test('a folder that is not there is refused', async () => {
  await expect(openFolder({}, { folder: '/no/such/folder' })).rejects.toThrow('/no/such/folder is no folder');
});

test('a world that is full is no failure of the handler', async () => {
  const { ask } = await openFolder(
    { 'a.js': 'export const listPets = ({ state }) => { state.set("a", 1); };' },
    { world: newWorld('w', 0) },
  );
  await expect(ask('/pets')).rejects.toThrow(/may hold 0/);
});
