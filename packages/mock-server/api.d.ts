import { ApiDocument, Diagnostic } from "@mockloop/spec-parser";
import { LogStore } from "@mockloop/log-store";
/** What the admin API needs of the mock that it administers. */
interface AdminHost {
  /** Of the MockLoop package, e.g. `1.2.0`. */
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly pid: number;
  /** The bearer token that every admin request needs. Absent: none is needed. */
  readonly token?: string | undefined;
  readonly logs: LogStore;
  /** Changes with `reload`. */
  document(): ApiDocument;
  /** Absent while nothing listens (in-process use). */
  addresses(): {
    readonly apiUrl?: string | undefined;
    readonly adminUrl?: string | undefined;
  };
  /** How the mock was told to behave, e.g. `{ validate: 'strict', auth: 'on', dynamic: false }`. */
  settings(): Readonly<Record<string, string | number | boolean>>;
  /** What a caller can send where security is checked, one for each security scheme. */
  credentials(): readonly Credential[];
  counters(): Counters;
  /** Resolves when it is done (`reload-config`) or has been set going (`restart`, `shutdown`). */
  control(action: ControlAction): Promise<void>;
  /** Is told of failures that are no caller's fault. */
  readonly onProblem?: ((message: string) => void) | undefined;
}
type ControlAction = "restart" | "shutdown" | "reload-config";
/** Since the mock started. */
interface Counters {
  readonly requests: number;
  readonly inFlight: number;
  /** Requests that broke the document. */
  readonly invalid: number;
  /** By status class, e.g. `2xx`. */
  readonly byStatusClass: Readonly<Record<string, number>>;
}
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
  /** Told, once each, of schemas that nothing can satisfy and examples that break their schema. */
  readonly onProblem?: ((message: string) => void) | undefined;
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
  /** The bearer token that the admin API asks for. Default: none. */
  readonly adminToken?: string | undefined;
  /** Does what `POST /api/server/control` asks for. Default: those requests are refused with 501. */
  readonly onControl?: ((action: ControlAction) => Promise<void>) | undefined;
}
/** A mock of one API document. */
interface MockServer extends AsyncDisposable {
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
/**
 * Makes a mock. It answers through `fetch` at once and on two ports after `listen`.
 *
 * @throws {SpecError} when the document cannot be served.
 */
declare function createMockServer(options: MockServerOptions): Promise<MockServer>;
export { type AdminHost, type ControlAction, type Counters, type Credential, type DocumentSource, type ListenOptions, type Listening, type MockServer, type MockServerOptions, type MockSettings, checkAnswers, createLogApi, createMockServer, isSlowPattern };