import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { documentWith, generate, petstore } from './support/projects.ts';
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

test.each(compilers)('%s accepts what handlers may do, and the example of a project', async (_name, compiler) => {
  const { folder } = await generate(shop);
  await writeHandlers(folder, { 'right.ts': right });
  expect(await typeCheck(compiler, folder)).toBe('');
});

test.each(compilers)(
  '%s accepts the handlers of the documentation, for the document that they are for',
  async (_name, compiler) => {
    const docs = await readFile(join(import.meta.dirname, '../../../docs/generate.md'), 'utf8');
    const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(docs) ?? [];
    const { folder } = await generate(petstore);
    await writeHandlers(folder, { 'pets.ts': code });
    expect(code).toContain('getPet');
    expect(await typeCheck(compiler, folder)).toBe('');
  },
);

test.each(compilers)('%s refuses what a handler may not do', async (_name, compiler) => {
  const { folder } = await generate(shop);
  const files = wrong.map(([what, code]) => [
    `${what}.ts`,
    `import type { Handler, Handlers } from '../types.d.ts';\n${code}\n`,
  ]);
  await writeHandlers(folder, Object.fromEntries(files));
  const said = await typeCheck(compiler, folder);
  const refused = wrong.map(([what]) => what).filter((what) => said.includes(`handlers/${what}.ts(2,`));
  expect(refused).toEqual(wrong.map(([what]) => what));
});

test.each(compilers)('%s accepts the types of documents of every version', async (_name, compiler) => {
  const fixtures = join(import.meta.dirname, '../../../fixtures/openapi');
  const names = [
    petstore,
    join(fixtures, '2.0/petstore-complete.yaml'),
    join(fixtures, '3.0/petstore-circular-prism.yaml'),
    join(fixtures, '3.0/httpbin.json'),
    join(fixtures, '3.1/heyapi-full/full.yaml'),
    join(fixtures, '3.1/dynamic-ref.yaml'),
    join(fixtures, '3.2/xml-oas-3.2.yaml'),
  ];
  const { folder } = await generate(shop);
  const uses = await Promise.all(
    names.map(async (name, index) => {
      const project = await generate(name);
      return [`_types-${index}.d.ts`, await project.read('types.d.ts')] as const;
    }),
  );
  const everything = names.map((_, index) => everyOperation(`./_types-${index}.d.ts`, index)).join('\n');
  await writeHandlers(folder, { ...Object.fromEntries(uses), 'everything.ts': everything });
  expect(await typeCheck(compiler, folder)).toBe('');
});

/** Makes the compiler work out what every operation of a document may answer. */
function everyOperation(module: string, index: number): string {
  return `
    import type * as t${index} from '${module}';
    type All${index} = { [Key in keyof t${index}.Operations]: [t${index}.Answer<Key>['status'], t${index}.HandlerResult<Key>] };
    export declare const all${index}: All${index}[keyof All${index}];`;
}
