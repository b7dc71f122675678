import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSchemas } from '@mockloop/schema';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { onTestFinished } from 'vitest';
import type { Answer } from '../../src/answer.ts';
import { AnsweredValue } from '../../src/answered-value.ts';
import { CompiledOperation } from '../../src/compiled-operation.ts';
import { createCredentials } from '../../src/credentials.ts';
import type { Exchange } from '../../src/exchange.ts';
import { OperationTable } from '../../src/operation-table.ts';
import { RecentAnswers } from '../../src/recent-answers.ts';
import { respondFromDocument } from '../../src/respond-from-document.ts';
import { resolveSettings } from '../../src/settings.ts';
import { fromWebRequest } from '../../src/web-request.ts';
import { createWebhooks, type WebhooksOptions } from '../../src/webhooks/create-webhooks.ts';
import type { Delivery, HistoryFilter, Webhooks } from '../../src/webhooks/webhooks.ts';
import { World } from '../../src/worlds/world.ts';

/** One request as a receiver got it. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of its JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of many shapes
  readonly json: () => any;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** The next request that nobody has asked for yet. */
  next(): Promise<Received>;
  readonly received: readonly Received[];
}

type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string };

/** A real server; `replies` are given in turn, the last one for ever. */
export async function openReceiver(...replies: readonly Reply[]): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: ((request: Received) => void)[] = [];
  const ready: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const { method = '', url = '', headers } = request;
    const {
      status,
      headers: fields,
      body: text,
    } = replies[Math.min(received.length, replies.length - 1)] ?? { status: 204 };
    const one = { method, path: url, headers, body, json: () => JSON.parse(body) };
    received.push(one);
    response.writeHead(status, fields).end(text);
    const next = waiting.shift();
    if (next === undefined) ready.push(one);
    else next(one);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    next: () => {
      const first = ready.shift();
      return first === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(first);
    },
  };
}

/** Time that passes when a test says so. */
class Clock {
  time: number = Date.parse('2026-01-01T00:00:00Z');
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  readonly now = (): number => this.time;

  readonly schedule = (callback: () => void, delayMs: number): (() => void) => {
    const timer = { at: this.time + delayMs, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  advance(ms: number): void {
    this.time += ms;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.time) continue;
      this.#timers.delete(timer);
      timer.callback();
    }
  }
}

interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly world?: string;
  /** In place of what the document answers. */
  readonly answer?: Answer;
}

export interface Opened {
  readonly document: ApiDocument;
  readonly webhooks: Webhooks;
  readonly clock: Clock;
  readonly problems: string[];
  /** Has an operation answer, and its webhooks fire. */
  call(method: string, target: string, options?: CallOptions): Promise<Answer>;
  /** Waits until that many deliveries match and none of them is under way; those between two tries count as ended. */
  deliveries(count: number, filter?: HistoryFilter): Promise<readonly Delivery[]>;
}

/** The webhooks of a document, and a mock of its operations without sockets. */
export async function openWebhooks(
  source: string | object,
  options: Partial<Omit<WebhooksOptions, 'settings'>> & {
    readonly settings?: Partial<WebhooksOptions['settings']>;
  } = {},
): Promise<Opened> {
  const document = await loadDocument(source);
  const clock = new Clock();
  const problems: string[] = [];
  const webhooks = createWebhooks({
    now: clock.now,
    schedule: clock.schedule,
    onProblem: (message) => problems.push(message),
    ...options,
    document,
    settings: { seed: 'test', ...options.settings },
  });
  onTestFinished(() => webhooks.close());
  const mock = createMock(document);
  return {
    document,
    webhooks,
    clock,
    problems,
    async call(method, target, { body, headers = {}, world = 'default', answer } = {}) {
      const { compiled, exchange } = await mock(
        new Request(new URL(target, 'http://mock.test'), {
          method,
          headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
        world,
      );
      const given = answer ?? (await respondFromDocument(compiled, exchange, {}));
      webhooks.afterAnswer(compiled, exchange, new AnsweredValue(given));
      return given;
    },
    async deliveries(count, filter = {}) {
      for (;;) {
        const { deliveries, total } = await webhooks.history({ limit: 1_000, ...filter });
        const isDone = deliveries.every(
          ({ status, nextAttemptAt }) => status !== 'pending' || nextAttemptAt !== undefined,
        );
        if (total >= count && isDone) return deliveries;
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

type Mock = (request: Request, world: string) => Promise<{ compiled: CompiledOperation; exchange: Exchange }>;

function createMock(document: ApiDocument): Mock {
  const settings = resolveSettings({ auth: 'off' });
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const context = {
    document,
    schemas,
    settings,
    credentials: createCredentials(''),
    recent: new RecentAnswers(1e6),
    report: () => {},
  };
  const table = new OperationTable(document);
  return async (sent, world) => {
    const request = fromWebRequest(sent);
    const found = table.find(request);
    const [entry] = found.kind === 'found' ? found.entries : [];
    if (found.kind !== 'found' || entry === undefined)
      throw new Error(`There is no operation ${sent.method} ${sent.url}`);
    const exchange: Exchange = {
      request,
      world: new World(world, { maxStorageBytes: 1e6, maxEntries: 1e3 }),
      captures: found.captures,
      body: request.hasBody ? await request.body(1e7) : undefined,
      violations: [],
    };
    return { compiled: new CompiledOperation(entry, context), exchange };
  };
}
