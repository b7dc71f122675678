import type { ContextStore, Scheduler } from '@mockloop/context-store';
import type { MockRegistry } from '@mockloop/mock-registry';
import type { RuntimeFiles } from '@mockloop/runtime';
import type { BackgroundRuns } from './testing/background-runs.ts';

/** What tools work with, whoever calls them. */
export interface ToolServices {
  /** The only folder that tools write to, apart from `home`; relative paths start here. */
  readonly workspace: string;
  /** The folder of state: `.mockloop`. */
  readonly home: string;
  /** The mocks that run in the background on this machine. Opened when it is first needed. */
  readonly registry: () => Promise<MockRegistry>;
  /** Runs, sessions and schedules. Opened when it is first needed. */
  readonly contextStore: () => Promise<ContextStore>;
  /** Works off what is scheduled, from the first call until the toolbox is closed. */
  readonly schedules: () => Promise<Scheduler>;
  /** The runs that this process works on. */
  readonly runs: BackgroundRuns;
  /** The program that runs a mock, and the files that generated projects carry. */
  readonly runtime: () => Promise<RuntimeFiles>;
  /** The bearer token for admin APIs that ask for one. */
  readonly adminToken: string | undefined;
  /** Hosts beside this machine that it may be sent to, as URLs name them. */
  readonly adminHosts: readonly string[];
  /** Hosts beside this machine that may be tested. */
  readonly testHosts: readonly string[];
  /** Whether documents may come from loopback and private networks. */
  readonly allowPrivateNetworks: boolean;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Is told what is odd but no failure. Never stdout. */
  readonly log: (message: string) => void;
  /** Runs when the toolbox is closed; `first`, before what is under way is ended: for what begins work by itself. */
  readonly onClose: (work: () => Promise<void>, order?: 'first') => void;
}

/** What belongs to one call of a tool. */
export interface ToolCall {
  /** The occurrence of a schedule that it is done for. */
  readonly occurrenceId?: string | undefined;
  /** Ends the work. */
  readonly signal?: AbortSignal | undefined;
  /** Tells how far long work is. */
  readonly progress?: ((progress: Progress) => void) | undefined;
  /** Asks the user a question of yes or no, where the caller can. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  /** Asks the caller's own model, where it offers one. */
  readonly sample?: ((request: SampleRequest) => Promise<string>) | undefined;
}

export interface Progress {
  readonly done: number;
  /** Absent where nobody knows. */
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}

export interface SampleRequest {
  readonly system: string;
  readonly prompt: string;
  /** Tokens. */
  readonly maxTokens: number;
}

/** What a handler is given. */
export interface ToolContext extends ToolServices, ToolCall {}
