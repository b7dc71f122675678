/** What a caller of `LogStore.append` knows of one exchange. */
export interface NewLogEntry {
  /** Milliseconds since the epoch when the request arrived. */
  readonly time: number;
  readonly method: string;
  /** The request target's path, as received (not decoded). */
  readonly path: string;
  /** The query without `?`, as received; `''` for none. */
  readonly query: string;
  /** The path template that matched, e.g. `/pets/{petId}`. */
  readonly route?: string | undefined;
  readonly operationId?: string | undefined;
  readonly status: number;
  /** From the request's arrival until the response was handed over, in milliseconds, with fractions. */
  readonly durationMs: number;
  readonly request: LoggedMessage;
  readonly response: LoggedMessage;
  readonly client?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly world?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly scenario?: string | undefined;
  readonly correlationId?: string | undefined;
  /** Ways in which the request broke the document. */
  readonly violations?: readonly LoggedViolation[] | undefined;
  /** Who answered, where that was not the document alone. */
  readonly decision?: LoggedDecision | undefined;
  /** Whether it was a request to the admin API. */
  readonly admin?: boolean | undefined;
}

/** Header fields and body of one message. The same object may be passed again and again: it is stored once. */
export interface LoggedMessage {
  /** Name and value pairs, as on the wire; a name may occur more than once. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent for none. */
  readonly body?: string | Uint8Array | undefined;
  /** Whole size of the body in bytes, also where the log keeps only its beginning. */
  readonly size: number;
  /** The body was larger than the log keeps. */
  readonly truncated?: boolean | undefined;
}

/** How an answer came about. No values of the request are in it. */
export interface LoggedDecision {
  /** What gave the answer, e.g. `scenario`. */
  readonly by: string;
  /** For people: which part of it, and why. */
  readonly why: string;
  /** What was asked before it and had no answer. */
  readonly passed?: readonly { readonly by: string; readonly why: string }[] | undefined;
}

export interface LoggedViolation {
  readonly location: readonly string[];
  readonly severity: 'Error' | 'Warning';
  readonly code: string;
  readonly message: string;
}

/** One exchange as the log holds it: secrets redacted, long bodies cut. */
export interface LogEntry extends Omit<NewLogEntry, 'time' | 'request' | 'response'> {
  /** Opaque; ids grow with time. */
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly request: StoredMessage;
  readonly response: StoredMessage;
}

export interface StoredMessage {
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text; binary as base64 with `encoding: 'base64'`. */
  readonly body?: string | undefined;
  readonly encoding?: 'base64' | undefined;
  readonly size: number;
  readonly truncated: boolean;
}
