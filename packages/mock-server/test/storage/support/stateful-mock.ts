import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchemas, type Schemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { Engine } from '../../../src/engine.ts';
import type { Exchange } from '../../../src/exchange.ts';
import { type MockSettings, resolveSettings } from '../../../src/settings.ts';
import { prepareStorage } from '../../../src/storage/prepare-storage.ts';
import { Storage } from '../../../src/storage/storage.ts';
import type { StorageSettings } from '../../../src/storage/storage-settings.ts';
import { fromWebRequest, toWebResponse } from '../../../src/web-request.ts';
import type { World } from '../../../src/worlds/world.ts';
import { worldOfRequest } from '../../../src/worlds/world-of-request.ts';
import { Worlds } from '../../../src/worlds/worlds.ts';

export interface StatefulOptions extends MockSettings {
  readonly storage?: StorageSettings | undefined;
}

/** What came back. */
interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; `undefined` where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly body: any;
}

/** A mock that stores, in this process. */
export interface StatefulMock extends AsyncDisposable {
  readonly document: ApiDocument;
  readonly schemas: Schemas;
  readonly storage: Storage;
  readonly worlds: Worlds;
  /** What was reported, each once. */
  readonly problems: readonly string[];
  fetch(request: Request, world?: World): Promise<Response>;
  /** Sends JSON, or a text as it is. */
  send(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  /** Listens on a free port of loopback. */
  listen(): Promise<string>;
}

export async function openStateful(
  source: ApiDocument | string | object,
  options: StatefulOptions = {},
): Promise<StatefulMock> {
  const { storage: settings, ...given } = options;
  const document = isLoaded(source) ? source : await loadDocument(source);
  const problems: string[] = [];
  const report = (message: string): void => {
    problems.push(message);
  };
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const storage = new Storage({
    ...(await prepareStorage(document, settings)),
    schemas,
    seed: given.seed ?? '',
    report,
  });
  const resolved = resolveSettings({ auth: 'off', onProblem: report, ...given });
  const engine = new Engine(document, {
    settings: resolved,
    schemas,
    report,
    fallback: () => undefined,
    responders: [storage],
  });
  const worlds = new Worlds({
    maxWorlds: 1000,
    idleMs: 3_600_000,
    maxStorageBytes: 64 * 1024 * 1024,
    maxEntries: 100_000,
    now: () => 0,
  });
  const servers: http.Server[] = [];
  const answer = async (request: Request, world = worlds.default): Promise<Response> => {
    const arrived = fromWebRequest(request);
    worldOfRequest(arrived);
    const exchange: Exchange = { request: arrived, world, captures: [], violations: [] };
    return toWebResponse(await engine.handle(exchange), request);
  };
  return {
    ...{ document, schemas, storage, worlds, problems, fetch: answer },
    async send(method, path, body, headers = {}) {
      const isText = typeof body === 'string';
      const sent = body === undefined ? {} : { body: isText ? body : JSON.stringify(body) };
      const type = body === undefined || isText ? {} : { 'content-type': 'application/json' };
      const response = await answer(
        new Request(`http://mock${path}`, { method, ...sent, headers: { ...type, ...headers } }),
      );
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, body: parse(text) };
    },
    async listen() {
      const server = http.createServer((incoming, outgoing) => serve(incoming, outgoing, answer));
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

async function serve(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = incoming;
  const fields = Object.entries(headers).filter(
    ([name]) => !['connection', 'content-length', 'transfer-encoding', 'host'].includes(name),
  );
  const body = chunks.length === 0 ? {} : { body: Buffer.concat(chunks) };
  const request = new Request(`http://${headers.host}${url}`, {
    method,
    headers: fields.map(([name, value]): [string, string] => [name, String(value)]),
    ...body,
  });
  const response = await answer(request);
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

function isLoaded(source: ApiDocument | string | object): source is ApiDocument {
  return typeof source === 'object' && 'readOperation' in source;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
