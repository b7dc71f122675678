import { ApiDocument, OperationEntry, SchemaUri } from "@mockloop/spec-parser";
import { Environment } from "@marcbachmann/cel-js";
/** Named behaviour that a mock can be switched to. Plain JSON; `scenario.schema.json` is its JSON Schema. */
interface Scenario {
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
type ScenarioType = "load_testing" | "error_simulation" | "security_testing" | "functional_testing" | "performance_testing" | "chaos" | "workflow";
interface ScenarioRule {
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
interface RuleMatch {
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
type ValueMatch = string | number | boolean | null | {
  readonly equals?: string | undefined;
  readonly contains?: string | undefined;
  /** A regular expression that matches somewhere. Runs in linear time. */
  readonly matches?: string | undefined;
  readonly present?: boolean | undefined;
};
/** An object: its members must be in the body with equal values (deeply). A text: the body contains it. */
type BodyMatch = Readonly<Record<string, unknown>> | readonly unknown[] | string;
interface Respond {
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
type Sequence = readonly Respond[] | {
  readonly responses: readonly Respond[];
  readonly repeat?: boolean | undefined;
};
/** In milliseconds. A number is a fixed delay. */
type Delay = number | {
  readonly type: "fixed";
  readonly ms: number;
} | {
  readonly type: "uniform";
  readonly min_ms: number;
  readonly max_ms: number;
} | {
  readonly type: "normal";
  readonly mean_ms: number;
  readonly deviation_ms: number;
} | {
  readonly type: "lognormal";
  readonly median_ms: number;
  readonly sigma: number;
};
/**
 * `connection_reset`: RST instead of an answer. `empty_reply`: the connection ends without a byte. `malformed_body`: headers,
 * then bytes that are no body of that media type. `truncated_chunk`: a chunked body that ends within a chunk.
 * `slow_bytes`: the body byte by byte. `timeout`: no answer for as long as the client waits.
 */
type FaultType = "connection_reset" | "empty_reply" | "malformed_body" | "truncated_chunk" | "slow_bytes" | "timeout";
type Fault = FaultType | {
  readonly type: FaultType;
  readonly bytes_per_second?: number | undefined;
};
interface RateLimit {
  readonly limit: number;
  readonly window_seconds: number;
  /** What has a limit of its own: a client address, a header's value, or everybody together. Default `client`. */
  readonly per?: "client" | "all" | `header:${string}` | undefined;
  /** Instead of 429 with problem details. */
  readonly respond?: Respond | undefined;
}
type StateValue = string | number | boolean;
/** The state machine of a scenario. A text means `{ "current": text }`; `current` is `Started` at first. */
interface StateRule {
  readonly requires?: string | Readonly<Record<string, StateValue>> | undefined;
  readonly set?: string | Readonly<Record<string, StateValue>> | undefined;
}
interface LoadProfile {
  readonly concurrent_users?: number | undefined;
  readonly requests_per_second?: number | undefined;
  readonly duration_seconds?: number | undefined;
  readonly ramp_up_seconds?: number | undefined;
  readonly stages?: readonly {
    readonly duration_seconds: number;
    readonly target: number;
  }[] | undefined;
}
/** What a run must keep to, e.g. `{ metric: 'p95_ms', operator: '<=', value: 300 }`. */
interface Threshold {
  readonly metric: string;
  readonly operator: "<" | "<=" | ">" | ">=" | "==";
  readonly value: number;
}
/** A request as scenarios see it. Members may be computed when they are read. */
interface ScenarioRequest {
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
interface ScenarioMemory {
  get(key: string): string | number | boolean | undefined;
  set(key: string, value: string | number | boolean): void;
}
/** What a scenario says of one request. */
interface Decision {
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
interface CompiledScenario {
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
interface CompileScenarioOptions {
  /** What probabilities, delays and templates are drawn from. Default `''`. */
  readonly seed?: string | undefined;
  /** Tells path templates from other paths, and the base paths that requests may begin with. */
  readonly document?: ApiDocument | undefined;
}
/**
 * Makes a scenario ready to decide.
 *
 * @param given Of the right shape or not: it is validated first.
 * @throws {ScenarioError} `SCENARIO_INVALID` with its problems.
 */
declare function compileScenario(given: Scenario, options?: CompileScenarioOptions): CompiledScenario;
/** Scenarios for any API, written against what a document may offer. Plain JSON; `pack.schema.json` is its JSON Schema. */
interface ScenarioPack extends PackInfo {
  /** What rules with `payloads` look for in requests. */
  readonly payloads?: readonly Payload[] | undefined;
  /** Where the payloads come from. */
  readonly payload_source?: PayloadSource | undefined;
  readonly scenarios: readonly PackScenario[];
}
/** What is known of a pack without its scenarios. */
interface PackInfo {
  /** `scenario-pack://<category>/<name>`. */
  readonly uri: string;
  readonly name: string;
  readonly category: string;
  readonly title: string;
  readonly description: string;
  /** Semantic version. */
  readonly version: string;
  readonly complexity: "low" | "medium" | "high";
  /** For people, e.g. `30-45 minutes`. */
  readonly estimated_duration: string;
  readonly tags: readonly string[];
  readonly use_cases: readonly string[];
  readonly prerequisites: readonly string[];
}
/** A scenario whose rules say which operations they are for, instead of naming them. */
interface PackScenario {
  readonly name: string;
  readonly description: string;
  readonly type: ScenarioType;
  /**
   * `resource`: all rules are for the operations of one resource of the document, a collection and its items: the one that
   * offers most. Default: the whole document.
   */
  readonly scope?: "document" | "resource" | undefined;
  readonly rules: readonly PackRule[];
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly load_profile?: LoadProfile | undefined;
  readonly thresholds?: readonly Threshold[] | undefined;
}
/** A rule of a scenario with `for` in place of an operation. Everything else means what it means there. */
interface PackRule extends Pick<ScenarioRule, "delay" | "fault" | "probability" | "times"> {
  /** Absent: every operation. */
  readonly for?: OperationSelector | undefined;
  /**
   * Becomes one rule for each of these payloads of the pack, which takes the requests that carry it. A `for` beside it
   * says what the document must offer; methods aside, the requests may reach any operation.
   */
  readonly payloads?: PayloadSelector | undefined;
  readonly match?: Omit<RuleMatch, "operation_id" | "method" | "path"> | undefined;
  readonly respond?: PackRespond | undefined;
  readonly sequence?: PackSequence | undefined;
  readonly rate_limit?: (Omit<RateLimit, "respond"> & {
    readonly respond?: PackRespond | undefined;
  }) | undefined;
  readonly state?: StateRule | undefined;
}
/** All that is given must hold of an operation. */
interface OperationSelector {
  /** Any of these. Default `any`. */
  readonly kind?: OperationKind | readonly OperationKind[] | undefined;
  /** Whether its path ends with a parameter: `/pets/{petId}`. */
  readonly takes_id?: boolean | undefined;
  /** Whether it declares security that cannot be left out. */
  readonly needs_auth?: boolean | undefined;
  /** Whether it declares a request body. */
  readonly has_body?: boolean | undefined;
  /** Whether a query parameter or a property of its body takes free text. */
  readonly accepts_text?: boolean | undefined;
  /** Whether it has query parameters for paging. */
  readonly paged?: boolean | undefined;
  readonly deprecated?: boolean | undefined;
  /** Whether its success is answered in JSON that a schema describes. */
  readonly answers_json?: boolean | undefined;
  /** It declares a response of this status or of one of this class. A `default` beside a success is one of 4XX and of 5XX. */
  readonly declares?: StatusClass | number | undefined;
  /** A rule of its own for each operation, so that each is counted for itself. Default: one rule for all where one can do. */
  readonly each?: boolean | undefined;
}
/**
 * `read`: GET. `list`: a GET that answers with an array, or an object that holds one, at a path that does not end with a
 * parameter. `write`: POST, PUT, PATCH, DELETE. `create`: a POST at a path that has items below it, or that declares 201.
 * `update`: PATCH, or POST at a path that ends with a parameter. `replace`: PUT. `delete`: DELETE.
 */
type OperationKind = "any" | "read" | "list" | "write" | "create" | "update" | "replace" | "delete";
type StatusClass = "2XX" | "4XX" | "5XX";
type PackSequence = readonly PackRespond[] | {
  readonly responses: readonly PackRespond[];
  readonly repeat?: boolean | undefined;
};
interface PackRespond extends Omit<Respond, "status"> {
  /**
   * A status; or several, meaning the first that the operation declares, else the first; or a class, meaning what the
   * operation declares of it: the first in `respond`, each in turn in `sequence`.
   */
  readonly status?: number | readonly number[] | StatusClass | undefined;
  /** A body made from the schema of the operation's own success, in place of `body`. */
  readonly variant?: BodyVariant | undefined;
}
/**
 * Valid: `empty` (every array without items), `minimal` (required properties only), `extreme` (texts and numbers at the
 * ends of what the schema takes). Invalid: `incomplete` (without a required property), `mistyped` (a value of another type).
 */
type BodyVariant = "empty" | "minimal" | "extreme" | "incomplete" | "mistyped";
/** By class, by id, or by both. An empty object: all of the pack. */
interface PayloadSelector {
  readonly classes?: readonly string[] | undefined;
  readonly ids?: readonly string[] | undefined;
}
/** Something to send that an API should see through. */
interface Payload {
  readonly id: string;
  /** E.g. `sql-tautology`. */
  readonly class: string;
  /** Where it goes. */
  readonly in: readonly PayloadPlace[];
  /** The field or parameter. Needed for headers; elsewhere any. */
  readonly name?: string | undefined;
  /** `null`: the header `name` is absent. */
  readonly value: string | number | boolean | null;
  /** `name`: it is the name of a field, whatever its value. Default `value`. */
  readonly as?: "value" | "name" | undefined;
  /** Default: `contains` for texts, `equals` for everything else. */
  readonly compare?: "contains" | "equals" | undefined;
  /** What a vulnerable server would do. */
  readonly effect: string;
}
type PayloadPlace = "query" | "body" | "header" | "path";
interface PayloadSource {
  readonly description: string;
  /** An SPDX expression. */
  readonly license: string;
  readonly references?: readonly string[] | undefined;
}
/** What an operation offers to the rules of packs. */
interface OperationTraits {
  readonly entry: OperationEntry;
  readonly kinds: ReadonlySet<OperationKind>;
  readonly takesId: boolean;
  readonly needsAuth: boolean;
  readonly hasBody: boolean;
  readonly hasPathParameter: boolean;
  /** Free text. */
  readonly acceptsQueryText: boolean;
  readonly acceptsBodyText: boolean;
  readonly paged: boolean;
  /** As the document writes them, `default` left out: `404`, `4XX`. */
  readonly statuses: readonly string[];
  /** It has a `default` response beside those of success: what it answers when something is wrong. */
  readonly hasDefaultError: boolean;
  /** The schema of the JSON that its success is answered in, and that answer's status. */
  readonly success?: {
    readonly status: number;
    readonly schema: SchemaUri;
  } | undefined;
}
/** Of every operation that can be read, in document order. Read once for each document. */
declare function traitsOf(document: ApiDocument): readonly OperationTraits[];
/** Whether the operation declares a response of this status, or of one of this class. */
declare function declares({ statuses, hasDefaultError }: OperationTraits, wanted: StatusClass | number): boolean;
/** What can go wrong, by the names that drafts know. `declared`: what the document itself says of an operation. */
type ErrorKind = "declared" | "bad_request" | "validation_error" | "unauthorized" | "forbidden" | "not_found" | "conflict" | "payload_too_large" | "rate_limit" | "server_error" | "database_error" | "bad_gateway" | "service_unavailable" | "gateway_timeout" | "timeout" | "slow_response" | "connection_reset" | "empty_reply" | "malformed_body";
/** Every kind, the document's own errors first. */
declare const ERROR_KINDS: readonly ErrorKind[];
/** A scenario that was written for a document. */
interface ScenarioDraft {
  readonly scenario: Scenario;
  /** Keys of the operations that its rules are for, in document order, e.g. `GET /pets`. */
  readonly operations: readonly string[];
  /** What was decided and why, and what was left out: complete sentences. */
  readonly notes: readonly string[];
}
/** Which operations a draft is for. */
interface DraftScope {
  /** Default: all. */
  readonly include?: ((operation: OperationEntry) => boolean) | undefined;
  /**
   * Operations that rules of their own are written for, those of different tags first. Rules that one match can tell from
   * all others are for every operation. At least 1, default 25.
   */
  readonly maxOperations?: number | undefined;
}
type ErrorSeverity = "low" | "medium" | "high";
interface DraftErrorsOptions extends DraftScope {
  /** Default: those of the document, and by severity some that any API can have. */
  readonly kinds?: readonly ErrorKind[] | undefined;
  /** Default `medium`. */
  readonly severity?: ErrorSeverity | undefined;
  /** What the names of the scenarios begin with. Default `errors`. */
  readonly name?: string | undefined;
}
/** What one operation answers when something goes wrong. */
interface OperationErrors {
  /** `GET /pets/{petId}`. */
  readonly operation: string;
  /** Statuses of the wanted kinds that the document declares for it; their bodies are the document's. */
  readonly declared: readonly number[];
  /** Statuses that it does not declare but can have; their bodies are problem details. */
  readonly undeclared: readonly number[];
}
interface ErrorDrafts {
  /** A share of all requests fails. */
  readonly mixed: ScenarioDraft;
  /** Each operation answers as usual, then with each of its errors, in turn. Absent where no error is an answer. */
  readonly inTurn?: ScenarioDraft | undefined;
  /** Each operation fails at first and then works. Absent where no error is one to try again after. */
  readonly recovery?: ScenarioDraft | undefined;
  readonly errors: readonly OperationErrors[];
  /** Kinds that no operation can have. */
  readonly unused: readonly ErrorKind[];
}
/** Scenarios in which the operations of a document fail as they declare it, and as any API can. The same input gives the same drafts. */
declare function draftErrors(document: ApiDocument, options?: DraftErrorsOptions): ErrorDrafts;
/** What a run of a scenario is to be like. */
interface LoadParameters {
  /** Users that send one request after the other. */
  readonly concurrentUsers?: number | undefined;
  /** Requests that begin in each second, however long answers take. */
  readonly requestsPerSecond?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly rampUpSeconds?: number | undefined;
  /** What 95 of 100 answers take at most, in milliseconds. */
  readonly maxResponseMs?: number | undefined;
  /** 0 to 1. */
  readonly maxErrorRate?: number | undefined;
}
interface DraftScenarioOptions extends DraftScope {
  readonly type: ScenarioType;
  /** Default: that of the type, e.g. `load-testing`. */
  readonly name?: string | undefined;
  /** What is not given has a default where the type is about load. */
  readonly parameters?: LoadParameters | undefined;
}
/**
 * A scenario of a type for the operations of a document, which validates against it. The same input gives the same draft.
 *
 * @returns `undefined` where the document offers nothing for the type, e.g. no resource that lives through a workflow.
 */
declare function draftScenario(document: ApiDocument, options: DraftScenarioOptions): ScenarioDraft | undefined;
/** What security tests are about, by the names that drafts know. */
type SecurityFocus = "authentication" | "authorization" | "input_validation" | "injection" | "xss" | "csrf" | "ssrf" | "mass_assignment" | "rate_limiting" | "data_exposure";
/** Every focus, in the order in which their rules stand: those that look for little come last. */
declare const SECURITY_FOCUSES: readonly SecurityFocus[];
interface DraftSecurityOptions extends DraftScope {
  readonly focus: readonly SecurityFocus[];
  /** What the names of the scenarios begin with. Default `security`. */
  readonly name?: string | undefined;
}
interface SecurityDrafts {
  /** The API withstands: what carries a payload is refused, and the answer names the payload. */
  readonly hardened: ScenarioDraft;
  /** The API falls for it, with the tell-tale answers. Without rules where no focus has any. */
  readonly vulnerable: ScenarioDraft;
  /** What the document has no place for, and why. */
  readonly unused: readonly {
    readonly focus: SecurityFocus;
    readonly reason: string;
  }[];
}
/** Two scenarios about the same weaknesses, so that tests and scanners can be checked against both. The same input gives the same drafts. */
declare function draftSecurity(document: ApiDocument, options: DraftSecurityOptions): SecurityDrafts;
interface FoundOperations {
  /** In document order, each once. */
  readonly operations: readonly OperationEntry[];
  /** What names no operation, and what is most like it. */
  readonly unknown: readonly {
    readonly name: string;
    readonly nearest?: string | undefined;
  }[];
}
/**
 * The operations that names stand for: `GET /pets/{petId}`, a path or template with all of its methods, or an
 * `operationId`. Paths may have the server's base path or values in place of parameters.
 */
declare function findOperations(document: ApiDocument, names: readonly string[]): FoundOperations;
interface LoadRequirements {
  /** Requests that begin in each second, however long answers take. */
  readonly targetLoad: number;
  /** No answer takes longer, in milliseconds. */
  readonly maxResponseMs?: number | undefined;
  /** 95 of 100 answers do not take longer. */
  readonly p95Ms?: number | undefined;
  /** Requests that are answered in a second, at least. */
  readonly minRequestsPerSecond?: number | undefined;
  /** 0 to 1. */
  readonly maxErrorRate?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly rampUpSeconds?: number | undefined;
}
/** One thing that is not as it was. */
interface LoadChange {
  /** JSON Pointer into the scenario that was given, in the shape of `Scenario`. */
  readonly pointer: string;
  /** Absent: there was nothing. */
  readonly before?: unknown;
  /** Absent: it was removed. */
  readonly after?: unknown;
  /** A complete sentence. */
  readonly reason: string;
}
/** Something that was kept and stands against the requirements. */
interface LoadConflict {
  readonly pointer: string;
  readonly message: string;
}
interface OptimizedScenario {
  readonly scenario: Scenario;
  readonly changes: readonly LoadChange[];
  readonly conflicts: readonly LoadConflict[];
}
/**
 * The same scenario made ready for a load: its answers stay, its load profile and thresholds say the load and the
 * requirements, and delays are shortened where they alone would break these. What is given is not changed.
 */
declare function optimizeForLoad(scenario: Scenario, requirements: LoadRequirements): OptimizedScenario;
/** A JSON Schema (2020-12) with its definitions. */
interface ScenarioJsonSchema {
  readonly $defs: Readonly<Record<string, unknown>>;
  readonly [keyword: string]: unknown;
}
/** The published schema of scenarios without the original shape: what whoever writes a scenario anew has to know. */
declare function scenarioJsonSchema(): ScenarioJsonSchema;
interface BindPackOptions {
  /**
   * How many rules a rule becomes at most where one cannot do for all of its operations, fewer where their bodies are
   * long. Operations of different tags come first. At least 1, default 25.
   */
  readonly maxOperations?: number | undefined;
  /** Which operations the scenarios may be for. Default: all. */
  readonly include?: ((operation: OperationEntry) => boolean) | undefined;
  /** The path template of the collection that scenarios of one resource are for. Default: the one that offers most. */
  readonly resource?: string | undefined;
}
/** A pack made for one document. */
interface BoundPack {
  /** Those of which at least one rule could be bound. */
  readonly scenarios: readonly Scenario[];
  readonly bound: readonly BoundRule[];
  readonly unbound: readonly UnboundRule[];
}
/** What became of one rule of a pack. */
interface BoundRule {
  readonly scenario: string;
  /** Its index in the pack. */
  readonly rule: number;
  /** The index of the first rule that it became, and how many they are. */
  readonly first: number;
  readonly count: number;
  /** Keys of the operations that it matches, e.g. `GET /pets`. Rules for payloads match others too. */
  readonly operations: readonly string[];
  /** Operations that it could be for as well, beyond `maxOperations`. */
  readonly left_out: number;
}
/** A rule, or one payload of it, for which the document offers nothing. */
interface UnboundRule {
  readonly scenario: string;
  readonly rule: number;
  readonly payload?: string | undefined;
  /** Why, in a sentence. */
  readonly reason: string;
}
/** Turns the templates of a pack into scenarios for the operations of a document. The same input gives the same scenarios. */
declare function bindPack(pack: Pick<ScenarioPack, "payloads" | "scenarios">, document: ApiDocument, options?: BindPackOptions): BoundPack;
/** `scenario-pack://discovery/community-info`: how packs are written, checked and shared. */
interface CommunityInfo {
  readonly description: string;
  readonly pack_schema: string;
  readonly selectors: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly title: string;
    readonly text: string;
  }[];
  /** What an index looks like. */
  readonly index_example: unknown;
  readonly limits: Readonly<Record<string, number>>;
}
declare function communityInfo(): CommunityInfo;
/** Something about a scenario that its author should know. */
interface ScenarioProblem {
  /** `error`: it cannot be deployed. `warning`: it can, but probably does not do what was meant. */
  readonly severity: "error" | "warning";
  /** Stable, upper case, e.g. `CONDITION_INVALID`. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the scenario as it was given. */
  readonly pointer: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly advice: string;
}
/** Something about a pack file or an index that its author should know. `pointer` leads into that file. */
interface PackProblem extends ScenarioProblem {
  /** The path in its folder, or the URL. */
  readonly file: string;
}
/** A pack that did not come with MockLoop. */
interface LoadedPack {
  readonly pack: ScenarioPack;
  /** The path in its folder, or the URL. */
  readonly file: string;
  /** Of its bytes, in lower-case hexadecimal. */
  readonly sha256: string;
}
interface LoadedPacks {
  readonly packs: readonly LoadedPack[];
  readonly problems: readonly PackProblem[];
}
interface LoadPackIndexOptions {
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Where packs and the index are kept, so that they are there without a network. Absent: nothing is kept. */
  readonly cacheFolder?: string | undefined;
}
/**
 * Loads the packs that an index on the network lists: `{ "packs": [{ "uri", "url", "sha256" }] }`, URLs relative to the
 * index. A pack whose digest is in the cache is not fetched again. Where the index cannot be reached, the one that was
 * last read counts, with a warning. What is wrong is reported; the rest is loaded.
 *
 * @throws what the signal says when it is aborted, and nothing else.
 */
declare function loadPackIndex(url: string, options?: LoadPackIndexOptions): Promise<LoadedPacks>;
/**
 * Reads every pack in a folder and the folders in it: files that end with `.json`, but for hidden ones, `index.json` and
 * `*.schema.json`. What is wrong is reported; the rest is loaded. Nothing outside the folder is opened, whatever links say.
 */
declare function loadPacksFromFolder(folder: string, { signal }?: {
  readonly signal?: AbortSignal | undefined;
}): Promise<LoadedPacks>;
/** What is asked of `searchPacks`. All that is given must hold; letters match in either case. */
interface PackQuery {
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
  /** Each of its words is in the name, title, description, tags, use cases or scenarios of the pack. */
  readonly text?: string | undefined;
}
/** A pack in a list: what is known of it, and what its scenarios are called. */
interface PackListing extends PackInfo {
  readonly scenarios: readonly {
    readonly name: string;
    readonly description: string;
  }[];
}
/** `scenario-pack://discovery/list-all`. */
interface PackList {
  readonly total_packs: number;
  readonly packs: readonly PackListing[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}
/** The built-in packs and those that were added, by URI. */
interface PackLibrary {
  /** @returns Undefined where there is no such pack. */
  read(uri: string): ScenarioPack | undefined;
  /** What stands at a URI of a pack or of `discovery`. */
  readResource(uri: string): ScenarioPack | PackList | CommunityInfo | undefined;
  list(): PackList;
  search(query: PackQuery): PackList;
}
declare const LIST_ALL_URI = "scenario-pack://discovery/list-all";
declare const COMMUNITY_INFO_URI = "scenario-pack://discovery/community-info";
/** @param community Packs beside the built-in ones. Where two have the same URI, the first counts, and built-in ones before all others. */
declare function createPackLibrary(community?: readonly ScenarioPack[]): PackLibrary;
/** The built-in packs. */
declare function listPacks(): PackList;
/** One of the built-in packs; undefined where there is none of this URI. */
declare function readPack(uri: string): ScenarioPack | undefined;
/** Those of the built-in packs that a query is about. */
declare function searchPacks(query: PackQuery): PackList;
/** A collection and its items, with all operations of both. */
interface Resource {
  /** The path template of the collection. */
  readonly path: string;
  readonly operations: readonly OperationTraits[];
}
/** Those that offer most come first; among equals, as in the document. */
declare function resourcesOf(operations: readonly OperationTraits[]): readonly Resource[];
/**
 * What is wrong with a pack, before it is bound to a document: its shape, its names, and each rule and payload as what it
 * will become. What a wrong shape hides is told when that is mended. Pointers lead into the pack.
 *
 * @param value Data as parsing JSON gives it, at most some 100 levels deep.
 */
declare function validatePack(value: unknown): readonly ScenarioProblem[];
/** Either the scenario, or what is wrong with its shape. */
type ReadScenarioResult = {
  readonly scenario: Scenario;
  readonly problems?: undefined;
} | {
  readonly scenario?: undefined;
  readonly problems: readonly ScenarioProblem[];
};
/**
 * Reads a scenario in either of its shapes, as `scenario.schema.json` has them. In the original shape `test_parameters`
 * become the load profile and a threshold; of `validation_rules`, bounds of response times, throughput and error rate
 * become thresholds, and all of them stay in `test_plan.validation_rules`. Whether its conditions, templates and
 * operations are right, `validateScenario` tells.
 *
 * @param value Data as parsing JSON gives it.
 */
declare function readScenario(value: unknown): ReadScenarioResult;
/** Why a scenario or a template cannot be used. Stable: callers may branch on it. */
type ScenarioErrorCode = "SCENARIO_INVALID" | "TEMPLATE_INVALID" | "TEMPLATE_FAILED";
interface ScenarioErrorDetails {
  /** JSON Pointer (RFC 6901) into the scenario or the template. */
  readonly pointer: string;
  /** In the text at the pointer, from 0, in UTF-16 code units. */
  readonly position?: number | undefined;
  readonly problems?: readonly ScenarioProblem[] | undefined;
  readonly cause?: unknown;
}
/** Thrown when a scenario or a template cannot be used. */
declare class ScenarioError extends Error {
  override readonly name = "ScenarioError";
  readonly code: ScenarioErrorCode;
  readonly pointer: string;
  readonly position: number | undefined;
  /** Everything that is wrong; empty where the message says it all. */
  readonly problems: readonly ScenarioProblem[];
  constructor(code: ScenarioErrorCode, message: string, details: ScenarioErrorDetails);
}
/** What the expressions of a template see. */
interface TemplateContext {
  readonly request: ScenarioRequest;
  readonly state?: Readonly<Record<string, StateValue>> | undefined;
  /** The body that the document would have answered. */
  readonly generated?: unknown;
  /** What `uuid()`, `integer()` and `choice()` are drawn from. Default `''`. */
  readonly seed?: string | number | undefined;
}
/** @throws {ScenarioError} `TEMPLATE_FAILED` where an expression has no value, or the result would be too large. */
type Template = (context: TemplateContext) => unknown;
/**
 * Makes a template of a JSON value whose texts contain `{{ expression }}`. A text that is one expression and nothing else
 * becomes its value, with its type; elsewhere values become text. What it gives shares unchanged parts with the template
 * and with the request, so it must not be written to.
 *
 * @throws {ScenarioError} `TEMPLATE_INVALID` with the pointer into `value` and the position in the text.
 */
declare function compileTemplate(value: unknown): Template;
interface ValidateScenarioOptions {
  /** What the scenario is deployed to: its operations, examples and statuses are compared with it. */
  readonly document?: ApiDocument | undefined;
  /** Warnings become errors. Default `false`. */
  readonly strict?: boolean | undefined;
}
/**
 * Everything that is wrong with a scenario in either of its shapes; empty where nothing is. What a shape error hides is
 * told when that is mended.
 */
declare function validateScenario(value: unknown, options?: ValidateScenarioOptions): readonly ScenarioProblem[];
export { type BindPackOptions, type BodyMatch, type BodyVariant, type BoundPack, type BoundRule, COMMUNITY_INFO_URI, type CommunityInfo, type CompileScenarioOptions, type CompiledScenario, type Decision, type Delay, type DraftErrorsOptions, type DraftScenarioOptions, type DraftScope, type DraftSecurityOptions, ERROR_KINDS, type ErrorDrafts, type ErrorKind, type ErrorSeverity, type Fault, type FaultType, type FoundOperations, LIST_ALL_URI, type LoadChange, type LoadConflict, type LoadPackIndexOptions, type LoadParameters, type LoadProfile, type LoadRequirements, type LoadedPack, type LoadedPacks, type OperationErrors, type OperationKind, type OperationSelector, type OperationTraits, type OptimizedScenario, type PackInfo, type PackLibrary, type PackList, type PackListing, type PackProblem, type PackQuery, type PackRespond, type PackRule, type PackScenario, type PackSequence, type Payload, type PayloadPlace, type PayloadSelector, type PayloadSource, type RateLimit, type ReadScenarioResult, type Resource, type Respond, type RuleMatch, SECURITY_FOCUSES, type Scenario, type ScenarioDraft, ScenarioError, type ScenarioErrorCode, type ScenarioErrorDetails, type ScenarioJsonSchema, type ScenarioMemory, type ScenarioPack, type ScenarioProblem, type ScenarioRequest, type ScenarioRule, type ScenarioType, type SecurityDrafts, type SecurityFocus, type Sequence, type StateRule, type StateValue, type StatusClass, type Template, type TemplateContext, type Threshold, type UnboundRule, type ValidateScenarioOptions, type ValueMatch, bindPack, communityInfo, compileScenario, compileTemplate, createPackLibrary, declares, draftErrors, draftScenario, draftSecurity, findOperations, listPacks, loadPackIndex, loadPacksFromFolder, optimizeForLoad, readPack, readScenario, resourcesOf, scenarioJsonSchema, searchPacks, traitsOf, validatePack, validateScenario };