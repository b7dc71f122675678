/** A mock that runs in the background, or is about to. */
export interface MockRecord {
  /** Unique on this machine's state folder. */
  readonly name: string;
  /** `starting`: its process has not said yet that it listens. */
  readonly state: 'starting' | 'running';
  /** The folder of its generated project; absent where a document is mocked as it is. */
  readonly folder?: string | undefined;
  /** What it mocks: a file or a URL. */
  readonly document: string;
  readonly runtime: 'process' | 'docker';
  /** Of the process; absent for containers. */
  readonly pid?: number | undefined;
  /** Absent while it starts. */
  readonly url?: string | undefined;
  readonly adminUrl?: string | undefined;
  /** What its process printed. */
  readonly logFile: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** It ends with the process that started it. */
  readonly isAttached: boolean;
}
