import type { MockRecord } from './mock-record.ts';

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

export interface StartMockOptions extends StartOptions {
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
export interface StartContainerOptions extends StartOptions {
  readonly folder: string;
  readonly url: string;
  readonly adminUrl: string;
}

export interface StopMockOptions {
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
export interface MockRegistry extends AsyncDisposable {
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
