import { createRequire } from 'node:module';
import { type LogStore, openLogStore } from '@mockloop/log-store';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import type { ControlAction, Credential } from './admin/admin-host.ts';
import { createCredentials, describeCredentials } from './credentials.ts';
import { DualListener, type Listening, type ListenOptions } from './dual-listener.ts';
import { MockCore } from './mock-core.ts';
import { type MockSettings, resolveSettings } from './settings.ts';

/** An API document: loaded already, or a path, a URL, text or an object to load. */
export type DocumentSource = ApiDocument | string | object;

export interface MockServerOptions extends MockSettings {
  readonly document: DocumentSource;
  /** Where exchanges are kept; the caller closes it. Default: in memory, for as long as the mock lives. */
  readonly logs?: LogStore | undefined;
  /** The bearer token that the admin API asks for. Default: none. */
  readonly adminToken?: string | undefined;
  /** Does what `POST /api/server/control` asks for. Default: those requests are refused with 501. */
  readonly onControl?: ((action: ControlAction) => Promise<void>) | undefined;
}

/** A mock of one API document. */
export interface MockServer extends AsyncDisposable {
  readonly document: ApiDocument;
  readonly logs: LogStore;
  /** What satisfies each security scheme, also under `auth: 'strict'`. */
  readonly credentials: readonly Credential[];
  /** Answers a request to the API in this process, without a socket. */
  fetch(request: Request): Promise<Response>;
  /** The same for the admin API. */
  adminFetch(request: Request): Promise<Response>;
  /** Opens the API port and the admin port. Both bind to loopback unless told otherwise; any other bind needs `adminToken`. */
  listen(options?: ListenOptions): Promise<Listening>;
  /** Serves another document, or another version of it, from the next request on. When it cannot be loaded, nothing changes. */
  reload(document: DocumentSource): Promise<void>;
  /** Lets requests under way finish, writes the log, closes both ports. */
  close(): Promise<void>;
}

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };

/**
 * Makes a mock. It answers through `fetch` at once and on two ports after `listen`.
 *
 * @throws {SpecError} when the document cannot be served.
 */
export async function createMockServer(options: MockServerOptions): Promise<MockServer> {
  const settings = resolveSettings(options);
  const document = await load(options.document);
  const logs = options.logs ?? (await openLogStore({ api: document.info.title, onProblem: settings.onProblem }));
  const core = new MockCore({
    document,
    settings,
    logs,
    version,
    adminToken: options.adminToken,
    onControl: options.onControl,
  });
  const listener = new DualListener(core);
  return {
    get document() {
      return core.document;
    },
    logs,
    get credentials() {
      return describeCredentials(core.document, createCredentials(settings.seed));
    },
    fetch: (request) => core.fetch(request),
    adminFetch: (request) => core.adminFetch(request),
    listen: (listenOptions) => listener.listen(listenOptions),
    async reload(source) {
      core.use(await load(source));
    },
    close,
    [Symbol.asyncDispose]: close,
  };

  async function close(): Promise<void> {
    await listener.close();
    await (options.logs === undefined ? logs.close() : logs.flush());
  }
}

async function load(source: DocumentSource): Promise<ApiDocument> {
  return isLoaded(source) ? source : loadDocument(source);
}

function isLoaded(source: DocumentSource): source is ApiDocument {
  return typeof source === 'object' && 'readOperation' in source && typeof source.readOperation === 'function';
}
