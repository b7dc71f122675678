import type { TestRequest } from './test-request.ts';

/** Why there was no complete answer. Stable. */
export type TransportFailureKind =
  /** Nobody listens there, or the name cannot be resolved. */
  | 'unreachable'
  /** The connection ended before the answer did. */
  | 'reset'
  /** No answer, or no end of it, within the time limit. */
  | 'timeout'
  /** It was longer than may be kept in memory, packed or unpacked. */
  | 'too_large'
  /** No HTTP, a wrong length, or a broken content coding. */
  | 'malformed'
  | 'tls';

/** What came back. */
export interface TestResponse {
  readonly status: number;
  /** As received; names in lower case, fields that were sent twice twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Content codings removed. */
  readonly body: Uint8Array;
}

/** A request and what came of it. Exactly one of `response` and `failure` is there. */
export interface TestExchange {
  readonly request: TestRequest;
  readonly response?: TestResponse | undefined;
  readonly failure?: { readonly kind: TransportFailureKind; readonly message: string } | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** To the last byte. */
  readonly durationMs: number;
}

/** An exchange as a run keeps it, ready for JSON: secrets redacted, bodies cut. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  readonly identity: string;
  readonly request_headers: readonly (readonly [name: string, value: string])[];
  readonly request_body?: string | undefined;
  readonly status?: number | undefined;
  readonly failure?: string | undefined;
  readonly response_headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly response_body?: string | undefined;
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  readonly duration_ms: number;
  /** A body was longer than what is kept. */
  readonly cut?: true | undefined;
}
