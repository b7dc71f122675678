import { type LogStore, openLogStore } from '@mockloop/log-store';
import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import packageJson from '../package.json' with { type: 'json' };
import type { ControlAction, Credential } from './admin/admin-host.ts';
import type { ScenarioControl } from './behaviour/scenario-control.ts';
import { createCredentials, describeCredentials } from './credentials.ts';
import { DualListener, type Listening, type ListenOptions } from './dual-listener.ts';
import type { Handlers, HandlersOptions } from './handlers/create-handlers.ts';
import { type CoreOptions, MockCore } from './mock-core.ts';
import { type MockSettings, type ResolvedSettings, resolveSettings } from './settings.ts';
import type { OpenedStorage } from './storage/open-storage.ts';
import type { StorageSettings } from './storage/storage-settings.ts';
import type { WebhookSettings } from './webhooks/webhooks.ts';
import type { Worlds } from './worlds/worlds.ts';

/** An API document: loaded already, or a path, a URL, text or an object to load. */
export type DocumentSource = ApiDocument | string | object;

export interface MockServerOptions extends MockSettings {
  readonly document: DocumentSource;
  /** Where exchanges are kept; the caller closes it. Default: in memory, for as long as the mock lives. */
  readonly logs?: LogStore | undefined;
  /** Folder of handler files, which answer operations in code. Default: none. */
  readonly handlers?: string | undefined;
  /** A handler that takes longer is answered for with 504, in milliseconds. Default 10,000. */
  readonly handlerTimeoutMs?: number | undefined;
  /** Is told whenever the handler files have been loaded again. */
  readonly onHandlersLoad?: HandlersOptions['onLoad'];
  /** `false`: no webhook and no callback is ever sent. */
  readonly webhooks?: WebhookSettings | false | undefined;
  /** Keeps what clients create, change and delete. Default: it does not. */
  readonly storage?: StorageSettings | false | undefined;
  /** The bearer token that the admin API asks for. Default: none. */
  readonly adminToken?: string | undefined;
  /** Whether the admin API has a start page for people. Default `true`. */
  readonly adminUi?: boolean | undefined;
  /** Does what `POST /api/server/control` asks for. Default: those requests are refused with 501. */
  readonly onControl?: ((action: ControlAction) => Promise<void>) | undefined;
}

/** A mock of one API document. */
export interface MockServer extends AsyncDisposable {
  readonly document: ApiDocument;
  readonly logs: LogStore;
  /** Each with state of its own; `worlds.default` is that of requests that name none. */
  readonly worlds: Worlds;
  /** Tells a world how to behave, from the next request on. */
  readonly scenarios: ScenarioControl;
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

/**
 * Makes a mock. It answers through `fetch` at once and on two ports after `listen`.
 *
 * @throws {SpecError} when the document cannot be served.
 */
export async function createMockServer(options: MockServerOptions): Promise<MockServer> {
  const settings = resolveSettings(options);
  const document = await load(options.document);
  const logs = options.logs ?? (await openLogStore({ api: document.info.title, onProblem: settings.onProblem }));
  const storage = await storageFor(options, settings);
  const connectStorage = await storage?.prepare(document);
  const handlers = await handlersFor(options, document, settings);
  const core = createCore({
    document,
    settings,
    handlers,
    connectStorage,
    webhooks: options.webhooks ?? {},
    logs,
    version: packageJson.version,
    adminToken: options.adminToken,
    adminUi: options.adminUi ?? true,
    onControl: options.onControl,
  });
  storage?.keep(core.worlds.default);
  const listener = new DualListener(core);
  // One after the other: the last that was asked for is the one that stays.
  let reloading: Promise<void> = Promise.resolve();
  return {
    get document() {
      return core.document;
    },
    logs,
    worlds: core.worlds,
    scenarios: core.scenarios,
    get credentials() {
      return describeCredentials(core.document, createCredentials(settings.seed));
    },
    fetch: (request) => core.fetch(request),
    adminFetch: (request) => core.adminFetch(request),
    listen: (listenOptions) => listener.listen(listenOptions),
    reload(source) {
      const reloaded = reloading.then(() => reload(source));
      reloading = reloaded.catch(() => {});
      return reloaded;
    },
    close,
    [Symbol.asyncDispose]: close,
  };

  async function reload(source: DocumentSource): Promise<void> {
    const next = await load(source);
    core.use(next, await storage?.prepare(next));
  }

  async function close(): Promise<void> {
    await listener.close();
    await core.close();
    await storage?.close();
    await (options.logs === undefined ? logs.close() : logs.flush());
  }
}

/** Options that are refused leave nothing behind that keeps the process alive. */
function createCore(options: CoreOptions): MockCore {
  try {
    return new MockCore(options);
  } catch (error) {
    options.handlers?.close();
    throw error;
  }
}

/** Loaded only where something is stored. */
async function storageFor(
  { storage = false }: MockServerOptions,
  { onProblem }: ResolvedSettings,
): Promise<OpenedStorage | undefined> {
  if (storage === false) return undefined;
  const { openStorage } = await import('./storage/open-storage.ts');
  return openStorage(storage, onProblem);
}

/** Loaded only where there are any: most mocks have none. */
async function handlersFor(
  options: MockServerOptions,
  document: ApiDocument,
  { onProblem }: ResolvedSettings,
): Promise<Handlers | undefined> {
  if (options.handlers === undefined) return undefined;
  const { createHandlers } = await import('./handlers/create-handlers.ts');
  const { handlers: folder, handlerTimeoutMs: timeoutMs, onHandlersLoad: onLoad } = options;
  return createHandlers({ folder, document, onProblem, timeoutMs, onLoad });
}

async function load(source: DocumentSource): Promise<ApiDocument> {
  return isLoaded(source) ? source : loadDocument(source);
}

function isLoaded(source: DocumentSource): source is ApiDocument {
  return typeof source === 'object' && 'readOperation' in source && typeof source.readOperation === 'function';
}
