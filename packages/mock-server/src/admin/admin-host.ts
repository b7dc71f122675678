import type { LogStore } from '@mockloop/log-store';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { ScenarioControl } from '../behaviour/scenario-control.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { StorageHost } from './storage-host.ts';

/** What the admin API needs of the mock that it administers. */
export interface AdminHost {
  /** Of the MockLoop package, e.g. `1.2.0`. */
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly pid: number;
  /** The bearer token that every admin request needs. Absent: none is needed. */
  readonly token?: string | undefined;
  /** Whether `/` is a page for people. */
  readonly hasStartPage: boolean;
  readonly logs: LogStore;
  /** Changes with `reload`. */
  document(): ApiDocument;
  /** Absent while nothing listens (in-process use). */
  addresses(): { readonly apiUrl?: string | undefined; readonly adminUrl?: string | undefined };
  /** How the mock was told to behave, e.g. `{ validate: 'strict', auth: 'on', dynamic: false }`. */
  settings(): Readonly<Record<string, string | number | boolean>>;
  /** What a caller can send where security is checked, one for each security scheme. */
  credentials(): readonly Credential[];
  readonly worlds: Worlds;
  readonly scenarios: ScenarioControl;
  /** Absent: the mock sends none. */
  readonly webhooks: Webhooks | undefined;
  /** What is stored in the worlds. Absent: the mock is not stateful. */
  storage(): StorageHost | undefined;
  /** Answers a request as the admin port does. */
  adminFetch(request: Request): Promise<Response>;
  counters(): Counters;
  /** Resolves when it is done (`reload-config`) or has been set going (`restart`, `shutdown`). */
  control(action: ControlAction): Promise<void>;
  /** Is told of failures that are no caller's fault. */
  readonly onProblem?: ((message: string) => void) | undefined;
}

export type ControlAction = 'restart' | 'shutdown' | 'reload-config';

/** Since the mock started. */
export interface Counters {
  readonly requests: number;
  readonly inFlight: number;
  /** Requests that broke the document. */
  readonly invalid: number;
  /** By status class, e.g. `2xx`. */
  readonly byStatusClass: Readonly<Record<string, number>>;
}

/** A credential that satisfies one security scheme of the document, also under `auth: 'strict'`. */
export interface Credential {
  readonly scheme: string;
  readonly type: string;
  /** How it is sent, e.g. `Authorization: Bearer …` or `?api_key=…`. */
  readonly example: string;
}
