import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSchemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { expect, onTestFinished } from 'vitest';
import type { Answer } from '../../src/answer.ts';
import { CompiledOperation } from '../../src/compiled-operation.ts';
import { createCredentials } from '../../src/credentials.ts';
import type { Exchange } from '../../src/exchange.ts';
import { createHandlers, type Handlers, type HandlersOptions } from '../../src/handlers/create-handlers.ts';
import { OperationTable } from '../../src/operation-table.ts';
import { readPreferences } from '../../src/preferences.ts';
import { RecentAnswers } from '../../src/recent-answers.ts';
import { respondFromDocument } from '../../src/respond-from-document.ts';
import { resolveSettings } from '../../src/settings.ts';
import { fromWebRequest } from '../../src/web-request.ts';
import { World } from '../../src/worlds/world.ts';

const pet = { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } };
const json = (schema: object, example?: unknown): object => ({ 'application/json': { schema, example } });
const petId = { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } };
const tags = { name: 'tags', in: 'query', schema: { type: 'array', items: { type: 'string' } } };
const filter = {
  name: 'filter',
  in: 'query',
  style: 'deepObject',
  explode: true,
  schema: { type: 'object', properties: { age: { type: 'integer' } } },
};
const limit = { name: 'limit', in: 'query', schema: { type: 'integer' } };

/** One of each kind of body and parameter that a handler may meet. */
export const pets: object = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  servers: [{ url: 'https://pets.example/v1' }],
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [tags, limit, filter],
        responses: { 200: { content: json({ type: 'array', items: pet }, [{ id: 1, name: 'Rex' }]) } },
      },
      post: {
        operationId: 'createPet',
        requestBody: {
          content: {
            ...json(pet),
            'application/xml': { schema: pet },
            'application/x-www-form-urlencoded': { schema: pet },
            'image/png': {},
          },
        },
        responses: { 201: { content: json(pet) } },
      },
    },
    '/pets/{petId}': {
      get: {
        operationId: 'pets/get-one',
        parameters: [petId],
        responses: {
          200: { headers: { 'X-Rate': { example: 5 } }, content: json(pet, { id: 1, name: 'Rex' }) },
          404: { content: json({ type: 'object' }, { code: 'NO_PET' }) },
        },
      },
      delete: { parameters: [petId], responses: { 204: {} } },
    },
    '/label': {
      get: {
        operationId: 'label',
        responses: { 200: { content: { 'text/plain': { example: 'Rex' }, 'application/xml': { schema: pet } } } },
      },
    },
  },
};

export interface HandlerFolder {
  readonly handlers: Handlers;
  readonly folder: string;
  readonly problems: string[];
  readonly world: World;
  /** What the mock answers, whoever of it. */
  ask(target: string, init?: RequestInit): Promise<Answer & { readonly passed: Exchange['passed'] }>;
  /** Waits until that is the body which the mock answers. */
  answers(target: string, body: string): Promise<void>;
  /** Changes files (`undefined` deletes) and waits until files have been loaded: these, or those of a change before. */
  change(files: Readonly<Record<string, string | undefined>>): Promise<void>;
  /** Does something else to the folder and waits until files have been loaded. */
  after(work: () => Promise<void> | void): Promise<void>;
}

export type FolderOptions = Partial<HandlersOptions> & { readonly world?: World };

/** A folder of handler files in use, in front of a document. Removed after the test. */
export async function openFolder(
  files: Readonly<Record<string, string>>,
  options: FolderOptions = {},
): Promise<HandlerFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'mockloop-handlers-'));
  writeFiles(folder, files);
  const problems: string[] = [];
  let loaded = Promise.withResolvers<void>();
  const document = options.document ?? (await loadDocument(pets));
  const handlers = await createHandlers({
    folder,
    document,
    onProblem: (message) => problems.push(message),
    onLoad: () => loaded.resolve(),
    importModule: await nodeImport(),
    ...options,
  });
  onTestFinished(async () => {
    handlers.close();
    await rm(folder, { recursive: true, force: true });
  });
  const world = options.world ?? newWorld('default');
  return {
    handlers,
    folder,
    problems,
    world,
    ask: askFor,
    answers: (target, body) => expect.poll(async () => (await askFor(target)).body, { timeout: 20_000 }).toBe(body),
    change: (changed) => after(() => writeFiles(folder, changed)),
    after,
  };

  function askFor(target: string, init?: RequestInit): ReturnType<HandlerFolder['ask']> {
    return ask({ handlers, document, world }, new Request(`http://mock${target}`, init));
  }

  async function after(work: () => Promise<void> | void): Promise<void> {
    loaded = Promise.withResolvers();
    await work();
    await loaded.promise;
  }
}

/** As many editors, `sed -i` and `git` save: a new file takes the place of the one before. */
export async function saveByRename(path: string, text: string): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'mockloop-saved-'));
  await writeFile(join(made, 'new'), text);
  await rename(join(made, 'new'), path);
  await rm(made, { recursive: true });
}

export function newWorld(id: string, maxEntries = 100): World {
  return new World(id, { maxStorageBytes: 1_000_000, maxEntries });
}

/** Vitest would run the files itself: Node is what users have. */
async function nodeImport(): Promise<(url: string) => Promise<object>> {
  const source: string = 'data:text/javascript,export const load = (url) => import(url)';
  return ((await import(source)) as { load: (url: string) => Promise<object> }).load;
}

/** At once, so that no file is loaded half written, and none before the others. */
function writeFiles(folder: string, files: Readonly<Record<string, string | undefined>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === undefined) rmSync(path, { recursive: true });
    else writeFileSync(path, text);
  }
}

interface Asked {
  readonly handlers: Handlers;
  readonly document: ApiDocument;
  readonly world: World;
}

async function ask({ handlers, document, world }: Asked, request: Request): ReturnType<HandlerFolder['ask']> {
  const seen = fromWebRequest(request);
  const found = new OperationTable(document).find(seen);
  const entry = found.kind === 'found' ? found.entries[0] : undefined;
  if (found.kind !== 'found' || entry === undefined) throw new Error(`${request.url} reaches no operation`);
  const compiled = compile(document, entry);
  const exchange: Exchange = { request: seen, world, captures: found.captures, violations: [] };
  exchange.body = await seen.body(1_000_000);
  const preferences = readPreferences((name) => seen.header(name), seen.query);
  if ('expected' in preferences) throw new Error(`${preferences.name} is wrong`);
  const otherwise = (): Answer | Promise<Answer> => respondFromDocument(compiled, exchange, preferences);
  const answer = await handlers.respond({ compiled, exchange, preferences, otherwise });
  return { ...(answer ?? (await otherwise())), passed: exchange.passed };
}

function compile(document: ApiDocument, entry: ConstructorParameters<typeof CompiledOperation>[0]): CompiledOperation {
  return new CompiledOperation(entry, {
    document,
    schemas: createSchemas({ source: (uri) => document.schema(uri) }),
    credentials: createCredentials('s'),
    settings: resolveSettings({ seed: 's' }),
    recent: new RecentAnswers(1_000),
    report: () => {},
  });
}
