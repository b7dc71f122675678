/** A mock that runs in the background, or is about to. */
export interface MockRecord {
  /** Unique in a state folder. */
  readonly name: string;
  /** `starting`: it has not said yet that it listens. `stopping`: it was told to end, and has not yet. */
  readonly state: 'starting' | 'running' | 'stopping';
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
  /** Where its log is kept, as it said when it listened. */
  readonly databaseUrl?: string | undefined;
  /** What its process printed; what it printed when it ran before is beside it, with `.1` at the end. */
  readonly logFile: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** It ends with the process that started it. */
  readonly isAttached: boolean;
}
