import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { documentTypes } from '../src/types/document-types.ts';
import { documentWith, generate, petstore, uncommentExample } from './support/projects.ts';
import { compilers, typeCheck, writeHandlers } from './support/type-check.ts';

const pet = {
  type: 'object',
  required: ['id', 'name'],
  properties: { id: { type: 'integer', readOnly: true }, name: { type: 'string' }, tag: { enum: ['calm', 'wild'] } },
};
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const ref = { $ref: '#/components/schemas/Pet' };
const shop = documentWith(
  {
    '/pets/{petId}': {
      get: {
        operationId: 'getPet',
        parameters: [
          { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } },
          { name: 'X-Trace', in: 'header', schema: { type: 'string' } },
        ],
        responses: {
          200: { description: 'A pet', ...json(ref) },
          404: { description: 'None', ...json({ required: ['message'], properties: { message: { type: 'string' } } }) },
        },
      },
    },
    '/pets': {
      post: {
        operationId: 'add pet',
        requestBody: { required: true, ...json(ref) },
        responses: {
          201: { description: 'Added', ...json(ref) },
          '4XX': { description: 'Wrong', ...json({ type: 'string' }) },
        },
      },
      get: {
        operationId: 'listPets',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer' } }],
        responses: {
          200: { description: 'Pets', ...json({ type: 'array', items: ref }) },
          default: { description: 'Wrong' },
        },
      },
    },
  },
  { Pet: pet },
);

const right = `
  import type { Answer, Handler, Handlers, Schemas } from '../types.d.ts';

  const rex: Schemas['Pet'] = { id: 1, name: 'Rex', tag: 'calm' };

  export const getPet: Handler<'getPet'> = async ({ request, respond, state, operation, seed, world }) => {
    const id: number = request.params.petId;
    const trace: string | undefined = request.headers['x-trace'] ?? request.headers['x-anything'] ?? request.cookies['any'];
    if (id === 404) return { status: 404, body: { message: trace ?? operation.key + seed + world } };
    if (id === 418) return { status: 418, body: ['undeclared', 'statuses', 'have any body'] };
    if (id === 500) return new Response('out of order', { status: 500 });
    state.set('seen', id);
    const answer = await respond();
    if (answer.status === 200) return { ...answer, body: { ...answer.body, name: answer.body.name.toUpperCase() } };
    return answer;
  };

  const addPet: Handler<'add pet'> = ({ request }) => {
    const { name, id = 7 } = request.body;
    const wish: number | undefined = id;
    if (name === '') return { status: 422, body: 'A name is needed.' };
    return { body: { id: wish, name } };
  };

  export const handlers: Handlers = {
    'add pet': addPet,
    'GET /pets': ({ request }) => (request.query.limit === 0 ? { status: 503, body: undefined } : { body: [rex] }),
  };

  export function nameOf(answer: Answer<'getPet'>): string | undefined {
    return answer.status === 200 ? answer.body.name : undefined;
  }
`;

const fixtures = [
  '2.0/petstore-complete.yaml',
  '3.0/petstore-circular-prism.yaml',
  '3.0/httpbin.json',
  '3.1/heyapi-full/full.yaml',
  '3.1/dynamic-ref.yaml',
  '3.2/xml-oas-3.2.yaml',
].map((name) => join(import.meta.dirname, '../../../fixtures/openapi', name));

const wrong: readonly (readonly [what: string, code: string])[] = [
  ['the body of another shape', `export const getPet: Handler<'getPet'> = () => ({ body: { id: 1 } });`],
  [
    'the body of another status',
    `export const getPet: Handler<'getPet'> = () => ({ status: 404, body: { id: 1, name: 'Rex' } });`,
  ],
  [
    'a value that is not listed',
    `export const getPet: Handler<'getPet'> = () => ({ body: { id: 1, name: 'Rex', tag: 'odd' } });`,
  ],
  ['a status that nobody can send', `export const getPet: Handler<'getPet'> = () => ({ status: 100 });`],
  [
    'a body for a range of statuses',
    `export const handlers: Handlers = { 'add pet': () => ({ status: 400, body: 1 }) };`,
  ],
  [
    'a body where there is none',
    `export const handlers: Handlers = { listPets: () => ({ status: 503, body: 'down' }) };`,
  ],
  ['an operation that is not there', `export const handlers: Handlers = { getPets: () => undefined };`],
  [
    'a parameter that is not there',
    `export const getPet: Handler<'getPet'> = ({ request }) => void request.params.id;`,
  ],
  [
    'a parameter of another type',
    `export const getPet: Handler<'getPet'> = ({ request }) => void request.params.petId.trim();`,
  ],
  [
    'a property of the body that may be absent',
    `export const handlers: Handlers = { 'add pet': ({ request }) => void request.body.id.toFixed() };`,
  ],
];

test.each(compilers)(
  '%s accepts what handlers may do, and the types of documents of every version',
  async (_name, compiler) => {
    const { folder } = await generate(petstore);
    await uncommentExample(folder);
    const [shopTypes, ...types] = await Promise.all([shop, petstore, ...fixtures].map(typesOf));
    await writeHandlers(folder, {
      'documented.ts': await documentedHandlers(),
      'shop/types.d.ts': shopTypes ?? '',
      'shop/handlers/right.ts': right,
      ...Object.fromEntries(types.map((text, index) => [`_types-${index}.d.ts`, text])),
      'everything.ts': types.map((_, index) => everyOperation(`./_types-${index}.d.ts`, index)).join('\n'),
    });
    expect(await typeCheck(compiler, folder)).toBe('');
  },
  300_000,
);

test.each(compilers)(
  '%s refuses what a handler may not do',
  async (_name, compiler) => {
    const { folder } = await generate(shop);
    const files = wrong.map(([what, code]) => [
      `${what}.ts`,
      `import type { Handler, Handlers } from '../types.d.ts';\n${code}\n`,
    ]);
    await writeHandlers(folder, Object.fromEntries(files));
    const said = await typeCheck(compiler, folder);
    const refused = wrong.map(([what]) => what).filter((what) => said.includes(`handlers/${what}.ts(2,`));
    expect(refused).toEqual(wrong.map(([what]) => what));
  },
  300_000,
);

async function typesOf(source: string | object): Promise<string> {
  return documentTypes(await loadDocument(source)).text;
}

/** The handlers that the documentation shows, which are for the Petstore. */
async function documentedHandlers(): Promise<string> {
  const docs = await readFile(join(import.meta.dirname, '../../../docs/generate.md'), 'utf8');
  const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(docs) ?? [];
  expect(code).toContain("Handler<'getPet'>");
  return code;
}

/** Makes the compiler work out what every operation of a document may answer. */
function everyOperation(module: string, index: number): string {
  return `
    import type * as t${index} from '${module}';
    type All${index} = { [Key in keyof t${index}.Operations]: [t${index}.Answer<Key>['status'], t${index}.HandlerResult<Key>] };
    export declare const all${index}: All${index}[keyof All${index}];`;
}
