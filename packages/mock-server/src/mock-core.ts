import { pid } from 'node:process';
import type { LogStore } from '@mockloop/log-store';
import { createSchemas } from '@mockloop/schema';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { AdminHost, ControlAction } from './admin/admin-host.ts';
import type { AdminApp } from './admin/create-admin-app.ts';
import type { StorageHost } from './admin/storage-host.ts';
import { andThen } from './and-then.ts';
import type { Answer } from './answer.ts';
import { AnsweredValue } from './answered-value.ts';
import { ScenarioControl } from './behaviour/scenario-control.ts';
import { ownPage } from './built-ins.ts';
import { createCredentials, describeCredentials } from './credentials.ts';
import { Delays } from './delivery/delays.ts';
import { Engine } from './engine.ts';
import type { Exchange } from './exchange.ts';
import type { Handlers } from './handlers/create-handlers.ts';
import type { MockRequest } from './mock-request.ts';
import { createOAuth } from './oauth/create-oauth.ts';
import { OAuthMemory } from './oauth/oauth-memory.ts';
import { Recorder } from './recorder.ts';
import type { ResolvedSettings } from './settings.ts';
import type { ConnectStorage } from './storage/open-storage.ts';
import { fromWebRequest, toWebResponse } from './web-request.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';
import type { WebhookSettings, Webhooks } from './webhooks/webhooks.ts';
import { worldOfRequest } from './worlds/world-of-request.ts';
import { Worlds } from './worlds/worlds.ts';

export interface CoreOptions {
  readonly document: ApiDocument;
  readonly settings: ResolvedSettings;
  readonly logs: LogStore;
  readonly version: string;
  readonly adminToken: string | undefined;
  readonly adminUi: boolean;
  readonly onControl: ((action: ControlAction) => Promise<void>) | undefined;
  readonly handlers: Handlers | undefined;
  readonly connectStorage: ConnectStorage | undefined;
  readonly webhooks: WebhookSettings | false;
}

/** Where the mock can be reached; empty while nothing listens. */
export interface Addresses {
  readonly apiUrl?: string | undefined;
  readonly adminUrl?: string | undefined;
}

/** A mock without its sockets: answers, records, and can be administered. */
export class MockCore {
  document: ApiDocument;
  addresses: Addresses = {};
  readonly host: AdminHost;
  readonly settings: ResolvedSettings;
  readonly #recorder: Recorder;
  readonly #delays = new Delays();
  readonly worlds: Worlds;
  readonly scenarios: ScenarioControl;
  /** Absent: none is ever sent. */
  readonly #webhooks: Webhooks | undefined;
  readonly #handlers: Handlers | undefined;
  readonly #oauthMemory: OAuthMemory;
  #storage: StorageHost | undefined;
  #engine: Engine;
  #adminApp: Promise<AdminApp> | undefined;

  constructor(options: CoreOptions) {
    this.document = options.document;
    this.settings = options.settings;
    this.#recorder = new Recorder(options.logs);
    const { maxWorlds, worldIdleMs, maxWorldBytes, seed } = options.settings;
    this.worlds = new Worlds({
      maxWorlds,
      idleMs: worldIdleMs,
      maxStorageBytes: maxWorldBytes,
      maxEntries: MAX_WORLD_ENTRIES,
      now: Date.now,
    });
    this.scenarios = new ScenarioControl({ document: () => this.document, seed });
    this.#handlers = options.handlers;
    this.#oauthMemory = new OAuthMemory(seed);
    const { document, settings } = options;
    if (options.webhooks !== false) {
      this.#webhooks = createWebhooks({
        document,
        settings: { ...options.webhooks, seed },
        own: () => (this.addresses.adminUrl === undefined ? [] : [this.addresses.adminUrl]),
        onProblem: settings.onProblem,
      });
    }
    this.host = this.#createHost(options);
    this.#engine = this.#createEngine(options.document, options.connectStorage);
  }

  /** Serves another document from the next request on. */
  use(document: ApiDocument, connectStorage: ConnectStorage | undefined): void {
    this.#engine = this.#createEngine(document, connectStorage);
    this.document = document;
    this.#handlers?.use(document);
    this.#webhooks?.use(document);
    this.worlds.updateAll(this.scenarios.recompile());
  }

  answer(request: MockRequest): Answer | Promise<Answer> {
    // With every member from the start, exchanges have one shape, which is what makes them fast.
    const exchange: Exchange = {
      request,
      world: this.worlds.default,
      scenario: undefined,
      operation: undefined,
      compiled: undefined,
      captures: NO_CAPTURES,
      body: undefined,
      admin: undefined,
      passed: undefined,
      violations: NO_VIOLATIONS,
    };
    this.#recorder.enter();
    const refused = this.#enterWorld(exchange);
    exchange.scenario = exchange.world.state.active;
    return andThen(refused ?? this.#engine.handle(exchange), (answer) =>
      answer.delayMs === undefined || answer.delayMs <= 0
        ? this.#record(exchange, answer)
        : this.#delays.wait(answer.delayMs, request.signal).then(() => this.#record(exchange, answer)),
    );
  }

  /** @returns Why the request's world cannot be had. */
  #enterWorld(exchange: Exchange): Answer | undefined {
    const id = worldOfRequest(exchange.request);
    if (id === undefined) return undefined;
    try {
      exchange.world = this.worlds.named(id);
      return undefined;
    } catch (error) {
      return this.#engine.refuse(error, exchange);
    }
  }

  #record(exchange: Exchange, answer: Answer): Answer | Promise<Answer> {
    this.#recorder.leave();
    if (exchange.compiled !== undefined)
      this.#webhooks?.afterAnswer(exchange.compiled, exchange, new AnsweredValue(answer));
    const written = this.#recorder.end(exchange, answer);
    return written === undefined ? answer : written.then(() => answer);
  }

  /** Ends what goes on beside the requests. */
  async close(): Promise<void> {
    this.#handlers?.close();
    await this.#delays.end();
    await this.#webhooks?.close();
  }

  /** @throws The reason of the request's signal once it is aborted, as `fetch` does. */
  async fetch(request: Request): Promise<Response> {
    const answer = await this.answer(fromWebRequest(request));
    request.signal.throwIfAborted();
    return toWebResponse(answer, request);
  }

  async adminFetch(request: Request): Promise<Response> {
    const seen = fromWebRequest(request);
    const response = await this.#askAdmin(request);
    await this.#recorder.end(
      { request: seen, world: this.worlds.default, captures: NO_CAPTURES, violations: NO_VIOLATIONS, admin: true },
      withoutBody(response),
    );
    return response;
  }

  async #askAdmin(request: Request): Promise<Response> {
    this.#adminApp ??= this.#loadAdminApp();
    return (await this.#adminApp).fetch(request);
  }

  async #loadAdminApp(): Promise<AdminApp> {
    try {
      const { createAdminApp } = await import('./admin/create-admin-app.ts');
      return createAdminApp(this.host);
    } catch (error) {
      this.#adminApp = undefined;
      throw error;
    }
  }

  #createEngine(document: ApiDocument, connectStorage: ConnectStorage | undefined): Engine {
    const { settings } = this;
    const { seed, auth, onProblem } = settings;
    const schemas = createSchemas({ source: (uri) => document.schema(uri) });
    const report = reportOnce(onProblem);
    const storage = connectStorage?.({ schemas, seed, report });
    this.#storage = storage?.host;
    return new Engine(document, {
      settings,
      schemas,
      report,
      fallback: (exchange) => ownPage(exchange, this.host),
      responders: [this.#handlers, storage?.responder].filter((responder) => responder !== undefined),
      oauth: createOAuth({
        document,
        credentials: createCredentials(seed),
        isStrict: auth === 'strict',
        memory: this.#oauthMemory,
      }),
    });
  }

  #createHost({ logs, version, adminToken, adminUi, onControl }: CoreOptions): AdminHost {
    const { seed, dynamic, errors, validate, auth, cors, onProblem } = this.settings;
    return {
      version,
      startedAt: new Date().toISOString(),
      pid,
      token: adminToken,
      hasStartPage: adminUi,
      logs,
      document: () => this.document,
      addresses: () => this.addresses,
      settings: () => ({ seed, dynamic, errors, validate, auth, cors }),
      adminFetch: (request) => this.#askAdmin(request),
      worlds: this.worlds,
      scenarios: this.scenarios,
      webhooks: this.#webhooks,
      storage: () => this.#storage,
      credentials: () => describeCredentials(this.document, createCredentials(seed)),
      counters: () => this.#recorder.counters(),
      control: onControl ?? refuseControl,
      onProblem,
    };
  }
}

/** Scenarios, overrides and remembered values of one world. */
const MAX_WORLD_ENTRIES = 100_000;
const NO_CAPTURES: readonly string[] = [];
const NO_VIOLATIONS: readonly never[] = [];

/** As the log takes it: what the admin API answers may be large, secret or without end. */
function withoutBody({ status, headers }: Response): Answer {
  return { status, headers: [...headers].flat() };
}

function refuseControl(): Promise<never> {
  return Promise.reject(new Error('This mock runs inside another program: only that program can control it.'));
}

function reportOnce(report: (message: string) => void): (message: string) => void {
  const reported = new Set<string>();
  return (message) => {
    if (reported.has(message)) return;
    reported.add(message);
    report(message);
  };
}
