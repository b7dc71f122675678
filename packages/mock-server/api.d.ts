import { a as SettingsProblem, i as OperationCorrection, n as StorageDescription, o as StorageSettings, r as CollectionCorrection, s as StorageSettingsError, t as describeStorage } from "./describe-storage.js";
import { CompiledScenario, Delay, Scenario, ScenarioProblem } from "@mockloop/scenarios";
import { List, Map as Map$1, OrderedMap } from "immutable";
import "@mockloop/schema";
import { ApiDocument, Diagnostic, OperationEntry } from "@mockloop/spec-parser";
import { LogStore } from "@mockloop/log-store";
/** One object that the mock keeps. */
interface StoredItem {
  readonly value: Readonly<Record<string, unknown>>;
  /** Path parameters under which it was created and which it does not hold itself, by their place in the path. */
  readonly scope?: Readonly<Record<string, string>> | undefined;
  /** It was there before any request. */
  readonly isSeed?: boolean | undefined;
  /** It was deleted from a collection in which every other id is there. */
  readonly isGone?: boolean | undefined;
}
/** What a world keeps of one collection below one parent. */
interface CollectionState {
  /** By id, in the order in which they were created. */
  readonly items: OrderedMap<string, StoredItem>;
  /** How many ids were given out; the next one is drawn from it. */
  readonly created: number;
}
/** All that is stored in one world. A collection that nobody has changed yet is not in it: it still has its seeds. */
interface StorageState {
  /** By `partitionKey`. */
  readonly collections: Map$1<string, CollectionState>;
  /** Of all items as JSON. Grows and shrinks with them. */
  readonly bytes: number;
  /** How often it was changed: the clock of what is stored in it. */
  readonly changes: number;
}
/** A value that is kept from one request to the next. */
type Remembered = string | number | boolean;
/** All that a mock has been told and has taken in, as one value that never changes: to keep it is to fork it. */
interface WorldState {
  /** What was deployed, by name. */
  readonly scenarios: Map$1<string, CompiledScenario>;
  /** The name of the scenario in force. */
  readonly active?: string | undefined;
  /** Answers for single operations and paths, the newest first. They come before the active scenario. */
  readonly overrides: List<CompiledScenario>;
  /** What scenarios remember: counts, draws, their state machines. */
  readonly memory: Map$1<string, Remembered>;
  /** What `memory` takes, roughly: the characters of its keys and texts. */
  readonly memoryBytes: number;
  readonly storage: StorageState;
}
/** How much one world may hold. */
interface WorldLimits {
  /** Of all stored items as JSON and of remembered texts. Default 64 MiB. */
  readonly maxStorageBytes: number;
  /** Scenarios, overrides and remembered values together. Default 100,000. */
  readonly maxEntries: number;
}
/** What several worlds may hold together, beside what they began with, which they share. */
interface SharedRoom {
  readonly maxBytes: number;
  /** What they hold now. */
  bytes: number;
  /** Drops what nobody uses. */
  readonly makeRoom: () => void;
}
/** A world would hold more than it may. Nothing of the change was made. */
declare class WorldLimitError extends Error {
  override readonly name = "WorldLimitError";
}
/** One view of the mock: what is stored, switched and remembered in it is seen by those who name it alone. */
declare class World {
  #private;
  readonly id: string;
  /** Told when what is stored has changed. */
  onStorage: ((storage: StorageState) => void) | undefined;
  constructor(id: string, limits: WorldLimits & {
    readonly room?: SharedRoom | undefined;
  }, state?: WorldState);
  get state(): WorldState;
  /** @throws {WorldLimitError} */
  update(change: Partial<WorldState>): void;
  /** What it holds counts no longer: nobody can name it any more. */
  leaveRoom(): void;
}
/** A scenario could not be taken; the mock goes on as it was. */
declare class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code: "INVALID_SCENARIO" | "UNKNOWN_SCENARIO" | "EXISTS" | "NOT_ACTIVE";
  /** What is wrong with it, and where; empty where it was not looked at. */
  readonly problems: readonly ScenarioProblem[];
  constructor(code: ScenarioError["code"], message: string, problems?: readonly ScenarioProblem[]);
}
interface DeployOptions {
  /** Whether one of the same name may be replaced. Default `true`. */
  readonly replace?: boolean | undefined;
}
interface Deployed {
  readonly scenario: Scenario;
  /** What is odd about it, though it works. */
  readonly warnings: readonly ScenarioProblem[];
}
/** Tells the worlds of a mock how to behave. What is told counts from the next request on. */
declare class ScenarioControl {
  #private;
  constructor(options: {
    readonly document: () => ApiDocument;
    readonly seed: string;
  });
  /**
   * Takes a scenario of either shape. One of the same name is replaced and begins anew; it stays in force if it was.
   *
   * @throws {ScenarioError} `INVALID_SCENARIO`, `EXISTS`
   * @throws {WorldLimitError}
   */
  deploy(world: World, value: unknown, { replace }?: DeployOptions): Deployed;
  /** @throws {ScenarioError} `UNKNOWN_SCENARIO` */
  find(world: World, name: string): Scenario;
  list(world: World): Scenario[];
  /** Puts a deployed scenario in force, from its beginning; the one before is not any more. */
  activate(world: World, name: string): Scenario;
  /** @throws {ScenarioError} `UNKNOWN_SCENARIO`, `NOT_ACTIVE` */
  deactivate(world: World, name: string): Scenario;
  /** Forgets a scenario; were it in force, none is. */
  remove(world: World, name: string): void;
  /**
   * Sets answers that come before any scenario, e.g. that of one endpoint. One of the same name is replaced; the newest
   * is asked first.
   *
   * @throws {ScenarioError} `INVALID_SCENARIO`
   */
  override(world: World, value: unknown): Deployed;
  /** Sets an override that is ready to decide; one of the same name is replaced. */
  place(world: World, compiled: CompiledScenario): void;
  overrides(world: World): Scenario[];
  /** @returns Whether there was one. */
  removeOverride(world: World, name: string): boolean;
  /** The same scenarios for the document that is served now. */
  recompile(): (state: WorldState) => WorldState;
}
/** How a mock behaves. */
interface MockSettings {
  /** What everything random is drawn from. Same seed and same request, same bytes. Default `''`. */
  readonly seed?: string | undefined;
  /** Generates every body anew from its schema and the request, instead of serving examples. Default `false`. */
  readonly dynamic?: boolean | undefined;
  /** Refuses invalid requests with problem details also where the document has a response of its own for that. Default `false`. */
  readonly errors?: boolean | undefined;
  /** `strict` refuses invalid requests, `warn` answers them and says so in `sl-violations`, `off` does not look. Default `strict`. */
  readonly validate?: "strict" | "warn" | "off" | undefined;
  /** `on`: any well-formed credential satisfies its scheme. `strict`: only the mock's own. `off`: none is needed. Default `on`. */
  readonly auth?: "on" | "strict" | "off" | undefined;
  /** Whether pages of other origins may call the mock. Default `true`. */
  readonly cors?: boolean | undefined;
  /** Larger request bodies are refused with 413. Default 10 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** How long every answer is held back. Default: not at all. */
  readonly latency?: Delay | undefined;
  /** How many worlds there may be beside the default one. Default 10,000. */
  readonly maxWorlds?: number | undefined;
  /** A world that nobody named for so long may be dropped when another needs room, in milliseconds. Default one hour. */
  readonly worldIdleMs?: number | undefined;
  /** What one world may store and remember, in bytes of JSON; all but the default one together four times that. Default 64 MiB. */
  readonly maxWorldBytes?: number | undefined;
  /** Told, once each, of schemas that nothing can satisfy and examples that break their schema. */
  readonly onProblem?: ((message: string) => void) | undefined;
}
/** Where deliveries may go, when webhooks of the document fire, and how hard they are tried. */
interface WebhookSettings {
  /** Hosts (`hooks.example.com`, `receiver:9000`), origins, IP addresses and networks (`172.16.0.0/12`) beside loopback. */
  readonly allow?: readonly string[] | undefined;
  /**
   * Which operations fire a webhook of the document, by ids or keys, e.g. `{ newPet: ['createPet', 'POST /pets'] }`.
   * An empty list: none does. Webhooks that are not named here fire as their names and schemas suggest.
   */
  readonly map?: Readonly<Record<string, readonly string[]>> | undefined;
  /** Signs callbacks, which have no subscriber to give one. Default: drawn from the seed. */
  readonly secret?: string | undefined;
  /** Of one delivery, the first try included. Default 5. */
  readonly maxTries?: number | undefined;
  /** For one try, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Before the second try, in milliseconds; it doubles with each further one, up to 10 minutes. Default 1,000. */
  readonly retryDelayMs?: number | undefined;
}
interface WorldsOptions extends WorldLimits {
  /** How many worlds there may be beside the default one. */
  readonly maxWorlds: number;
  /** A world that nobody named for so long is dropped when room is needed, in milliseconds. */
  readonly idleMs: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}
/** Why a world could not be had. */
declare class WorldError extends Error {
  override readonly name = "WorldError";
  readonly code: "INVALID_ID" | "UNKNOWN_WORLD" | "UNKNOWN_SNAPSHOT" | "TOO_MANY_WORLDS" | "EXISTS";
  constructor(code: WorldError["code"], message: string);
}
/** What is said of a world in lists. */
interface WorldSummary {
  readonly id: string;
  /** ISO 8601. */
  readonly lastUsed: string;
  readonly snapshots: readonly string[];
}
/**
 * The worlds of a mock. One that is named for the first time begins as the default world is at that moment; from then on
 * neither sees what the other does.
 */
declare class Worlds {
  #private;
  readonly default: World;
  constructor(options: WorldsOptions);
  /**
   * The world of this name, made now where there is none.
   *
   * @throws {WorldError} `INVALID_ID`, `TOO_MANY_WORLDS`
   */
  named(id: string): World;
  /** What the default world was told up to now is what worlds begin with that are put back to the beginning; what it stores is not. */
  keepBeginning(): void;
  has(id: string): boolean;
  /**
   * A new world that begins as another one is, or was when a snapshot of it was taken.
   *
   * @throws {WorldError} `INVALID_ID`, `EXISTS`, `UNKNOWN_WORLD`, `UNKNOWN_SNAPSHOT`, `TOO_MANY_WORLDS`
   */
  fork(id: string, from: {
    readonly world: string;
    readonly snapshot?: string | undefined;
  }): World;
  /** Keeps a world's present state under a name; one of that name is replaced. */
  snapshot(id: string, name: string): void;
  /** Puts a world back to a snapshot of its own, or to the very beginning where none is named. */
  restore(id: string, name?: string): void;
  /** @throws {WorldError} `UNKNOWN_WORLD`; the default world cannot be dropped, only restored. */
  drop(id: string): void;
  /** Beside the default world, the one named last first. */
  list(): WorldSummary[];
  snapshotsOf(id: string): readonly string[];
  /** Changes the state of all worlds and snapshots, e.g. because the document is another. */
  updateAll(change: (state: WorldState) => WorldState): void;
}
type ControlAction = "restart" | "shutdown" | "reload-config";
/** A credential that satisfies one security scheme of the document, also under `auth: 'strict'`. */
interface Credential {
  readonly scheme: string;
  readonly type: string;
  /** How it is sent, e.g. `Authorization: Bearer …` or `?api_key=…`. */
  readonly example: string;
}
/** Answers admin requests, whatever carries them. */
interface AdminApp {
  fetch(request: Request): Response | Promise<Response>;
}
/** The log's part of the admin API, for a log that no mock serves: whoever asks is trusted. Loaded when it is called. */
declare function createLogApi(logs: LogStore): Promise<AdminApp>;
/**
 * Finds the responses that a mock cannot give, because their schema has no instance, and the examples that it will not
 * send, because they break their schema. It generates an instance of every
 * schema, which takes seconds for a large document; a mock itself finds out when a response is first asked for.
 *
 * @returns Warnings, in document order. What `checkDocument` reports is not repeated.
 */
declare function checkAnswers(document: ApiDocument): Promise<readonly Diagnostic[]>;
/** For `checkDocument`: whether a pattern is one that a mock must not run by backtracking. */
declare function isSlowPattern(source: string): boolean;
interface HandlersOptions {
  /** Where the handler files are. */
  readonly folder: string;
  readonly document: ApiDocument;
  /** Is told of files that cannot be loaded, exports that are used for nothing, and handlers that fail. */
  readonly onProblem: (message: string) => void;
  /** Is told whenever the files have been loaded again. */
  readonly onLoad?: ((loaded: LoadedHandlers) => void) | undefined;
  /** A handler that takes longer is answered for with 504, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  /** Whether files are loaded again when they change. Default `true`. */
  readonly watch?: boolean | undefined;
  /** Default: Node's own `import`. */
  readonly importModule?: ((url: string) => Promise<object>) | undefined;
}
interface LoadedHandlers {
  readonly files: number;
  /** Operations that a handler answers. */
  readonly operations: readonly string[];
}
interface ListenOptions {
  /** Default `127.0.0.1`. Any address but loopback needs `adminToken`. */
  readonly host?: string | undefined;
  /** 0 takes any free port. Default 8000, or the next free one. */
  readonly port?: number | undefined;
  /** Default: the API port + 1, or the next free one. */
  readonly adminPort?: number | undefined;
  /** Serves the admin API under `/admin` of the API port instead of on a port of its own. Default `false`. */
  readonly singlePort?: boolean | undefined;
}
interface Listening {
  readonly apiUrl: string;
  readonly adminUrl: string;
  /** For people: which default port was taken and what was used instead. */
  readonly moved: readonly string[];
}
/** An API document: loaded already, or a path, a URL, text or an object to load. */
type DocumentSource = ApiDocument | string | object;
interface MockServerOptions extends MockSettings {
  readonly document: DocumentSource;
  /** Where exchanges are kept; the caller closes it. Default: in memory, for as long as the mock lives. */
  readonly logs?: LogStore | undefined;
  /** Folder of handler files, which answer operations in code. Default: none. */
  readonly handlers?: string | undefined;
  /** A handler that takes longer is answered for with 504, in milliseconds. Default 10,000. */
  readonly handlerTimeoutMs?: number | undefined;
  /** Is told whenever the handler files have been loaded again. */
  readonly onHandlersLoad?: HandlersOptions["onLoad"];
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
interface MockServer extends AsyncDisposable {
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
declare function createMockServer(options: MockServerOptions): Promise<MockServer>;
/**
 * Answers requests to one operation, in the user's own code. What it returns is the answer; `undefined` leaves the request
 * to storage and the document.
 */
type Handler<Request extends HandlerRequest = HandlerRequest> = (context: HandlerContext<Request>) => HandlerResult | Promise<HandlerResult>;
type HandlerResult = HandlerResponse | Response | undefined | void;
/** What a handler is given. */
interface HandlerContext<Request extends HandlerRequest = HandlerRequest> {
  readonly request: Request;
  /** The operation that the request reached. */
  readonly operation: OperationEntry;
  /** What everything random is to be drawn from, so that the same request gets the same answer. */
  readonly seed: string;
  /** The id of the world that the request sees. */
  readonly world: string;
  /** What handlers remember in that world. It outlives a change of the handler files; variables of theirs do not. */
  readonly state: HandlerState;
  /** What would be answered without the handler: to look at, or to return it changed. */
  respond(wish?: HandlerWish): Promise<HandlerResponse>;
}
/** A request that passed its checks. Values are typed as the document declares them: `petId` of type `integer` is a number. */
interface HandlerRequest {
  readonly method: string;
  /** As received, without the query. */
  readonly path: string;
  /** Path parameters. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Query parameters. What the document does not declare is text, or a list of texts. */
  readonly query: Readonly<Record<string, unknown>>;
  /** Texts, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** What its media type says: an object for JSON, forms, XML; text; bytes for what has no text. `undefined` for none. */
  readonly body?: unknown;
}
interface HandlerResponse {
  /** Default: that of the document's success response. */
  readonly status?: number | undefined;
  /** By name; a list is sent as several fields. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /**
   * Written as `content-type` asks, or else as the document's response for this status does: as JSON mostly. Text for
   * another media type, and bytes, are sent as they are. `undefined` is no body.
   */
  readonly body?: unknown;
}
/** Which of the document's answers is wanted. */
interface HandlerWish {
  /** A status that the document has a response for, e.g. 404. */
  readonly status?: number | undefined;
  /** The name of one of its examples. */
  readonly example?: string | undefined;
}
/** A map from texts to JSON values, kept with the world: it is forked, restored, reset and limited with it. Values are copied. */
interface HandlerState {
  get<Value = unknown>(key: string): Value | undefined;
  has(key: string): boolean;
  /** @throws {TypeError} when the value is no JSON. */
  set(key: string, value: unknown): void;
  /** @returns Whether there was one. */
  delete(key: string): boolean;
  keys(): string[];
}
export { type CollectionCorrection, type ControlAction, type Credential, type DeployOptions, type Deployed, type DocumentSource, type Handler, type HandlerContext, type HandlerRequest, type HandlerResponse, type HandlerResult, type HandlerState, type HandlerWish, type ListenOptions, type Listening, type MockServer, type MockServerOptions, type MockSettings, type OperationCorrection, type ScenarioControl, ScenarioError, type SettingsProblem, type StorageDescription, type StorageSettings, StorageSettingsError, type WebhookSettings, type World, WorldError, WorldLimitError, type WorldLimits, type WorldState, type WorldSummary, type Worlds, checkAnswers, createLogApi, createMockServer, describeStorage, isSlowPattern };

// describe-storage.d.ts
import { ApiDocument, OperationEntry } from "@mockloop/spec-parser";
/** What a collection is to be, where what the document says of it was not understood. */
interface CollectionCorrection {
  /** What it is called from now on. */
  readonly name?: string | undefined;
  /** The member that holds the id: its name, or a JSON Pointer into the item. */
  readonly id?: string | undefined;
  /** `false`: its operations are answered from the document. Default `true`. */
  readonly enabled?: boolean | undefined;
}
/** What an operation does, where that was not understood. */
interface OperationCorrection {
  /** The name of a collection. */
  readonly collection?: string | undefined;
  readonly action: "create" | "read" | "list" | "update" | "replace" | "delete" | "clear" | "act" | "none";
}
/** How a stateful mock stores. */
interface StorageSettings {
  /** What collections begin with, by name: the items themselves, or a JSON or YAML file of them. Default: the document's examples. */
  readonly seed?: string | Readonly<Record<string, unknown>> | undefined;
  /** By the name of the collection. */
  readonly collections?: Readonly<Record<string, CollectionCorrection>> | undefined;
  /** By `operationId`, or by method and path: `POST /pets`. */
  readonly operations?: Readonly<Record<string, OperationCorrection>> | undefined;
  /** A file that keeps what the default world stores over a restart. Default: it is forgotten. */
  readonly persist?: string | undefined;
}
/** Something in the settings that cannot be followed. */
interface SettingsProblem {
  /** JSON Pointer into the storage settings, or, for a seed file, into that file. */
  readonly pointer: string;
  /** Where `pointer` leads into; absent: the settings. */
  readonly file?: string | undefined;
  /** What is wrong, and what to do about it. */
  readonly detail: string;
}
/** Settings of storage that cannot be followed. Nothing of them was. */
declare class StorageSettingsError extends Error {
  override readonly name = "StorageSettingsError";
  readonly problems: readonly SettingsProblem[];
  constructor(problems: readonly SettingsProblem[]);
}
/** What was concluded from a document, as plain JSON. */
interface StorageDescription {
  readonly collections: readonly CollectionDescription[];
  readonly operations: readonly OperationDescription[];
}
interface CollectionDescription {
  readonly name: string;
  /** The path template of all of it; absent where none lists or creates. */
  readonly path?: string | undefined;
  /** The path template of one of them. */
  readonly item_path?: string | undefined;
  /** There is just one below each parent. */
  readonly is_singleton: boolean;
  /** JSON Pointers to the members that make up an id; `?` where an item does not show it. */
  readonly id: readonly string[];
  /** Parameters of the paths that say below which parents they stand. */
  readonly parents: readonly string[];
  /** JSON Pointer of the schema of an item. */
  readonly item_schema?: string | undefined;
  /** Members that only the server sets, out of those that items have. */
  readonly set_by_server: readonly string[];
}
interface OperationDescription {
  /** `POST /pets` */
  readonly operation: string;
  readonly operation_id?: string | undefined;
  readonly action: string;
  readonly collection?: string | undefined;
  readonly why: string;
  /** For lists: what their parameters do, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}
/**
 * What a stateful mock of a document stores, and what each of its operations does.
 *
 * @throws {StorageSettingsError} for corrections that cannot be followed.
 */
declare function describeStorage(document: ApiDocument, corrections?: Pick<StorageSettings, "collections" | "operations">): Promise<StorageDescription>;
export { SettingsProblem as a, OperationCorrection as i, StorageDescription as n, StorageSettings as o, CollectionCorrection as r, StorageSettingsError as s, describeStorage as t };

// describe-storage.d.ts
import { t as describeStorage } from "./describe-storage.js";
export { describeStorage };