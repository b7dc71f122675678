/** Named behaviour that a mock can be switched to. Plain JSON; `scenario.schema.json` is its JSON Schema. */
export interface Scenario {
  readonly name: string;
  readonly description?: string | undefined;
  readonly type: ScenarioType;
  /**
   * Tried in order. A rule that answers (`respond`, `sequence`, `fault`, a `rate_limit` that is used up) ends the search;
   * one that only delays, counts or sets state lets it go on.
   */
  readonly rules: readonly ScenarioRule[];
  /** For test runners; the mock does not read it. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly load_profile?: LoadProfile | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
}

export type ScenarioType =
  | 'load_testing'
  | 'error_simulation'
  | 'security_testing'
  | 'functional_testing'
  | 'performance_testing'
  | 'chaos'
  | 'workflow';

export interface ScenarioRule {
  /** Absent or empty: every request. */
  readonly match?: RuleMatch | undefined;
  readonly respond?: Respond | undefined;
  readonly delay?: Delay | undefined;
  readonly fault?: Fault | undefined;
  readonly rate_limit?: RateLimit | undefined;
  /** Answers of consecutive matches. The last one stays, unless `repeat` starts over. */
  readonly sequence?: Sequence | undefined;
  /** Share of the matching requests that the rule takes, 0 to 1. Drawn from the seed and the number of the match. */
  readonly probability?: number | undefined;
  /** The rule takes so many matches and none after that. */
  readonly times?: number | undefined;
  readonly state?: StateRule | undefined;
}

/** All that is given must hold. */
export interface RuleMatch {
  /** Any of these. A rule counts the requests of all of them together. */
  readonly operation_id?: string | readonly string[] | undefined;
  /** Any of these; case does not count. GET stands for HEAD too, which asks for the same without a body (RFC 9110 §9.3.2). */
  readonly method?: string | readonly string[] | undefined;
  /** A path template (`/pets/{petId}`), a path, or a path with `*` (one segment) and `**` (any number). With or without the base path of the server. */
  readonly path?: string | undefined;
  readonly query?: Readonly<Record<string, ValueMatch>> | undefined;
  /** Names in any case. */
  readonly headers?: Readonly<Record<string, ValueMatch>> | undefined;
  readonly body?: BodyMatch | undefined;
  /** A condition in CEL over `request` and `state`. */
  readonly when?: string | undefined;
}

/** A text stands for itself; `null` for a value that is absent. */
export type ValueMatch =
  | string
  | number
  | boolean
  | null
  | {
      readonly equals?: string | undefined;
      readonly contains?: string | undefined;
      /** A regular expression that matches somewhere. Runs in linear time. */
      readonly matches?: string | undefined;
      readonly present?: boolean | undefined;
    };

/** An object: its members must be in the body with equal values (deeply). A text: the body contains it. */
export type BodyMatch = Readonly<Record<string, unknown>> | readonly unknown[] | string;

export interface Respond {
  /** Default: that of the document's response, else 200. */
  readonly status?: number | undefined;
  /** Values may contain `{{ expression }}`, over what templates know but `generated`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Any JSON value; a text is sent as it is where `headers` name another media type than JSON. */
  readonly body?: unknown;
  /** The name of an example of the document's response with this status. */
  readonly example?: string | undefined;
  /** A JSON value or a text with `{{ expression }}` in its texts. */
  readonly template?: unknown;
}

export type Sequence =
  | readonly Respond[]
  | { readonly responses: readonly Respond[]; readonly repeat?: boolean | undefined };

/** In milliseconds. A number is a fixed delay. */
export type Delay =
  | number
  | { readonly type: 'fixed'; readonly ms: number }
  | { readonly type: 'uniform'; readonly min_ms: number; readonly max_ms: number }
  | { readonly type: 'normal'; readonly mean_ms: number; readonly deviation_ms: number }
  | { readonly type: 'lognormal'; readonly median_ms: number; readonly sigma: number };

/**
 * `connection_reset`: RST instead of an answer. `empty_reply`: the connection ends without a byte. `malformed_body`: headers,
 * then bytes that are no body of that media type. `truncated_chunk`: a chunked body that ends within a chunk.
 * `slow_bytes`: the body byte by byte. `timeout`: no answer for as long as the client waits.
 */
export type FaultType =
  | 'connection_reset'
  | 'empty_reply'
  | 'malformed_body'
  | 'truncated_chunk'
  | 'slow_bytes'
  | 'timeout';

export type Fault = FaultType | { readonly type: FaultType; readonly bytes_per_second?: number | undefined };

export interface RateLimit {
  readonly limit: number;
  readonly window_seconds: number;
  /** What has a limit of its own: a client address, a header's value, or everybody together. Default `client`. */
  readonly per?: 'client' | 'all' | `header:${string}` | undefined;
  /** Instead of 429 with problem details. */
  readonly respond?: Respond | undefined;
}

export type StateValue = string | number | boolean;

/** The state machine of a scenario. A text means `{ "current": text }`; `current` is `Started` at first. */
export interface StateRule {
  readonly requires?: string | Readonly<Record<string, StateValue>> | undefined;
  readonly set?: string | Readonly<Record<string, StateValue>> | undefined;
}

export interface LoadProfile {
  readonly concurrent_users?: number | undefined;
  readonly requests_per_second?: number | undefined;
  readonly duration_seconds?: number | undefined;
  readonly ramp_up_seconds?: number | undefined;
  readonly stages?: readonly { readonly duration_seconds: number; readonly target: number }[] | undefined;
}

/** What a run must keep to, e.g. `{ metric: 'p95_ms', operator: '<=', value: 300 }`. */
export interface Threshold {
  readonly metric: string;
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly value: number;
}
