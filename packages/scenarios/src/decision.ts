import type { Fault, Respond, Scenario } from './scenario.ts';

/** A request as scenarios see it. Members may be computed when they are read. */
export interface ScenarioRequest {
  readonly method: string;
  /** As received, without the query. */
  readonly path: string;
  /** Of the operation that the request reached, if any. */
  readonly operationId?: string | undefined;
  /** Its path template. */
  readonly route?: string | undefined;
  readonly client?: string | undefined;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The first value of each name. */
  readonly query: Readonly<Record<string, string>>;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  /** What JSON or a form says; otherwise text; absent for none. */
  readonly body?: unknown;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** What a scenario remembers from one request to the next. It belongs to a world. */
export interface ScenarioMemory {
  get(key: string): string | number | boolean | undefined;
  set(key: string, value: string | number | boolean): void;
}

/** What a scenario says of one request. */
export interface Decision {
  /** The rule that answers, by its index. Absent: none does, and the mock answers as it would without a scenario. */
  readonly rule?: number | undefined;
  /** With the values that templates in its `headers` have for this request. */
  readonly respond?: Respond | undefined;
  /**
   * Present where `respond` has a `template`: the body that it makes.
   *
   * @param generated The body that the document would have answered.
   * @throws {ScenarioError} `TEMPLATE_FAILED` where it has no value for this request.
   */
  readonly render?: ((generated?: unknown) => unknown) | undefined;
  readonly fault?: Fault | undefined;
  /** The sum of the delays of all rules that took the request, in milliseconds. */
  readonly delayMs: number;
  /** Fields to send with whatever is answered, names and values in turn: `RateLimit`, `RateLimit-Policy`, `Retry-After`. */
  readonly headers: readonly string[];
  /** A `rate_limit` is used up: answer 429, or as `respond` says. */
  readonly isLimited: boolean;
  /** For people, one for each rule that did not take the request: `rule 2: the query has no "status"`. */
  readonly passed: readonly string[];
}

/** A scenario made ready to decide. */
export interface CompiledScenario {
  readonly scenario: Scenario;
  /** How all its keys in a memory begin: what is forgotten when it starts over. */
  readonly memoryPrefix: string;
  /**
   * Decides synchronously, in time that is bounded whatever the conditions say. Counts, draws and state live in `memory`
   * under keys that begin with the scenario's name; nothing else changes.
   *
   * @throws {ScenarioError} `TEMPLATE_FAILED` where a template in `headers` has no value for this request.
   *
   * The `current` of its state machine is `${memoryPrefix}state/current`.
   */
  decide(request: ScenarioRequest, memory: ScenarioMemory): Decision;
}
