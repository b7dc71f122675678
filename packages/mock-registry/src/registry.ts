import type { MockRecord } from './mock-record.ts';

export interface StartMockOptions {
  readonly name: string;
  readonly document: string;
  readonly folder?: string | undefined;
  /** The program: a file for Node, run as `node [execArgv] program [args]` in `cwd`. */
  readonly program: string;
  readonly execArgv?: readonly string[] | undefined;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside the caller's own environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Ends with this process. Default `false`: it goes on in the background. */
  readonly isAttached?: boolean | undefined;
  /** How long it may take until it listens, in milliseconds. Default 30,000. */
  readonly readyTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The mocks that run in the background on this machine, as all processes that share a state folder see them. Records of
 * processes that are gone (a crash, a reboot, another process with the same id) are never shown.
 */
export interface MockRegistry extends AsyncDisposable {
  /**
   * Starts a mock and waits until it listens.
   *
   * @throws {RegistryError} `EXISTS` where one of this name runs or starts, `START_FAILED` with the end of what it printed.
   */
  start(options: StartMockOptions): Promise<MockRecord>;
  /**
   * Ends a mock and waits until its process is gone; what it had to write is written.
   *
   * @throws {RegistryError} `UNKNOWN`, `STOP_FAILED`
   */
  stop(name: string): Promise<MockRecord>;
  find(name: string): Promise<MockRecord | undefined>;
  /** By name. */
  list(): Promise<readonly MockRecord[]>;
  /** Ends the attached mocks and lets go of what is open. */
  close(): Promise<void>;
}
