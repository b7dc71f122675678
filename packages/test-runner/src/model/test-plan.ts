import type { Phase } from './phase.ts';

/** How much harm a call may do. */
export type Risk =
  /** It changes nothing: safe methods (RFC 9110 §9.2.1). */
  | 'read'
  /** It makes or changes what the run itself can undo or ignore. */
  | 'write'
  /** It removes: only what the run has made. */
  | 'destructive'
  /** It changes the environment of others: maintenance, shutdown, reset, purge, logout … Only with leave, and last. */
  | 'environment';

/** What an operation does to a resource. */
export type Role =
  | 'create'
  | 'list'
  | 'read'
  | 'replace'
  | 'update'
  | 'delete'
  | 'register'
  | 'login'
  | 'logout'
  | 'other';

export interface PlannedOperation {
  /** `GET /pets/{petId}` */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  /** JSON Pointer in the document. */
  readonly pointer: string;
  readonly operation_id?: string | undefined;
  readonly risk: Risk;
  readonly role: Role;
  /** The name of the resource it works on. */
  readonly resource?: string | undefined;
  /** The document asks for credentials, and offers no way without. */
  readonly secured: boolean;
  /** It may end the session or the account of whoever calls it: logout, a new password. It is called last, as somebody who is not needed. */
  readonly ends_session?: true | undefined;
}

/** Things of one kind that an API keeps, as the document lets one conclude. */
export interface Resource {
  readonly name: string;
  /** `/owners/{ownerId}/pets` */
  readonly collection_path?: string | undefined;
  /** `/owners/{ownerId}/pets/{petId}` */
  readonly item_path?: string | undefined;
  /** The last parameter of `item_path`. */
  readonly id_parameter?: string | undefined;
  /** JSON Pointer of the id in an item. */
  readonly id_pointer?: string | undefined;
  /** Members that only the server sets. */
  readonly set_by_server: readonly string[];
  /** Keys of the operations, by role. */
  readonly operations: Readonly<Partial<Record<Role, string>>>;
  /** What the query parameters of its list do, as far as their names say. */
  readonly list_parameters?: readonly ListParameter[] | undefined;
}

export interface ListParameter {
  /** `limit`; `filter[status]` where the parameter is an object. */
  readonly name: string;
  readonly does: 'limit' | 'offset' | 'page' | 'after' | 'before' | 'sort' | 'direction' | 'search' | 'filter';
  /** JSON Pointer of the member that it filters by. */
  readonly member?: string | undefined;
  /** How it filters: `equal`, `greater`, `atLeast`, `less`, `atMost`, `contains`, `not`. */
  readonly comparison?: string | undefined;
}

/** What a run is allowed to spend. */
export interface Budget {
  /** Requests, repetitions included. Default 5,000. */
  readonly max_requests: number;
  /** Default 120. */
  readonly max_seconds: number;
  /** Cases to an operation and phase. Default 40. */
  readonly max_cases: number;
}

/** What will be done, as plain data: it can be stored, read, changed and run again. */
export interface TestPlan {
  readonly version: 1;
  /** The server under test, its base path included, without a trailing slash. */
  readonly server_url: string;
  readonly document: {
    readonly title: string;
    readonly version: string;
    /** SHA-256 of the document as it was parsed, in hex. */
    readonly digest: string;
    /** A path or URL; absent for a document given as text or object. */
    readonly file?: string | undefined;
  };
  readonly seed: string;
  readonly phases: readonly Phase[];
  readonly budget: Budget;
  /** Requests in flight at once. Default 4. */
  readonly concurrency: number;
  /** For one answer. Default 10,000. */
  readonly timeout_ms: number;
  readonly allow: {
    /** Operations of the risk `destructive` on what the run itself has made. Default true. */
    readonly destructive: boolean;
    /** Operations of the risk `environment`. Default false. */
    readonly environment: boolean;
  };
  /** In document order. */
  readonly operations: readonly PlannedOperation[];
  readonly resources: readonly Resource[];
}
