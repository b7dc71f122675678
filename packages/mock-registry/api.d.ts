/** A mock that runs in the background, or is about to. */
interface MockRecord {
  /** Unique in a state folder. */
  readonly name: string;
  /** `starting`: it has not said yet that it listens. `stopping`: it was told to end, and has not yet. */
  readonly state: "starting" | "running" | "stopping";
  /** The folder of its generated project; absent where a document is mocked as it is. */
  readonly folder?: string | undefined;
  /** What it mocks: a file or a URL. */
  readonly document: string;
  readonly runtime: "process" | "docker";
  /** Of the process; absent for containers. */
  readonly pid?: number | undefined;
  /** Absent while it starts. */
  readonly url?: string | undefined;
  readonly adminUrl?: string | undefined;
  /** Where its log is kept, as it said when it listened. */
  readonly databaseUrl?: string | undefined;
  /** What its process printed; what it printed when it ran before is beside it, with `.1` at the end. */
  readonly logFile: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** It ends with the process that started it. */
  readonly isAttached: boolean;
}
/** What a mock is, however it runs. */
interface StartOptions {
  /** Also that of its log file: 1 to 100 characters that may stand in a file name on every system. */
  readonly name: string;
  /** What it mocks: a file or a URL. */
  readonly document: string;
  /** All of its environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** How long it may take until it listens, in milliseconds. Default: 60,000 for a process, 600,000 for a container. */
  readonly readyTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}
interface StartMockOptions extends StartOptions {
  /** The folder of its generated project. */
  readonly folder?: string | undefined;
  /**
   * A file for Node, run as `node [execArgv] program [args]` in `cwd`. When it listens, it sends
   * `{ type: 'listening', api_url, admin_url, database_url? }` over its IPC channel; when it cannot, `{ type: 'failed',
   * message }`. When the channel closes before it listens, or `MOCKLOOP_ATTACHED` is `1`, it ends.
   */
  readonly program: string;
  readonly execArgv?: readonly string[] | undefined;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Ends with this process. Default `false`: it goes on in the background. */
  readonly isAttached?: boolean | undefined;
}
/** A project with a `compose.yaml`, whose service publishes both ports. */
interface StartContainerOptions extends StartOptions {
  readonly folder: string;
  readonly url: string;
  readonly adminUrl: string;
}
interface StopMockOptions {
  /** How long the mock may take to end, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number | undefined;
  /** Kills it where it does not end by itself in that time: what it has not written yet is lost. Default `false`. */
  readonly force?: boolean | undefined;
  /** Tells it to end. Default: SIGTERM, which on Windows ends a process at once. */
  readonly tell?: ((record: MockRecord) => Promise<void>) | undefined;
  /** All of the environment of `docker compose down`, for a container. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}
/**
 * The mocks that run in the background on this machine, as all processes that share a state folder see them. Records of
 * processes that are gone (a crash, a reboot, another process with the same id) are never shown. Everything rejects with
 * `RECORDS_FAILED` where the records cannot be read or written.
 */
interface MockRegistry extends AsyncDisposable {
  /**
   * Starts a mock and waits until it listens.
   *
   * @throws {RegistryError} `INVALID_NAME`, `EXISTS` where one of this name runs or starts, `START_FAILED` with the end of
   * what it printed.
   */
  start(options: StartMockOptions): Promise<MockRecord>;
  /**
   * Builds and starts a mock by `docker compose`, and waits until its admin port answers.
   *
   * @throws {RegistryError} as `start`
   */
  startContainer(options: StartContainerOptions): Promise<MockRecord>;
  /**
   * Ends a mock and waits until its process is gone; what it had to write is written.
   *
   * @throws {RegistryError} `UNKNOWN`, `STOP_FAILED`
   */
  stop(name: string, options?: StopMockOptions): Promise<MockRecord>;
  find(name: string): Promise<MockRecord | undefined>;
  /** By name. */
  list(): Promise<readonly MockRecord[]>;
  /** Ends the attached mocks and lets go of what is open. */
  close(): Promise<void>;
}
interface OpenMockRegistryOptions {
  /** The folder of state that processes share, absolute. Nothing is written before the first mock is started. */
  readonly home: string;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Asks containers whether they answer. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
/** Opens the registry of a state folder. The records themselves are opened by the first call. */
declare function openMockRegistry({ home, now, fetch }: OpenMockRegistryOptions): MockRegistry;
/** Why a mock could not be started, stopped or looked up. Stable: callers may branch on it. */
type RegistryErrorCode = "INVALID_NAME" | "EXISTS" | "UNKNOWN" | "START_FAILED" | "STOP_FAILED" | "RECORDS_FAILED";
/** Thrown when the registry cannot do what it was asked to. The message says what to do. */
declare class RegistryError extends Error {
  override readonly name = "RegistryError";
  readonly code: RegistryErrorCode;
  constructor(code: RegistryErrorCode, message: string, options?: ErrorOptions);
}
export { type MockRecord, type MockRegistry, type OpenMockRegistryOptions, RegistryError, type RegistryErrorCode, type StartContainerOptions, type StartMockOptions, type StopMockOptions, openMockRegistry };