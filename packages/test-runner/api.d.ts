import { v as LoadPlan } from "./load-result.js";
import { a as CaseKind, c as Upstream, i as RunProgress, n as createTestPlan, o as Observation, r as RunOptions, s as GivenIdentity, t as TestPlanOptions } from "./create-test-plan.js";
import { r as LoadTestOptions } from "./load-options.js";
import { t as LoadRun } from "./load-run.js";
import { C as Role, E as Phase, S as Risk, T as PHASES, _ as CheckFamily, a as RunWarning, b as PlannedOperation, c as ValidationMode, d as Cluster, f as Finding, g as Check, i as RunLatency, n as PhaseFigures, o as TargetFacts, p as RecordedExchange, r as RunCoverage, s as TestRun, t as CheckFigures, u as TestCase, v as Severity, w as TestPlan, x as Resource, y as Budget } from "./test-run.js";
import { ApiDocument } from "@mockloop/spec-parser";
import { AnswerDifference, CompareAnswersOptions, PatchOperation } from "@mockloop/analyzer";
interface KnownServerOptions extends Pick<RunOptions, "allowedHosts" | "identities" | "now" | "signal"> {
  readonly serverUrl: string;
  readonly seed?: string | undefined;
  /** Keys or ids of operations. Default: all. */
  readonly operations?: readonly string[] | undefined;
}
/** An operation to put under load. */
interface WeightedOperation {
  /** Its key or operation id. */
  readonly operation: string;
  /** Compared with the others. Default 1. */
  readonly weight?: number | undefined;
}
interface LoadTarget extends Omit<KnownServerOptions, "operations"> {
  /** Default: all operations that change nothing, equally often. */
  readonly operations?: readonly WeightedOperation[] | undefined;
}
type LoadExportFormat = "k6" | "k6-operator" | "artillery";
interface ExportLoadOptions extends LoadTarget, Omit<LoadPlan, keyof LoadTarget | "requests"> {
  readonly format: LoadExportFormat;
  /** Pods that share the load (k6-operator). Default 2. */
  readonly parallelism?: number | undefined;
}
/**
 * The load test of an API as the input of another generator. It holds no credentials: for k6, variables of
 * the environment are (`k6 run -e TOKEN_A=…`); for Artillery, `TOKEN_A` is where one belongs.
 *
 * @throws {TestRunError} as `runApiLoadTest`
 */
declare function exportApiLoad(document: ApiDocument, options: ExportLoadOptions): Promise<string>;
interface ApiLoadOptions extends LoadTarget, Omit<LoadTestOptions, keyof LoadTarget | "requests"> {
  /** Id of the run, a UUID. Default: a new one. */
  readonly id?: string | undefined;
}
/**
 * Puts an API under load by its document: with requests that it has been seen to accept, and generated data. What had to be made for
 * it is removed afterwards.
 *
 * @throws {TestRunError} `TARGET_UNREACHABLE`, `TARGET_REFUSED`, `PLAN_INVALID` where there is nothing to send.
 */
declare function runApiLoadTest(document: ApiDocument, options: ApiLoadOptions): Promise<LoadRun>;
/** All that functional and security runs can find out. */
declare const CHECKS: readonly Check[];
interface CompareServersOptions extends Pick<RunOptions, "allowedHosts" | "identities" | "signal"> {
  readonly mockUrl: string;
  readonly liveUrl: string;
  /** `all`: also requests that create and change, on both servers. `safe`: those alone that change nothing. */
  readonly requests: "all" | "safe";
  readonly seed?: string | undefined;
  readonly comparison?: Omit<CompareAnswersOptions, "volatile" | "schemaAt"> | undefined;
}
/** How the answers of two servers to the same requests differ, ready for JSON. */
interface ServerComparison {
  readonly compared: number;
  readonly equal: number;
  /** Those that differ, in document order. */
  readonly operations: readonly OperationComparison[];
}
interface OperationComparison {
  /** `GET /pets` */
  readonly operation: string;
  readonly target: string;
  readonly differences: readonly AnswerDifference[];
  readonly difference_count: number;
  /** Makes the mock's answer, as `{ status, headers, body }`, like the live one. */
  readonly patch: readonly PatchOperation[];
}
/**
 * Sends requests that a mock accepts to it and to the live API, and compares the answers. Each is sent twice where that changes
 * nothing, so that what differs between equal requests is known to be volatile.
 *
 * @throws {TestRunError} `TARGET_REFUSED`, `TARGET_UNREACHABLE`
 */
declare function compareServers(document: ApiDocument, options: CompareServersOptions): Promise<ServerComparison>;
/** Why a run, or a part of it, could not be done. Stable: callers may branch on it. */
type TestRunErrorCode = "TARGET_INVALID" | "TARGET_REFUSED" | "TARGET_FORBIDDEN" | "TARGET_UNREACHABLE" | "PLAN_INVALID" | "DOCUMENT_CHANGED" | "IDENTITY_INVALID" | "CASE_UNKNOWN";
/** Thrown when a run cannot be begun. The message says what to do. */
declare class TestRunError extends Error {
  override readonly name = "TestRunError";
  readonly code: TestRunErrorCode;
  constructor(code: TestRunErrorCode, message: string, options?: ErrorOptions);
}
/**
 * A plan that somebody has stored or changed. What it says of operations (which there are, how risky they are) is taken from the
 * document: a plan cannot make a call less risky than it is.
 *
 * @throws {TestRunError} `PLAN_INVALID` with what is wrong, `DOCUMENT_CHANGED`
 */
declare function readTestPlan(value: unknown, document: ApiDocument): Promise<TestPlan>;
type ReplayOptions = Omit<RunOptions, "onFinding" | "onSnapshot" | "validationMode" | "nonce" | "whileThere">;
/** What a stored run needs for one of its cases to be replayed. */
type ReplayableRun = Pick<TestRun, "plan" | "cases" | "knowledge"> & Partial<Pick<TestRun, "findings" | "suspicions">>;
interface ReplayResult {
  readonly case_id: string;
  readonly title: string;
  /** What its findings say showed itself again; where the run holds none, anything did. */
  readonly reproduced: boolean;
  /** 1: with the same bytes. Else so many tries were made, with other names and what is there now. */
  readonly attempts: number;
  readonly observations: readonly Observation[];
  /** Of the last attempt, in order. */
  readonly evidence: readonly RecordedExchange[];
}
/**
 * Sends what a case sent, to the byte but for credentials; where that does not show the same, since the world has moved on, again with
 * other names and things made anew.
 *
 * @param run The run that the case is from; its plan may name another server by now.
 * @throws {TestRunError} `CASE_UNKNOWN`, or where the run cannot be begun.
 */
declare function replayCase(document: ApiDocument, run: ReplayableRun, { caseId, ...options }: ReplayOptions & {
  readonly caseId: string;
}): Promise<ReplayResult>;
/**
 * Carries out a plan: sends its cases to the server, and proves what it finds before it reports it. A run that ends early, whatever
 * the reason, keeps what it had.
 *
 * @param document The one that the plan was made for.
 * @throws {TestRunError} where the run cannot be begun; a server that is lost on the way gives a run that is `incomplete`.
 */
declare function runTests(document: ApiDocument, plan: TestPlan, options?: RunOptions): Promise<TestRun>;
type ComplianceFramework = "pci_dss" | "gdpr" | "hipaa" | "sox";
/** What a run says about one item of a law or standard. It never says that the item is met. */
interface ComplianceLine {
  readonly framework: ComplianceFramework;
  /** `6.2.4`, `Art. 32(1)(b)`, `§164.312(a)(1)` */
  readonly item: string;
  readonly title: string;
  /** Ids of the checks that speak to it. */
  readonly checks: readonly string[];
  /** At least one of them was tried in this run. */
  readonly tested: boolean;
  /** Those that were not, and of which the run says nothing. */
  readonly not_tried: readonly string[];
  /** Ids of confirmed findings of these checks, those of severity `info` left out. */
  readonly findings: readonly string[];
  /** What no test from outside can show. */
  readonly cannot_be_tested: string;
}
/**
 * Says, for each item that security checks speak to, what was tested, what was found, and what cannot be tested from outside. A line without
 * findings says that these tests found nothing, and no more.
 */
declare function complianceReport(run: TestRun, frameworks: readonly ComplianceFramework[]): readonly ComplianceLine[];
/** What a security run can be narrowed to. */
type SecurityFocus = "authentication" | "authorization" | "data_exposure" | "mass_assignment" | "injection" | "ssrf" | "rate_limiting" | "resource_consumption" | "business_logic" | "configuration" | "inventory" | "unsafe_consumption";
declare const SECURITY_FOCUS: readonly SecurityFocus[];
/**
 * The attacks of themes (`SECURITY_FOCUS`), checks (`bola-read`), kinds (`object-access`) or items of the OWASP API Security Top 10 (`API1`),
 * each once; all of them where none is named.
 *
 * @throws {TypeError} where a name is none of these.
 */
declare function securityKindsFor(focus: readonly string[]): readonly CaseKind[];
/** A server that may be tested. */
interface AllowedTarget {
  /** Without a trailing slash, query or fragment. */
  readonly url: string;
  /** What its name stood for when it was checked: the only addresses to connect to. At least one. */
  readonly addresses: readonly string[];
}
/**
 * Says whether a server may be tested, and where it is. Loopback always may; others where their name is listed. The name is
 * resolved once, so that it cannot lead elsewhere later.
 *
 * @param allowedHosts Names or addresses, with `:port` where only that port may be tested.
 * @throws {TestRunError} `TARGET_INVALID`, `TARGET_REFUSED`, `TARGET_FORBIDDEN` or `TARGET_UNREACHABLE`; what `signal` says once that is aborted.
 */
declare function allowTarget(url: string, allowedHosts?: readonly string[], signal?: AbortSignal): Promise<AllowedTarget>;
export { type AllowedTarget, type ApiLoadOptions, type Budget, CHECKS, type CaseKind, type Check, type CheckFamily, type CheckFigures, type Cluster, type CompareServersOptions, type ComplianceFramework, type ComplianceLine, type ExportLoadOptions, type Finding, type GivenIdentity, type LoadExportFormat, type LoadRun, type LoadTarget, type OperationComparison, PHASES, type Phase, type PhaseFigures, type PlannedOperation, type RecordedExchange, type ReplayOptions, type ReplayResult, type ReplayableRun, type Resource, type Risk, type Role, type RunCoverage, type RunLatency, type RunOptions, type RunProgress, type RunWarning, SECURITY_FOCUS, type SecurityFocus, type ServerComparison, type Severity, type TargetFacts, type TestCase, type TestPlan, type TestPlanOptions, type TestRun, TestRunError, type TestRunErrorCode, type Upstream, type ValidationMode, type WeightedOperation, allowTarget, compareServers, complianceReport, createTestPlan, exportApiLoad, readTestPlan, replayCase, runApiLoadTest, runTests, securityKindsFor };

// create-test-plan.d.ts
import { E as Phase, b as PlannedOperation, c as ValidationMode, f as Finding, h as TestRequest, l as ProposedCase, m as TestExchange, o as TargetFacts, s as TestRun, u as TestCase, v as Severity, w as TestPlan, x as Resource, y as Budget } from "./test-run.js";
import { ApiDocument, Operation } from "@mockloop/spec-parser";
import { Schemas } from "@mockloop/schema";
/** Somebody who sends requests. */
interface Identity {
  /** `anonymous`, `a`, `b`, `privileged`, or a name of the caller's. */
  readonly name: string;
  /** Fields that its requests carry. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Query parameters that its requests carry. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Cookies that its requests carry. */
  readonly cookies: readonly (readonly [name: string, value: string])[];
  /** What must not appear in anything that leaves the run: each value above, and passwords. */
  readonly secrets: readonly string[];
  /** What it logged in with, where it registered itself or was given a login: for checks that try to log in. */
  readonly login?: {
    readonly operation: string;
    readonly body: unknown;
  } | undefined;
}
/** What goes into a request, before it is written. JSON, but for the bytes of a raw body. */
interface RequestParts {
  /** One for each parameter of the operation, in its order; `undefined` (or `null` in JSON of a missing item): not sent. */
  readonly values: readonly ParameterPart[];
  /** Absent: no body. */
  readonly body?: BodyPart | undefined;
  /** Fields beside those of parameters. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  /** Query parameters beside those of `values`: what the document does not have, or has already. */
  readonly query?: readonly (readonly [name: string, value: string])[] | undefined;
}
/**
 * A parameter's value; `undefined`: not sent. `raw` is its text as it goes over the wire, percent-encoded where it must be: what
 * stands in the path or the field, or behind `name=` in the query and in `Cookie`.
 */
type ParameterPart = {
  readonly value: unknown;
} | {
  readonly raw: string;
} | undefined;
type BodyPart = {
  readonly mediaType: string;
  readonly value: unknown;
} | {
  readonly mediaType: string;
  readonly raw: string;
};
/** A server of our own that records who calls it. */
interface Listener {
  /** A URL below it that nobody can guess, ending in `token`. */
  url(token: string): string;
  /** Requests to that URL so far: method, headers, the body's first 64 KiB. Waits up to `waitMs` for the first one. */
  calls(token: string, waitMs: number): Promise<readonly ListenerCall[]>;
  /** What it answers there from now on. Default: 200 with an empty JSON object. */
  behave(token: string, behaviour: ListenerBehaviour): void;
}
interface ListenerCall {
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}
/** How the listener misbehaves as an upstream. `endless` stops after 64 MiB, `silent` and `slow` after 30 seconds. */
type ListenerBehaviour = {
  readonly kind: "answer";
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body: string;
} | {
  readonly kind: "endless";
} | {
  readonly kind: "silent";
} | {
  readonly kind: "slow";
} | {
  readonly kind: "malformed";
} | {
  readonly kind: "reset";
} | {
  readonly kind: "redirect";
  readonly to: string;
};
/**
 * What the server under test gets its own data from, in our hands: a mock that it was told to use. Whoever starts a run may
 * have one; only then can be seen what the server does when others let it down.
 */
interface Upstream {
  /** From now on it answers everything like this. */
  misbehave(behaviour: ListenerBehaviour): Promise<void>;
  /** It answers as it should again. */
  restore(): Promise<void>;
}
/** What one execution of a case works with. Everything that it sends is its evidence. */
interface Probe extends RunView {
  /** From the case's seed and `attempt`: whatever is random in a case comes from it. */
  readonly seed: string;
  /** 0 at first, then 1, 2 … in repetitions: what must be new each time (names, addresses) differs. */
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** Sends a request and waits for what comes of it. Counts against the budget. Never throws for what the server does. */
  send(request: TestRequest, options?: SendOptions): Promise<TestExchange>;
  /**
   * Has an operation answer 2xx: with the request that worked before, or a new one; what its path needs is created first.
   * `undefined` where the API does not let us. What it creates is noted, and removed when the run ends where that is possible.
   */
  succeed(operation: string, options?: SucceedOptions): Promise<Success | undefined>;
  /** A server of our own on loopback, for what the server under test calls (SSRF, webhooks). Opened on first use. */
  listener(): Promise<Listener>;
  /**
   * Registers and logs in somebody new, whom nobody else needs: for what may lock, end or spoil an account. The identity can be sent as
   * by its name from then on, and has a `login`.
   *
   * @param extra Members that are sent with the registration beside what it needs.
   * @returns `undefined` where the API lets nobody register, or refuses these members. Absent: nobody can be registered at all.
   */
  freshIdentity?(extra?: Readonly<Record<string, unknown>>): Promise<Identity | undefined>;
  /** What the server under test gets its data from, where the caller has it in hand. */
  readonly upstream?: Upstream | undefined;
}
interface SendOptions {
  /** Key of the operation that is called, for the checks of its answer. Default: that of the case. `null`: none; the answer is not checked. */
  readonly operation?: string | null | undefined;
  /** Default: that of the plan. */
  readonly timeoutMs?: number | undefined;
  /** Of the answer's body, unpacked. Default 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** It only prepares or cleans up: it is no evidence and is not checked. Default false. */
  readonly quiet?: boolean | undefined;
  /** A 429 or 503 is an answer like any other: for checks that provoke it. Default: the run waits, and sends it again once. */
  readonly asItIs?: boolean | undefined;
}
interface SucceedOptions {
  /** Default: `mainIdentity`. */
  readonly identity?: string | undefined;
  /** What stands in the path, instead of something newly made. */
  readonly at?: Made | undefined;
  /** Parts to be used instead of those that worked before. */
  readonly parts?: Partial<RequestParts> | undefined;
  /** First tries a body with all members that the document has, not the simplest that worked. Default false. */
  readonly full?: boolean | undefined;
}
interface Success {
  readonly request: TestRequest;
  readonly exchange: TestExchange;
  readonly parts: RequestParts;
  /** The answer's body, read as its media type says; `undefined` where it cannot be. */
  readonly value: unknown;
  /** What it created or stands for. */
  readonly made?: Made | undefined;
}
/** Something that the API keeps, and whose address is known. */
interface Made {
  /** Name of the `Resource`. */
  readonly resource: string;
  readonly identity: string;
  /** Values of the parameters of its item's path, by name. Entries, since names may be anything. */
  readonly path: readonly (readonly [name: string, value: unknown])[];
}
/** A request that an operation has answered with 2xx. */
interface KnownGood {
  readonly operation: string;
  readonly identity: string;
  readonly parts: RequestParts;
  readonly status: number;
  /** Parameters of the path whose values stand for something that has to be created first, by name of the resource. */
  readonly needs?: Made | undefined;
}
/** What a run has learnt of the API so far. */
interface Knowledge {
  /** The simplest request that worked; `undefined` where none has. */
  knownGood(operation: string): KnownGood | undefined;
  /** Keeps a request that worked, unless a simpler one is known. */
  learn(good: KnownGood): void;
  /** Things that exist, as far as we know: made by us first, then those seen in answers. */
  made(resource: string): readonly Made[];
  /** Notes that something exists. */
  note(made: Made, by: "us" | "others"): void;
  /** Notes that it does not any more. */
  forget(made: Made): void;
  /** How often an operation has answered with which status. */
  statuses(operation: string): ReadonlyMap<number, number>;
  count(operation: string, status: number): void;
  /** As JSON, for `createKnowledge`. */
  toJSON(): unknown;
}
/** What a run works with and knows by now. */
interface RunView {
  readonly plan: TestPlan;
  readonly document: ApiDocument;
  /** Of the document, seeded with the plan's seed. */
  readonly schemas: Schemas;
  readonly knowledge: Knowledge;
  readonly target: TargetFacts;
  /** By name; `anonymous` is always there. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Whose credentials requests carry unless a case says otherwise: `a` where there is one, else `anonymous`. */
  readonly mainIdentity: string;
  /** Those of the plan that may be called, in document order. */
  readonly operations: readonly PlannedOperation[];
  /** An operation, read; `undefined` where the document is wrong there. Cached. */
  operation(key: string): Operation | undefined;
  planned(key: string): PlannedOperation | undefined;
  resource(name: string): Resource | undefined;
}
/** Somebody whose credentials the caller has. One of `headers`, `query`, `cookies`, `credentials`, `token` and `login` says what they are. */
interface GivenIdentity {
  /** `a`, `b`, `privileged`, or another name; requests are sent as `a` unless a case needs others. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: Readonly<Record<string, string>> | undefined;
  /** By name of the document's security scheme; `user:password` for Basic. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  /** For the security scheme that most operations ask for. */
  readonly token?: string | undefined;
  /** What to log in with: key or id of the operation, and its body. */
  readonly login?: {
    readonly operation: string;
    readonly body: unknown;
  } | undefined;
}
/** What a case noticed. It becomes a finding once it has shown itself again. */
interface Observation {
  /** The id of a `Check`. */
  readonly check: string;
  /** Default: that of the case. */
  readonly operation?: string | undefined;
  /** What is wrong, in one or two sentences with the values at hand. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly observed?: string | undefined;
  /**
   * What is the same each time this shows itself, whatever the values: `required: /name`. Observations of one check with the
   * same signature have one cause. No ids, times or random values in it.
   */
  readonly signature: string;
  /** Part of the document that is broken: a JSON Pointer. Default: that of the operation. Names the component where several operations share one. */
  readonly pointer?: string | undefined;
  /** Another file of the document that `pointer` is in. */
  readonly file?: string | undefined;
  /** Default: that of the check. */
  readonly severity?: Severity | undefined;
  /** It cannot be proven, only suspected: it is told, and never fails a run. */
  readonly suspicion?: true | undefined;
  /** It shows itself once only, and nothing can be repeated: the server is gone, a state is lost. */
  readonly once?: true | undefined;
}
/** One way of testing: it proposes cases, and knows how to carry them out. */
interface CaseKind {
  /** kebab-case, unique: `bola-read`. */
  readonly kind: string;
  readonly phase: Phase;
  /** Ids of the checks that each of its cases speaks to, for the figures of what was tried. */
  readonly checks?: readonly string[] | undefined;
  /**
   * What it would try, given what is known by now, the most telling first. Pulled one by one, and no further than the
   * budget goes; cases of one operation are cut at `budget.max_cases`. What it yields must be JSON. In the phases `examples`, `coverage`,
   * `negative` and `random` it is asked for each operation alone: `view.operations` holds just that one.
   */
  propose(view: RunView): Iterable<ProposedCase>;
  /**
   * Carries a case out. Called again, with another `attempt`, to confirm what it noticed: only observations that are there each
   * time (same check, operation and signature) become findings. Controls belong in here: without them nothing may be observed.
   * Never throws for what the server does.
   */
  run(testCase: TestCase, probe: Probe): Promise<readonly Observation[]>;
  /** A smaller case that might show the same, the smallest first. Default: none. */
  shrink?(testCase: TestCase, observation: Observation): Iterable<ProposedCase>;
  /** It ends what others need (sessions, the identity itself), or slows the server down: it runs after all others of its phase. Default false. */
  readonly last?: boolean | undefined;
  /** It must not run beside others: it counts, measures time, or compares two states of the server. Default false. */
  readonly alone?: boolean | undefined;
}
interface RunOptions {
  /** Hosts that may be tested beside this machine, by name or address. Default: none. */
  readonly allowedHosts?: readonly string[] | undefined;
  /** Whose credentials requests carry. Default: accounts that the run registers by itself, where the API lets it. */
  readonly identities?: readonly GivenIdentity[] | undefined;
  /** Whether to register accounts where operations for that are found. Default `true`. */
  readonly selfRegister?: boolean | undefined;
  /** What the server under test gets its own data from, where the caller has it in hand: for what happens when that fails. */
  readonly upstream?: Upstream | undefined;
  /** Which findings fail a run: all confirmed ones above `info`; crashes, broken answers and security alone; none. Default `strict`. */
  readonly validationMode?: ValidationMode | undefined;
  /** Ways of testing. Default: all. */
  readonly kinds?: readonly CaseKind[] | undefined;
  /** Id of the run, a UUID. Default: a new one. */
  readonly id?: string | undefined;
  /** Goes into names and addresses that must be new in each run. Default: drawn from the id. */
  readonly nonce?: string | undefined;
  /** How long a server that has gone may take to come back, in milliseconds. Default 5,000. */
  readonly recoveryMs?: number | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Told of each finding once it is confirmed; its line in the document comes with the run. */
  readonly onFinding?: ((finding: Finding) => void) | undefined;
  /** Given the run as it stands at the end of each phase, as if it had been ended there. */
  readonly onSnapshot?: ((run: TestRun) => void) | undefined;
  /** Done when all phases are over, while what the run has made is still there, with what is known then. What it throws ends the run. */
  readonly whileThere?: ((view: RunView) => Promise<void>) | undefined;
}
interface RunProgress {
  readonly phase: Phase;
  /** Cases so far. */
  readonly done: number;
  readonly requests: number;
  readonly max_requests: number;
  readonly findings: number;
}
interface TestPlanOptions {
  /**
   * Where the server under test is. Without a path, that of the document's servers is added. Operations that the document has
   * below another one are left out.
   */
  readonly serverUrl: string;
  /** Same seed, same cases. Default `1`. */
  readonly seed?: string | undefined;
  /** Default: all. */
  readonly phases?: readonly Phase[] | undefined;
  readonly budget?: Given<Budget> | undefined;
  /** Requests in flight at once. Default 4. */
  readonly concurrency?: number | undefined;
  /** For one answer, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined;
  readonly allow?: Given<TestPlan["allow"]> | undefined;
  /** Keys (`GET /pets`), operation ids or tags of the operations to test. Default: all. */
  readonly operations?: readonly string[] | undefined;
}
/** What is absent, or `undefined`, is as usual. */
type Given<T> = { readonly [Key in keyof T]?: T[Key] | undefined; };
/**
 * Says what will be tested, and how far: plain data, which can be stored, changed and run.
 *
 * @throws {TestRunError} `TARGET_INVALID` or `PLAN_INVALID`.
 */
declare function createTestPlan(document: ApiDocument, options: TestPlanOptions): Promise<TestPlan>;
export { CaseKind as a, Upstream as c, RunProgress as i, createTestPlan as n, Observation as o, RunOptions as r, GivenIdentity as s, TestPlanOptions as t };

// load-options.d.ts
import { u as LoadProgress, v as LoadPlan } from "./load-result.js";
/** How a plan is carried out. */
interface LoadTestOptions extends LoadPlan {
  /** Instead of the stages' levels, searches the highest rate that meets the thresholds. Open model only. */
  readonly knee?: KneeSearch | undefined;
  /** HTTP/2 where the server offers it. Default false. */
  readonly http2?: boolean | undefined;
  /** Certificate authorities in PEM, besides those that Node knows. */
  readonly ca?: string | undefined;
  /** Of all workers together. Default 4,096. */
  readonly maxConnections?: number | undefined;
  /** Threads that send. Default: one less than there are cores, at least one. */
  readonly workers?: number | undefined;
  /** This one's share when several machines run the same plan. */
  readonly shard?: LoadShard | undefined;
  /** A run whose requests have met with no answer, only with failures, for so long is given up. Default 5. */
  readonly deadAfterSeconds?: number | undefined;
  /** Ends the run, which keeps what it had. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each second. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}
interface LoadShard {
  /** From 0. */
  readonly index: number;
  readonly count: number;
}
interface KneeSearch {
  /** Requests per second between which the knee is looked for. */
  readonly from: number;
  readonly to: number;
  /** How long each rate is tried. Default 10. */
  readonly seconds?: number | undefined;
  /** How near the highest rate that passed and the lowest that did not have to be, as a share. Default 0.05. */
  readonly precision?: number | undefined;
}
export { LoadShard as n, LoadTestOptions as r, KneeSearch as t };

// load-result.d.ts
import { SparseHistogram } from "@mockloop/analyzer";
/** A request as plain data, as often prepared with different data as one likes. */
interface LoadRequest {
  /** What its figures are counted under, e.g. `GET /pets/{petId}`. */
  readonly operation: string;
  /** How often it is sent, compared with all others. Default: operations get equal shares, and so do the requests of one. */
  readonly weight?: number | undefined;
  readonly method: string;
  /** Path and query below the URL of the server. Starts with `/`. */
  readonly target: string;
  /** `Host`, `Content-Length` and `Connection` are written for it. */
  readonly headers?: readonly (readonly [name: string, value: string])[] | undefined;
  readonly body?: LoadBody | undefined;
}
/** The bytes of a body as JSON can hold them. */
type LoadBody = {
  readonly text: string;
} | {
  readonly base64: string;
};
/**
 * - `steady`: one level throughout. `soak`: the same, for long. `spike`: the same, after a jump.
 * - `ramp`: evenly from `from` to `level`.
 * - `step`: the same as `steady`, but the run ends with the first step that misses a threshold.
 */
type LoadStageType = "steady" | "ramp" | "spike" | "soak" | "step";
interface LoadStage {
  readonly type: LoadStageType;
  readonly seconds: number;
  /** Requests per second (open model) or concurrent users (closed model), at its end. */
  readonly level: number;
  /** The level at the start of a ramp. Default: that of the stage before, or 0. */
  readonly from?: number | undefined;
}
/**
 * Open: requests start at a rate, whether answers come or not, as the requests of many independent users do. Closed: each
 * of so many users waits for an answer before it sends the next request.
 */
type LoadModel = "open" | "closed";
/** What is sent to whom, how often, and what is asked of the answers. */
interface LoadPlan {
  /** Base path included. */
  readonly serverUrl: string;
  readonly requests: readonly LoadRequest[];
  /** Default `open`. */
  readonly model?: LoadModel | undefined;
  readonly stages: readonly LoadStage[];
  /** Runs before the stages at the level of the first, and counts for nothing. Default 0. */
  readonly warmUpSeconds?: number | undefined;
  /**
   * What has to hold: `p99<300` (milliseconds), `error_rate<0.01`, `rate>450`, `p95{GET /pets}<200`. Default:
   * `error_rate<0.01`.
   */
  readonly thresholds?: readonly string[] | undefined;
  /** End the run as soon as a threshold is missed. Default false. */
  readonly abortOnThreshold?: boolean | undefined;
  /** Decides which request is sent when. Default `mockloop`. */
  readonly seed?: string | undefined;
  /** For one answer. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** An answer within this satisfies; within four times this it is tolerated. Without it there is no Apdex. */
  readonly apdexMs?: number | undefined;
}
/**
 * - `passed`, `failed`: by the thresholds.
 * - `inconclusive`: the measuring side was saturated, so that no threshold can pass.
 * - `cancelled`: by the caller. `aborted`: a threshold was missed, or the target was dead. Both keep what was measured.
 */
type LoadStatus = "passed" | "failed" | "inconclusive" | "cancelled" | "aborted";
/** Why a request has failed. `4xx` and `5xx` were answered, the others were not. */
type LoadErrorKind = "connect" | "tls" | "timeout" | "reset" | "malformed" | "4xx" | "5xx";
type LoadErrors = Readonly<Partial<Record<LoadErrorKind, number>>>;
/** Percentiles are within 0.1 %, the others exact. Absent where nothing was measured. */
interface LatencySummary {
  readonly count: number;
  readonly mean_ms?: number;
  readonly p50_ms?: number;
  readonly p90_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
  readonly p999_ms?: number;
  readonly max_ms?: number;
  readonly histogram: SparseHistogram;
}
interface LoadCounts {
  readonly sent: number;
  /** With any status. */
  readonly answered: number;
  /** Answered with a status below 400. */
  readonly ok: number;
  readonly errors: LoadErrors;
}
interface LoadStageResult extends LoadStage, LoadCounts {
  readonly response: LatencySummary;
}
interface LoadOperationResult extends LoadCounts {
  readonly operation: string;
  readonly response: LatencySummary;
  readonly service: LatencySummary;
}
/** What happened within one second of the run: what was sent in it, and what was answered or failed in it. */
interface LoadSecond extends LoadCounts {
  /** From 0, the first after the warm-up. */
  readonly second: number;
  /** Requests per second (open model) or users (closed model) in the middle of it. Absent after the last stage. */
  readonly level?: number;
  readonly p50_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
  /** Of response times. */
  readonly histogram: SparseHistogram;
}
interface ThresholdResult {
  readonly expression: string;
  /** Milliseconds, requests per second, or a share. Absent when nothing was measured. */
  readonly value?: number;
  /** False, too, when nothing was measured or the measuring side was saturated. */
  readonly passed: boolean;
}
interface LoadApdex {
  readonly threshold_ms: number;
  /** Requests answered without an error within the threshold, and within four times of it. */
  readonly satisfied: number;
  readonly tolerating: number;
  /** From 0 to 1. */
  readonly score: number;
}
interface LoadProbe {
  readonly rate: number;
  readonly status: LoadStatus;
  readonly p99_ms?: number;
  readonly error_rate?: number;
}
interface LoadKnee {
  /** The highest rate, in requests per second, that met the thresholds. */
  readonly rate: number;
  /** The lowest rate that did not. Absent when all did. */
  readonly failed_at?: number;
  readonly probes: readonly LoadProbe[];
}
interface LoadMachine {
  readonly cores: number;
  readonly node: string;
  /** Threads that sent. */
  readonly workers: number;
  /** Equal on machines whose figures may be compared. */
  readonly fingerprint: string;
}
/** Everything that a load test has measured, ready for JSON. Those of several agents merge without loss. */
interface LoadResult extends LoadCounts {
  readonly model: LoadModel;
  readonly status: LoadStatus;
  /** Why it is neither passed nor failed, or where it broke. */
  readonly status_reason?: string;
  readonly server_url: string;
  readonly seed: string;
  /** ISO 8601. */
  readonly started_at: string;
  /** From the end of the warm-up to the last request that was due: answers may have come later. */
  readonly duration_ms: number;
  readonly warm_up_seconds: number;
  /** Requests that were due, but for which no connection became free. Absent when there was none. */
  readonly dropped?: number;
  /** Answers per second while requests were sent. */
  readonly achieved_rate: number;
  /** Requests per second that the stages asked for, on average. Absent in the closed model. */
  readonly target_rate?: number;
  /** The most users at once. Absent in the open model. */
  readonly concurrent_users?: number;
  /** From when a request was due to the end of its answer: what a user sees. */
  readonly response: LatencySummary;
  /** From when a request was handed to a connection to the end of its answer. */
  readonly service: LatencySummary;
  /** How late requests were sent: the measuring side's own delay. Absent in the closed model. */
  readonly dispatch_lag?: LatencySummary;
  readonly stages: readonly LoadStageResult[];
  /** In the order of the requests. */
  readonly operations: readonly LoadOperationResult[];
  readonly series: readonly LoadSecond[];
  readonly thresholds: readonly ThresholdResult[];
  /** The busiest worker's share of time spent working, from 0 to 1. */
  readonly worker_utilization: number;
  /** Why the measuring side cannot be trusted with these figures. Absent when it can. */
  readonly saturated?: {
    readonly reasons: readonly string[];
  };
  readonly apdex?: LoadApdex;
  readonly knee?: LoadKnee;
  readonly machine: LoadMachine;
}
/** The state of a run after each second. */
interface LoadProgress extends LoadCounts {
  /** Of the warm-up when below 0. */
  readonly second: number;
  readonly total_seconds: number;
  /** In this second. */
  readonly rate: number;
  /** Of all answers so far, as the other figures are. */
  readonly p50_ms?: number;
  readonly p95_ms?: number;
  readonly p99_ms?: number;
}
export { LoadModel as _, LoadErrors as a, LoadStage as b, LoadOperationResult as c, LoadResult as d, LoadSecond as f, LoadBody as g, ThresholdResult as h, LoadErrorKind as i, LoadProbe as l, LoadStatus as m, LoadApdex as n, LoadKnee as o, LoadStageResult as p, LoadCounts as r, LoadMachine as s, LatencySummary as t, LoadProgress as u, LoadPlan as v, LoadStageType as x, LoadRequest as y };

// load-run.d.ts
import { d as LoadResult } from "./load-result.js";
import { w as TestPlan } from "./test-run.js";
/** A load test as a store keeps it and reports are made of. Ready for JSON. */
interface LoadRun {
  readonly format: "mockloop-load-run/1";
  /** A UUID. */
  readonly id: string;
  readonly kind: "load";
  readonly status: LoadResult["status"];
  readonly reason?: string | undefined;
  readonly server_url: string;
  /** Absent where requests were given without a document. */
  readonly document?: TestPlan["document"] | undefined;
  readonly seed: string;
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  readonly finished_at: string;
  /** With the preparation of its requests. */
  readonly duration_ms: number;
  /** Operations that were to be sent and were not: none of their requests was answered with 2xx. */
  readonly left_out?: readonly string[] | undefined;
  readonly result: LoadResult;
}
export { LoadRun as t };

// load/index.d.ts
import { _ as LoadModel, a as LoadErrors, b as LoadStage, c as LoadOperationResult, d as LoadResult, f as LoadSecond, g as LoadBody, h as ThresholdResult, i as LoadErrorKind, l as LoadProbe, m as LoadStatus, n as LoadApdex, o as LoadKnee, p as LoadStageResult, r as LoadCounts, s as LoadMachine, t as LatencySummary, u as LoadProgress, v as LoadPlan, x as LoadStageType, y as LoadRequest } from "../load-result.js";
import { n as LoadShard, r as LoadTestOptions, t as KneeSearch } from "../load-options.js";
/**
 * A plan as a script for Artillery, as YAML: the same stages, requests and weights; which request comes when is for Artillery
 * to draw. Thresholds that it cannot check are named in comments at the top.
 *
 * @throws {TypeError} When the plan makes no sense, or Artillery cannot send it: it has no closed model, no bodies but text,
 * and takes `{{` for a template.
 */
declare function toArtillery(plan: LoadPlan): string;
/**
 * A plan as a script for k6: the same stages, requests, choice of requests and thresholds. Text from a document is only in
 * JSON that the script parses, never in its code.
 *
 * @throws {TypeError} When the plan makes no sense.
 */
declare function toK6(plan: LoadPlan): string;
interface K6TestRunOptions {
  /** Of the resource: letters, digits and hyphens, as Kubernetes wants them. */
  readonly name: string;
  /** The `ConfigMap` that holds the script. */
  readonly configMap: string;
  /** The script's key in it. Default `load.js`. */
  readonly file?: string | undefined;
  /** How many pods share the load: the operator divides it. */
  readonly parallelism: number;
}
/**
 * The `TestRun` by which k6's operator runs a script of `toK6` on several pods, as YAML.
 *
 * @throws {TypeError} When a name is none.
 */
declare function toK6TestRun({ name, configMap, file, parallelism }: K6TestRunOptions): string;
/**
 * One result of what several agents have measured while they shared a plan by `shard`: counts are added, and percentiles are
 * those of all answers together, since histograms merge without loss.
 *
 * @throws {TypeError} When there is none, or they are not of one plan.
 */
declare function mergeLoadResults(results: readonly LoadResult[]): LoadResult;
/**
 * Sends load to a server and measures what becomes of it. Whether that server may be put under load is for the caller to
 * decide.
 *
 * @throws {TypeError} When the plan makes no sense. Whatever the target does is a result, and what `onProgress` throws is
 * thrown once the run has ended.
 */
declare function runLoadTest(options: LoadTestOptions): Promise<LoadResult>;
export { type K6TestRunOptions, type KneeSearch, type LatencySummary, type LoadApdex, type LoadBody, type LoadCounts, type LoadErrorKind, type LoadErrors, type LoadKnee, type LoadMachine, type LoadModel, type LoadOperationResult, type LoadPlan, type LoadProbe, type LoadProgress, type LoadRequest, type LoadResult, type LoadSecond, type LoadShard, type LoadStage, type LoadStageResult, type LoadStageType, type LoadStatus, type LoadTestOptions, type ThresholdResult, mergeLoadResults, runLoadTest, toArtillery, toK6, toK6TestRun };

// load/load-worker.d.ts
export {}

// report/index.d.ts
import { t as LoadRun } from "../load-run.js";
import { s as TestRun } from "../test-run.js";
/** A run of any kind, as stores keep it. */
type ReportedRun = TestRun | LoadRun;
type ReportFormat = "html" | "markdown" | "json" | "csv" | "junit" | "sarif" | "har";
interface ReportOptions {
  readonly format: ReportFormat;
  /** `summary`: causes alone. `comprehensive`: evidence of every finding. Default `detailed`. */
  readonly detail?: "summary" | "detailed" | "comprehensive" | undefined;
  /** Pictures, where the format has any. Default true. */
  readonly charts?: boolean | undefined;
}
/**
 * Runs as one text in the format asked for. Text from documents and servers stays text in it, whatever it holds.
 *
 * @param runs In the order in which they are shown.
 */
declare function writeReport(runs: readonly ReportedRun[], options: ReportOptions): string;
export { type ReportFormat, type ReportOptions, type ReportedRun, writeReport };

// test-run.d.ts
/** The parts of a run, in the order in which they are worked through. */
declare const PHASES: readonly ["preflight", "examples", "coverage", "negative", "random", "stateful", "semantics", "security"];
type Phase = (typeof PHASES)[number];
/** How much harm a call may do. */
type Risk = "read" | "write" | "destructive" | "environment";
/** What an operation does to a resource. */
type Role = "create" | "list" | "read" | "replace" | "update" | "delete" | "register" | "login" | "logout" | "other";
interface PlannedOperation {
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
interface Resource {
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
interface ListParameter {
  /** `limit`; `filter[status]` where the parameter is an object. */
  readonly name: string;
  readonly does: "limit" | "offset" | "page" | "after" | "before" | "sort" | "direction" | "search" | "filter";
  /** JSON Pointer of the member that it filters by. */
  readonly member?: string | undefined;
  /** How it filters: `equal`, `greater`, `atLeast`, `less`, `atMost`, `contains`, `not`. */
  readonly comparison?: string | undefined;
}
/** What a run is allowed to spend. */
interface Budget {
  /** Requests, repetitions included. Default 5,000. */
  readonly max_requests: number;
  /** Default 120. */
  readonly max_seconds: number;
  /** Cases to an operation and phase. Default 40. */
  readonly max_cases: number;
}
/** What will be done, as plain data: it can be stored, read, changed and run again. */
interface TestPlan {
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
type Severity = "critical" | "high" | "medium" | "low" | "info";
/** What a check speaks of, for grouping in reports. */
type CheckFamily = "contract" | "validation" | "semantics" | "state" | "robustness" | "security" | "load";
/** One thing that a run can find out. The catalogue of them is `CHECKS`. */
interface Check {
  /** kebab-case, stable: `response-schema`. */
  readonly id: string;
  readonly title: string;
  readonly family: CheckFamily;
  /** Of what it finds, unless an observation says otherwise. `info` never fails a run. */
  readonly severity: Severity;
  /** When something counts as found: attack, controls, repetition. For people. */
  readonly proof: string;
  /** What to do about it. */
  readonly remedy: string;
  /** Fault category of the Web Fuzzing Commons. */
  readonly wfc?: number | undefined;
  /** OWASP API Security Top 10 (2023), e.g. `API1:2023`. */
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  /** Whether `validation_mode: soft` counts it too: crashes, wrong types in answers, confirmed security. */
  readonly soft?: true | undefined;
}
/** The bytes of a body as JSON can hold them. */
type TestBody = {
  readonly text: string;
} | {
  readonly base64: string;
};
/** A request as plain data: it can be stored, shown, and sent again to the byte. It holds no credentials. */
interface TestRequest {
  readonly method: string;
  /** Path and query as they go into the request line, below the URL of the server. Starts with `/`. */
  readonly target: string;
  /** In the order in which they are sent, `Content-Type` included. What the transport writes (`Host`, `Content-Length`) is absent. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: TestBody | undefined;
  /** Whose credentials are added when it is sent: the name of an identity. `anonymous`: nobody's. */
  readonly identity: string;
}
/** Why there was no complete answer. Stable. */
type TransportFailureKind = "unreachable" | "reset" | "timeout" | "too_large" | "malformed" | "tls";
/** What came back. */
interface TestResponse {
  readonly status: number;
  /** As received; names in lower case, fields that were sent twice twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Content codings removed. */
  readonly body: Uint8Array;
}
/** A request and what came of it. Exactly one of `response` and `failure` is there. */
interface TestExchange {
  readonly request: TestRequest;
  readonly response?: TestResponse | undefined;
  readonly failure?: {
    readonly kind: TransportFailureKind;
    readonly message: string;
  } | undefined;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** To the last byte. */
  readonly durationMs: number;
}
/** An exchange as a run keeps it, ready for JSON: secrets redacted, bodies cut. */
interface RecordedExchange {
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
/** Something that a run found, with all that it takes to believe it and to mend it. Ready for JSON. */
interface Finding {
  /** `<case id>-<n>` */
  readonly id: string;
  /** Run it again with `replayCase`. */
  readonly case_id: string;
  readonly check: string;
  readonly title: string;
  readonly family: CheckFamily;
  readonly severity: Severity;
  /** `suspicion`: it did not show itself again, or cannot be proven. It never fails a run. */
  readonly confidence: "confirmed" | "suspicion";
  readonly phase: Phase;
  readonly operation?: string | undefined;
  readonly operation_id?: string | undefined;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly observed?: string | undefined;
  readonly signature: string;
  /** Key of the cluster that it belongs to. */
  readonly cluster: string;
  /** Where in the document. */
  readonly pointer?: string | undefined;
  /** A path or URL; absent for a document given as text or object. */
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly wfc?: number | undefined;
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  readonly remedy: string;
  /** What was tried: the title of the case. */
  readonly tried: string;
  readonly seed: string;
  /** How often it showed itself, of how often it was tried. */
  readonly repeated: {
    readonly shown: number;
    readonly tried: number;
  };
  /** The exchanges that show it, in order. Secrets are redacted, bodies cut. */
  readonly evidence: readonly RecordedExchange[];
  /** The requests as commands, as a test that runs as it is, and as an `.http` file. Credentials are variables: `TOKEN_A`. */
  readonly reproduce: {
    readonly curl: string;
    readonly vitest: string;
    readonly http?: string | undefined;
  };
}
/** What has one cause. */
interface Cluster {
  readonly key: string;
  readonly check: string;
  readonly title: string;
  readonly family: CheckFamily;
  /** The highest of its findings. */
  readonly severity: Severity;
  readonly confidence: "confirmed" | "suspicion";
  /** Of the first finding. */
  readonly message: string;
  readonly signature: string;
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
  /** Findings in it. */
  readonly count: number;
  /** In document order; the first 50. */
  readonly operations: readonly string[];
  readonly operation_count: number;
  /** The first 20, the clearest first. */
  readonly finding_ids: readonly string[];
  readonly owasp?: string | undefined;
  readonly cwe?: number | undefined;
  readonly wfc?: number | undefined;
  readonly remedy: string;
}
/** One thing to try, as plain data: with the same seed and attempt it sends the same bytes. */
interface TestCase {
  /** Ten characters; the same for the same plan, operation, kind and input. */
  readonly id: string;
  readonly phase: Phase;
  /** Who knows how to run it: the name of a `CaseKind`. */
  readonly kind: string;
  /** `GET /pets/{petId}`. Absent where it is about the server as a whole. */
  readonly operation?: string | undefined;
  /** What is tried, in words: `limit: 101, one more than maximum 100`. */
  readonly title: string;
  readonly seed: string;
  /** What its kind needs, as JSON. */
  readonly input: unknown;
}
/** A case before the run gives it its id and seed. */
type ProposedCase = Omit<TestCase, "id" | "seed" | "phase" | "kind">;
type ValidationMode = "strict" | "soft" | "report_only";
/** What a functional or security run came to. Ready for JSON: what a store keeps and reports are made of. */
interface TestRun {
  readonly format: "mockloop-test-run/1";
  /** A UUID. */
  readonly id: string;
  readonly kind: "functional" | "security";
  /**
   * `failed`: a confirmed finding above `info` that `validation_mode` counts. `incomplete`: the run could not be carried out
   * or was never let in (`reason` says why). `cancelled`: somebody ended it. Both keep what was found.
   */
  readonly status: "passed" | "failed" | "incomplete" | "cancelled";
  readonly reason?: string | undefined;
  readonly validation_mode: ValidationMode;
  readonly plan: TestPlan;
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  readonly finished_at: string;
  readonly duration_ms: number;
  readonly target: TargetFacts;
  readonly requests: number;
  /** How long answers took, in milliseconds. Figures are absent where there was none. */
  readonly latency: RunLatency;
  readonly phases: readonly PhaseFigures[];
  readonly coverage: RunCoverage;
  /** Confirmed, the gravest first. */
  readonly findings: readonly Finding[];
  readonly suspicions: readonly Finding[];
  /** Of the findings, the gravest first. */
  readonly clusters: readonly Cluster[];
  /** What hindered the run or limits what it says: no credentials, operations that never succeeded, a spent budget. */
  readonly warnings: readonly RunWarning[];
  /** What was tried, by check: what a pass means. */
  readonly checks: readonly CheckFigures[];
  /** The cases behind findings and suspicions, for replaying them. */
  readonly cases: readonly TestCase[];
  /** What was learnt of the API and replaying needs, as `Knowledge` writes it. */
  readonly knowledge: unknown;
}
interface RunLatency {
  readonly count: number;
  readonly mean_ms?: number | undefined;
  readonly p50_ms?: number | undefined;
  readonly p90_ms?: number | undefined;
  readonly p95_ms?: number | undefined;
  readonly p99_ms?: number | undefined;
  readonly p999_ms?: number | undefined;
  readonly max_ms?: number | undefined;
}
/** What is known of the server under test. */
interface TargetFacts {
  /** It is a mock of MockLoop. */
  readonly is_mock: boolean;
  /** Whether what is created can be read afterwards; absent where nobody has tried. */
  readonly is_stateful?: boolean | undefined;
  /** It takes any well-formed credential: a mock without `--auth strict`. */
  readonly takes_any_credential?: boolean | undefined;
  /** Names of the identities that requests were sent as. */
  readonly identities: readonly string[];
}
interface PhaseFigures {
  readonly phase: Phase;
  readonly cases: number;
  readonly requests: number;
  readonly findings: number;
  readonly duration_ms: number;
}
interface RunCoverage {
  readonly operations: number;
  /** Operations that were called at all. */
  readonly called: number;
  /** Operations that answered with 2xx at least once. */
  readonly succeeded: number;
  /** Keys of those that never did; the first 100. */
  readonly never_succeeded: readonly string[];
  /** Declared responses that were seen, of all. */
  readonly statuses: {
    readonly declared: number;
    readonly seen: number;
  };
}
interface RunWarning {
  /** Stable, snake_case: `identity_missing`. */
  readonly code: string;
  readonly message: string;
  readonly operations?: readonly string[] | undefined;
}
interface CheckFigures {
  readonly check: string;
  /** How often something could have been found. */
  readonly tried: number;
  readonly findings: number;
}
export { Role as C, Phase as E, Risk as S, PHASES as T, CheckFamily as _, RunWarning as a, PlannedOperation as b, ValidationMode as c, Cluster as d, Finding as f, Check as g, TestRequest as h, RunLatency as i, ProposedCase as l, TestExchange as m, PhaseFigures as n, TargetFacts as o, RecordedExchange as p, RunCoverage as r, TestRun as s, CheckFigures as t, TestCase as u, Severity as v, TestPlan as w, Resource as x, Budget as y };

// vitest.d.ts
import { r as RunOptions, t as TestPlanOptions } from "./create-test-plan.js";
import { ApiDocument } from "@mockloop/spec-parser";
interface DescribeApiOptions extends Omit<TestPlanOptions, "serverUrl">, Pick<RunOptions, "allowedHosts" | "identities" | "selfRegister"> {
  /** An API document: a path, a URL, an object, or a loaded one. */
  readonly document: string | object | ApiDocument;
  /** Where the API is, or what starts it. Asked when the tests begin. */
  readonly serverUrl: string | (() => string | Promise<string>);
  /** What the tests are under. Default: the title of the API. */
  readonly name?: string | undefined;
}
/**
 * Turns an API document into test cases: one for each of its operations, which fails with what was proven to be wrong there, and how
 * to reproduce it. Await it at the top of a test file. Attacks are left out unless `phases` has `security`.
 *
 * @throws {SpecError} where the document cannot be read.
 */
declare function describeApi(options: DescribeApiOptions): Promise<void>;
export { DescribeApiOptions, describeApi };