import { pid } from 'node:process';
import type { LogStore } from '@mockloop/log-store';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { AdminHost, ControlAction } from './admin/admin-host.ts';
import type { AdminApp } from './admin/create-admin-app.ts';
import { andThen } from './and-then.ts';
import type { Answer } from './answer.ts';
import { builtInAnswer } from './built-ins.ts';
import { createCredentials, describeCredentials } from './credentials.ts';
import { Engine } from './engine.ts';
import type { Exchange } from './exchange.ts';
import type { MockRequest } from './mock-request.ts';
import { Recorder } from './recorder.ts';
import type { ResolvedSettings } from './settings.ts';
import { fromWebRequest, toWebResponse } from './web-request.ts';

export interface CoreOptions {
  readonly document: ApiDocument;
  readonly settings: ResolvedSettings;
  readonly logs: LogStore;
  readonly version: string;
  readonly adminToken: string | undefined;
  readonly onControl: ((action: ControlAction) => Promise<void>) | undefined;
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
  #engine: Engine;
  #adminApp: Promise<AdminApp> | undefined;

  constructor(options: CoreOptions) {
    this.document = options.document;
    this.settings = options.settings;
    this.#recorder = new Recorder(options.logs);
    this.host = this.#createHost(options);
    this.#engine = this.#createEngine(options.document);
  }

  /** Serves another document from the next request on. */
  use(document: ApiDocument): void {
    this.#engine = this.#createEngine(document);
    this.document = document;
  }

  answer(request: MockRequest): Answer | Promise<Answer> {
    const exchange: Exchange = { request, captures: NO_CAPTURES, violations: NO_VIOLATIONS };
    this.#recorder.enter();
    return andThen(this.#engine.handle(exchange), (answer) => {
      this.#recorder.leave();
      const written = this.#recorder.end(exchange, answer);
      return written === undefined ? answer : written.then(() => answer);
    });
  }

  async fetch(request: Request): Promise<Response> {
    return toWebResponse(await this.answer(fromWebRequest(request)), request.method);
  }

  async adminFetch(request: Request): Promise<Response> {
    const seen = fromWebRequest(request);
    this.#adminApp ??= this.#loadAdminApp();
    const response = await (await this.#adminApp).fetch(request);
    await this.#recorder.end(
      { request: seen, captures: NO_CAPTURES, violations: NO_VIOLATIONS, admin: true },
      withoutBody(response),
    );
    return response;
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

  #createEngine(document: ApiDocument): Engine {
    return new Engine(document, { settings: this.settings, fallback: (request) => builtInAnswer(request, this.host) });
  }

  #createHost({ logs, version, adminToken, onControl }: CoreOptions): AdminHost {
    const { seed, dynamic, errors, validate, auth, cors, onProblem } = this.settings;
    return {
      version,
      startedAt: new Date().toISOString(),
      pid,
      token: adminToken,
      logs,
      document: () => this.document,
      addresses: () => this.addresses,
      settings: () => ({ seed, dynamic, errors, validate, auth, cors }),
      credentials: () => describeCredentials(this.document, createCredentials(seed)),
      counters: () => this.#recorder.counters(),
      control: onControl ?? refuseControl,
      onProblem,
    };
  }
}

const NO_CAPTURES: readonly string[] = [];
const NO_VIOLATIONS: readonly never[] = [];

/** As the log takes it: what the admin API answers may be large, secret or without end. */
function withoutBody({ status, headers }: Response): Answer {
  return { status, headers: [...headers].flat() };
}

function refuseControl(): Promise<never> {
  return Promise.reject(new Error('This mock runs inside another program: only that program can control it.'));
}
