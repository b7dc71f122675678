import { a as Tool, c as Progress, d as ToolContext, f as ToolServices, i as selectTools, l as SampleRequest, n as ToolSelection, o as ToolHints, r as isSelected, s as Toolset, t as SelectableTool, u as ToolCall } from "./select-tools.js";
import { MockLoopError, MockLoopErrorCode, MockLoopErrorDetails, MockLoopProblem } from "./mockloop-error.js";
import * as z from "zod";
import "@mockloop/spec-parser";
import { ErrorKind, ErrorSeverity, LoadChange, LoadConflict, OperationErrors, Scenario, ScenarioPack, ScenarioType, SecurityFocus } from "@mockloop/scenarios";
import { PerformanceFigures } from "@mockloop/analyzer";
import { RuntimeFiles, RuntimeFiles as RuntimeFiles$1 } from "@mockloop/runtime";
type OwaspId = "API1:2023" | "API2:2023" | "API3:2023" | "API4:2023" | "API5:2023" | "API6:2023" | "API7:2023" | "API8:2023" | "API9:2023" | "API10:2023";
type RiskLevel = "low" | "medium" | "high" | "critical";
/** What a risk is a risk to. */
type RiskCategory = "security" | "functional" | "performance";
/** A place of the document that shows a risk. */
interface RiskEvidence {
  /** JSON Pointer (RFC 6901) into the document. */
  readonly pointer: string;
  /** The document's other file that the pointer is of. */
  readonly file?: string | undefined;
  /** `GET /pets/{petId}`, where it is about one. */
  readonly operation?: string | undefined;
  /** What is to be seen there. */
  readonly detail: string;
}
/** Something that a document shows of the API that it describes, and what to do about it. */
interface RiskArea {
  /** Stable, snake_case, e.g. `object_level_authorization`. */
  readonly area: string;
  readonly category: RiskCategory;
  readonly risk_level: RiskLevel;
  readonly description: string;
  readonly mitigation_suggestions: readonly string[];
  /** Of the OWASP API Security Top 10, edition of 2023. */
  readonly owasp?: OwaspId | undefined;
  readonly cwe?: readonly string[] | undefined;
  /** The first places that show it. */
  readonly evidence: readonly RiskEvidence[];
  readonly total_evidence: number;
}
interface AuthenticationMethod {
  /** Its name in the document. */
  readonly name: string;
  /** `apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`. */
  readonly type: string;
  /** Where the credential goes, or by which flows it is got. */
  readonly detail: string;
  /** How many operations ask for it. */
  readonly operations: number;
}
interface ApiSummary {
  readonly title: string;
  readonly version: string;
  /** Of the OpenAPI Specification. */
  readonly openapi_version: string;
  /** Methods of paths. */
  readonly total_operations: number;
  /** Paths. */
  readonly total_endpoints: number;
  readonly methods: Readonly<Record<string, number>>;
  readonly servers: readonly string[];
  readonly authentication_methods: readonly AuthenticationMethod[];
  readonly operations_without_authentication: number;
  /** Names of schemas that the document keeps for use in several places; the first 50. */
  readonly data_models: readonly string[];
  readonly total_data_models: number;
  /** Path templates of collections with items; those that offer most first, the first 20. */
  readonly resources: readonly string[];
  readonly total_resources: number;
  readonly deprecated_operations: number;
  readonly webhooks: number;
}
/** Something that is worth testing, and how to begin. */
interface TestableScenario {
  /** Stable, kebab-case; of a resource with its path, e.g. `lifecycle /pets`. */
  readonly name: string;
  readonly scenario_type: ScenarioType;
  readonly priority: "high" | "medium" | "low";
  readonly description: string;
  /** The first of them. */
  readonly endpoints_involved: readonly string[];
  readonly total_endpoints: number;
  /** `simple`: requests that stand for themselves. `moderate`: requests with prepared input. `complex`: sequences of requests, or several callers. */
  readonly test_complexity: "simple" | "moderate" | "complex";
  /** How many requests it takes to try each case once: counted, as `description` says. Absent for load, which is a matter of time. */
  readonly estimated_requests?: number | undefined;
  readonly category: RiskCategory;
  /** The call that drafts it. */
  readonly next: {
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  };
}
type TestingFocus = "comprehensive" | RiskCategory;
type AnalysisDepth = "summary" | "standard" | "comprehensive";
interface ApiAnalysis {
  /** In a few sentences. */
  readonly summary: string;
  readonly api_summary: ApiSummary;
  readonly testable_scenarios: readonly TestableScenario[];
  readonly risk_areas: readonly RiskArea[];
}
/** Who gave an answer. */
interface AnswerSource {
  /** `sampled`: the caller's own model refined it, and it was checked. */
  readonly source: "computed" | "sampled";
  /** Why it is the computed answer although a model was asked for. */
  readonly note?: string | undefined;
}
interface AnalyzeOpenapiForTestingInput {
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly openapi_spec?: string | object | undefined;
  /** The same under its other name. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where none is given. */
  readonly server_url?: string | undefined;
  /** Default `comprehensive`. */
  readonly testing_focus?: TestingFocus | undefined;
  /** How much is told. Default `standard`. */
  readonly analysis_depth?: AnalysisDepth | undefined;
  /** Default `true`. */
  readonly risk_assessment?: boolean | undefined;
  /** Default `true`. */
  readonly include_security_tests?: boolean | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}
interface AnalyzeOpenapiForTestingResult extends ApiAnalysis, AnswerSource {
  readonly status: "success";
}
/** Something that is wrong with a scenario, or odd about it. */
interface ScenarioFinding {
  /** Stable, upper case, e.g. `OPERATION_UNKNOWN`. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) into the scenario as it was given. */
  readonly pointer: string;
  readonly message: string;
  /** What to do about it. */
  readonly advice: string;
}
/** What is known of a drafted scenario beside itself. */
interface DraftDetails {
  readonly scenario_name: string;
  readonly rules: number;
  /** The first 50 operations that its rules are for. */
  readonly operations: readonly string[];
  readonly total_operations: number;
  /** What was decided and why, and what was left out. */
  readonly notes: readonly string[];
}
/** Scenarios that were written for a document; each can be deployed as it is. */
interface DraftedScenarios extends AnswerSource {
  readonly status: "success";
  readonly scenario_configs: readonly Scenario[];
  /** Of the computed scenarios. */
  readonly details: readonly DraftDetails[];
  /** What validation has to say of the scenarios, though it lets them pass; the first 20. */
  readonly warnings: readonly ScenarioFinding[];
}
/** An operation: `GET /pets`, `/pets` for all of its methods, an `operationId`, or an object; its other members count where there is no document. */
type EndpointArgument = string | EndpointObject;
interface EndpointObject {
  readonly path: string;
  readonly method?: string | undefined;
  readonly [member: string]: unknown;
}
interface GenerateErrorScenariosInput {
  /** Default: all operations. Without a document they make up the API. */
  readonly api_endpoints?: readonly EndpointArgument[] | undefined;
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  /** Default: those of the document, and by severity some that any API can have. */
  readonly error_types?: readonly ErrorKind[] | undefined;
  /** How much fails and for how long. Default `medium`. */
  readonly severity_level?: ErrorSeverity | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}
interface GenerateErrorScenariosResult extends DraftedScenarios {
  /** What each operation answers when something goes wrong. */
  readonly errors: readonly OperationErrors[];
  /** Types that no operation can have. */
  readonly unused_error_types: readonly ErrorKind[];
}
interface TestParameters {
  readonly concurrent_users?: number | undefined;
  readonly requests_per_second?: number | undefined;
  readonly duration_seconds?: number | undefined;
  /** Seconds until all of the load is reached. */
  readonly ramp_up_time?: number | undefined;
  /** What 95 of 100 answers take at most. */
  readonly max_response_time_ms?: number | undefined;
  /** 0 to 1. */
  readonly error_rate_threshold?: number | undefined;
}
interface GenerateScenarioConfigInput {
  /** Default `functional_testing`. */
  readonly scenario_type?: ScenarioType | undefined;
  /** Several at once, a scenario for each. */
  readonly scenario_types?: readonly ScenarioType[] | undefined;
  /** Default: all operations. Without a document they make up the API. */
  readonly endpoints?: readonly EndpointArgument[] | undefined;
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  readonly test_parameters?: TestParameters | undefined;
  /** Default: the type. */
  readonly scenario_name?: string | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}
interface GenerateScenarioConfigResult extends DraftedScenarios {
  /** Types for which the document offers nothing. */
  readonly impossible: readonly {
    readonly scenario_type: ScenarioType;
    readonly reason: string;
  }[];
}
/** What test cases say about a law or standard. They are evidence for an assessment, never its result. */
interface ComplianceItem {
  readonly requirement: string;
  readonly title: string;
  /** What the cases can speak to, and which of them do. */
  readonly speaks_to: readonly {
    readonly control: string;
    readonly focus: readonly SecurityFocus[];
    readonly cases: number;
  }[];
  readonly silent_on: readonly string[];
}
/** Whose credentials a request carries. */
type CaseCredentials = "valid" | "none" | "as_given" | "other_account" | "ordinary_user";
/** A request to send, and what the API has to do about it. */
interface SecurityTestCase {
  /** Unique in its list, e.g. `injection-3`. */
  readonly id: string;
  readonly focus: SecurityFocus;
  /** What is tried, in a sentence. */
  readonly title: string;
  readonly severity: "critical" | "high" | "medium" | "low";
  readonly owasp: OwaspId;
  readonly cwe: readonly string[];
  /** `GET /pets/{petId}` */
  readonly operation: string;
  /** JSON Pointer of the operation in the document. */
  readonly pointer: string;
  /** `as_given`: those among the header fields. */
  readonly credentials: CaseCredentials;
  readonly request: CaseRequest;
  readonly expect: CaseExpectation;
}
interface CaseRequest {
  readonly method: string;
  /** Path and query, without the server's base path; parameters have values that the document allows, but for what is tried. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON. */
  readonly body?: unknown;
  /** Sent so often, one after the other. Absent: once. */
  readonly repeat?: number | undefined;
}
interface CaseExpectation {
  /** Any of these is right; those that the operation declares come first. */
  readonly status: readonly number[];
  /** What must not be seen, whatever the status. */
  readonly must_not?: string | undefined;
}
interface GenerateSecurityTestScenariosInput {
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where `api_spec` is not given. */
  readonly server_url?: string | undefined;
  /** Default: authentication, authorization, input_validation, rate_limiting, data_exposure. */
  readonly security_focus?: readonly SecurityFocus[] | undefined;
  /** E.g. `pci_dss`, `gdpr`. */
  readonly compliance_requirements?: readonly string[] | undefined;
  /** Default 30. */
  readonly max_cases?: number | undefined;
  /** Lets the caller's own model refine the scenarios, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}
/** What the cases cover of the OWASP API Security Top 10, edition of 2023. */
interface OwaspCoverage {
  readonly id: OwaspId;
  readonly title: string;
  readonly cases: number;
}
interface GenerateSecurityTestScenariosResult extends DraftedScenarios {
  /** To send to a server that may be tested; a mock stands in for it with the scenarios. */
  readonly test_cases: readonly SecurityTestCase[];
  readonly owasp_coverage: readonly OwaspCoverage[];
  readonly compliance: readonly ComplianceItem[];
  /** What the document has no place for. */
  readonly unused_focus: readonly {
    readonly focus: SecurityFocus;
    readonly reason: string;
  }[];
}
interface PerformanceRequirements {
  /** No answer takes longer. */
  readonly max_response_time_ms?: number | undefined;
  /** 95 of 100 answers do not take longer. */
  readonly p95_response_time_ms?: number | undefined;
  /** Requests that are answered in a second, at least. */
  readonly target_throughput_rps?: number | undefined;
  /** 0 to 1. */
  readonly error_rate_threshold?: number | undefined;
  readonly duration_seconds?: number | undefined;
  readonly ramp_up_time?: number | undefined;
}
interface OptimizeScenarioForLoadInput {
  /** A scenario in either shape. It is not changed. */
  readonly base_scenario: object;
  /** Requests that begin in each second, however long answers take. */
  readonly target_load: number;
  readonly performance_requirements?: PerformanceRequirements | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}
interface OptimizeScenarioForLoadResult extends AnswerSource {
  readonly status: "success";
  readonly scenario_config: Scenario;
  /** Everything that is not as it was in the base, and why. */
  readonly changes: readonly LoadChange[];
  /** What was kept and stands against the requirements. */
  readonly conflicts: readonly LoadConflict[];
}
/** What a run came to, short enough for a model; `resource` has it whole. */
interface RunDigest {
  /** `running`: it goes on in the background. */
  readonly status: "success" | "running";
  readonly run_id: string;
  readonly kind: "functional" | "security" | "load";
  /** Absent while it is running. */
  readonly verdict?: RunVerdict | undefined;
  /** Why there is no better verdict. */
  readonly reason?: string | undefined;
  readonly server_url: string;
  readonly seed?: string | undefined;
  readonly requests: number;
  readonly duration_ms: number;
  /** Confirmed findings, by severity, and what could not be confirmed. */
  readonly findings: FindingCounts;
  /** The ten gravest causes. */
  readonly clusters: readonly ClusterLine[];
  readonly cluster_count: number;
  readonly coverage?: {
    readonly operations: number;
    readonly succeeded: number;
  } | undefined;
  readonly warnings: readonly string[];
  /** At most five. */
  readonly next_actions: readonly NextAction[];
  /** URI of the whole run. */
  readonly resource: string;
}
type RunVerdict = "passed" | "failed" | "inconclusive" | "incomplete" | "cancelled";
interface FindingCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
  readonly info: number;
  readonly suspicions: number;
}
interface ClusterLine {
  readonly key: string;
  readonly check: string;
  readonly severity: string;
  readonly message: string;
  readonly count: number;
  /** The first five. */
  readonly operations: readonly string[];
  /** For `run_test_iteration`: runs the clearest of its findings again. */
  readonly case_id: string;
  readonly pointer?: string | undefined;
  readonly line?: number | undefined;
}
interface NextAction {
  readonly action: string;
  readonly operation?: string | undefined;
  readonly evidence: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}
/** Ids of stored runs, or runs themselves; one or several. */
type TestResults = string | Readonly<Record<string, unknown>> | readonly (string | Readonly<Record<string, unknown>>)[];
interface AnalyzeTestResultsInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** Default `comprehensive`. */
  readonly analysis_type?: "comprehensive" | "failures" | "performance" | "security" | "trends" | undefined;
  /** Default `true`. */
  readonly include_recommendations?: boolean | undefined;
}
interface AnalyzeTestResultsResult {
  readonly status: "success";
  readonly run_ids: readonly string[];
  /** Sentences with figures. */
  readonly summary: readonly string[];
  /** By category, the most frequent first. */
  readonly error_categories: readonly {
    readonly category: string;
    readonly count: number;
    readonly operations: readonly string[];
  }[];
  /** Why, the likeliest first. */
  readonly causes: readonly {
    readonly cluster: string;
    readonly cause: string;
    readonly likelihood: number;
    readonly evidence: readonly string[];
  }[];
  readonly performance?: Readonly<Record<string, unknown>> | undefined;
  /** Over several runs, in the order of their times. */
  readonly trends?: readonly Readonly<Record<string, unknown>>[] | undefined;
  readonly anomalies: readonly {
    readonly what: string;
    readonly evidence: string;
  }[];
  readonly next_actions: readonly NextAction[];
}
interface CompareTestRunsInput {
  /** A run id, or a run. */
  readonly baseline_results: TestResults;
  readonly comparison_results: TestResults;
  /** `response_time`, `p95`, `p99`, `error_rate`, `throughput`, `findings`. Default: all. */
  readonly comparison_metrics?: readonly string[] | undefined;
}
interface CompareTestRunsResult {
  readonly status: "success";
  readonly verdict: "regression" | "improvement" | "equivalent" | "inconclusive";
  /** Why, and what it would take to know more. */
  readonly summary: readonly string[];
  readonly more_seconds_needed?: number | undefined;
  /** Each with its effect and its interval. */
  readonly figures: readonly ComparedFigure[];
  readonly findings?: {
    readonly new: readonly string[];
    readonly fixed: readonly string[];
    readonly persisting: readonly string[];
  } | undefined;
}
interface ComparedFigure {
  readonly metric: string;
  /** `ms`, `share`, `per_second` */
  readonly unit: string;
  /** Absent for the whole run. */
  readonly operation?: string | undefined;
  readonly verdict: string;
  readonly baseline: number;
  readonly comparison: number;
  /** In the unit. */
  readonly change: number;
  /** As a share of the baseline: 0.08 for 8 % more. */
  readonly change_ratio?: number | undefined;
  /** Holds the true change with this confidence. */
  readonly interval?: {
    readonly low: number;
    readonly high: number;
    readonly confidence: number;
  } | undefined;
  readonly p: number;
  readonly p_adjusted: number;
}
type ReportOutputFormat = "json" | "html" | "markdown" | "csv" | "junit" | "sarif" | "har";
interface GenerateTestReportInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** Default `detailed`. */
  readonly report_format?: "summary" | "detailed" | "comprehensive" | undefined;
  /** Default `true`. */
  readonly include_charts?: boolean | undefined;
  /** Default `markdown`. */
  readonly output_format?: ReportOutputFormat | undefined;
  /** A file in the workspace. */
  readonly output_path?: string | undefined;
}
interface GenerateTestReportResult {
  readonly status: "success";
  readonly run_ids: readonly string[];
  readonly output_format: ReportOutputFormat;
  readonly bytes: number;
  /** Where it was written. */
  readonly path?: string | undefined;
  /** Absent where it was written, or is too long for a result: `resource` has it. */
  readonly report?: string | undefined;
  /** URI of the report of the first run. */
  readonly resource?: string | undefined;
}
interface GetPerformanceMetricsInput {
  /** Run ids, or runs. */
  readonly test_results: TestResults;
  /** `response_time`, `service_time`, `throughput`, `error_rate`. Default: all. */
  readonly metric_types?: readonly string[] | undefined;
  /** Of times. Default `p95`. */
  readonly aggregation_method?: "average" | "p50" | "p95" | "p99" | "max" | undefined;
}
interface GetPerformanceMetricsResult {
  readonly status: "success";
  readonly aggregation_method: string;
  readonly metrics: readonly RunMetrics[];
}
interface RunMetrics {
  readonly run_id: string;
  readonly metric: string;
  readonly unit: string;
  /** Of the whole run. Absent where it was not measured. */
  readonly value?: number | undefined;
  readonly operations: readonly {
    readonly operation: string;
    readonly value: number;
  }[];
}
/**
 * Checks the arguments of a tool and runs it.
 *
 * @throws {MockLoopError} also for what else goes wrong: `INTERNAL_ERROR`, `CANCELLED`.
 */
declare function callTool(tool: Tool, args: unknown, context: ToolContext): Promise<object>;
/** A prompt as MCP has them: text that carries what was computed from a document, for the caller's model to go on from. */
interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /**
   * @param args By name; all arguments of prompts are text.
   * @throws {MockLoopError}
   */
  render(args: Readonly<Record<string, string>>, services: ToolServices): Promise<readonly PromptMessage[]>;
}
interface PromptArgument {
  readonly name: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** Values that begin with or contain what is there, the likeliest first; at most 100. */
  readonly complete?: CompleteArgument | undefined;
}
/** @param given The other arguments, as far as they are known. */
type CompleteArgument = (value: string, services: ToolServices, given?: Readonly<Record<string, string>>) => Promise<readonly string[]>;
interface PromptMessage {
  readonly role: "user" | "assistant";
  readonly text: string;
}
/** What a resource or a template of them says of itself. */
interface ResourceInfo {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}
/** Something to read, at one address. */
interface Resource extends ResourceInfo {
  readonly uri: string;
  /** @throws {MockLoopError} */
  read(services: ToolServices): Promise<ResourceContent>;
}
/** Things to read, at addresses of one form (RFC 6570). */
interface ResourceTemplate extends ResourceInfo {
  readonly uriTemplate: string;
  /** Values that contain what is there of a variable, the likeliest first; at most 100. */
  complete(asked: Completion, services: ToolServices): Promise<readonly string[]>;
  /** What there is to read now, the newest first; at most 100. */
  list(services: ToolServices): Promise<readonly {
    readonly uri: string;
    readonly name: string;
  }[]>;
  /**
   * @param variables By the names in the template, decoded.
   * @returns `undefined` where there is no such thing.
   * @throws {MockLoopError}
   */
  read(variables: Readonly<Record<string, string>>, services: ToolServices): Promise<ResourceContent | undefined>;
}
/** Of which variable of a template values are wanted. */
interface Completion {
  readonly variable: string;
  /** What is there of it. */
  readonly value: string;
  /** The variables that have values already. */
  readonly given: Readonly<Record<string, string>>;
}
interface ResourceContent {
  readonly mimeType: string;
  readonly text: string;
}
/** Every tool, in the order in which they are listed. */
declare const tools: readonly Tool[];
declare const prompts: readonly Prompt[];
declare const resources: readonly Resource[];
declare const resourceTemplates: readonly ResourceTemplate[];
/**
 * Holds the arguments of a prompt against those that it takes.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` that names each that is wrong, and what there is.
 */
declare function checkPromptArguments(prompt: Prompt, args: Readonly<Record<string, unknown>>): void;
interface DiscoverMockServersInput {
  /** Of this machine, to look at beside those of mocks that are known; at most 1,000. Default: 8000–8020 and 9000–9010. */
  readonly ports?: readonly number[] | undefined;
  /** Asks each mock how it is. Default `true`. */
  readonly check_health?: boolean | undefined;
  /** Lists generated mocks that do not run, too. Default `true`. */
  readonly include_generated?: boolean | undefined;
}
interface DiscoverMockServersResult {
  readonly status: "success";
  /** Those that run come first; at most 500. */
  readonly mocks: readonly DiscoveredMock[];
  readonly total_running: number;
  /** Generated mocks, whether they run or not; absent where they were not asked for. */
  readonly total_generated?: number | undefined;
  readonly ports_scanned: number;
}
/** One mock. What is not known of it is absent. */
interface DiscoveredMock {
  /** By which it is stopped, or started. */
  readonly name?: string | undefined;
  readonly state: "running" | "starting" | "stopping" | "not_responding" | "not_running";
  readonly url?: string | undefined;
  readonly admin_url?: string | undefined;
  readonly architecture?: "dual_port" | "single_port" | undefined;
  readonly pid?: number | undefined;
  readonly runtime?: "process" | "docker" | undefined;
  readonly detached_mode?: boolean | undefined;
  readonly started_at?: string | undefined;
  /** Of MockLoop. */
  readonly version?: string | undefined;
  readonly api_title?: string | undefined;
  readonly api_version?: string | undefined;
  readonly operations?: number | undefined;
  readonly stateful?: boolean | undefined;
  /** In the default world; `null` for none. */
  readonly active_scenario?: string | null | undefined;
  /** Since it started. */
  readonly requests_served?: number | undefined;
  readonly response_time_ms?: number | undefined;
  /** A path or URL. */
  readonly document?: string | undefined;
  /** Of the generated mock. */
  readonly folder?: string | undefined;
  readonly log_file?: string | undefined;
  readonly found_by: readonly ("registry" | "port_scan" | "generated_mocks")[];
  /** Why it is not responding, or says less than it could. */
  readonly problem?: string | undefined;
}
interface GenerateMockApiInput {
  /** An API document: a path from the workspace, a URL, inline text, an object. */
  readonly spec_url_or_path: string | object;
  /** A folder in `generated_mocks`, or, with a slash in it, a path from the workspace. Default: made from the title. */
  readonly output_dir_name?: string | undefined;
  /** Whether credentials are checked. Default, as of all that follows: as it is, and `true` in a new project. */
  readonly auth_enabled?: boolean | undefined;
  /** Whether webhooks and callbacks are sent. */
  readonly webhooks_enabled?: boolean | undefined;
  /** Whether the admin port has pages for people. */
  readonly admin_ui_enabled?: boolean | undefined;
  /** Whether what is posted is kept. */
  readonly storage_enabled?: boolean | undefined;
  /** Default: as it is, and 8000 in a new project. */
  readonly business_port?: number | undefined;
  /** Default: as it is, and the one after `business_port` in a new project. */
  readonly admin_port?: number | undefined;
  /** Whether the mock is started too, or told to read its files again where it runs. Default `false`. */
  readonly start?: boolean | undefined;
  /** Whether the project carries the mock itself or depends on its npm package. Default: as it is, and `bundled` in a new one. */
  readonly runtime?: "bundled" | "package" | undefined;
}
interface GenerateMockApiResult {
  readonly status: "success";
  /** Absolute. */
  readonly path: string;
  /** By which start_mock_server finds it. */
  readonly name: string;
  /** `false`: it was there, and was brought up to date. */
  readonly created: boolean;
  readonly title: string;
  /** How many. */
  readonly operations: number;
  readonly business_port: number;
  readonly admin_port: number;
  /** But those of the runtime. `kept`: somebody changed it, so it was left as it is. */
  readonly files: readonly {
    readonly path: string;
    readonly action: "written" | "updated" | "unchanged" | "kept";
  }[];
  /** The first of them. */
  readonly warnings: readonly string[];
  readonly warnings_total: number;
  /** Present where `start` was asked for. */
  readonly started?: StartedMock | undefined;
  readonly next_steps: readonly string[];
  readonly duration_ms: number;
}
interface StartedMock {
  readonly url: string;
  readonly admin_url: string;
  readonly pid?: number | undefined;
  /** It ran before, and has read its files again. */
  readonly already_running: boolean;
}
/** What a mock's log tells as a whole: the analysis of the admin API, without its groups and with the first of long lists. */
interface LogFigures {
  readonly total_requests: number;
  /** Answers with a status of 400 or more. */
  readonly total_errors: number;
  /** From 0 to 1; absent without a request. */
  readonly error_rate?: number | undefined;
  readonly success_rate?: number | undefined;
  readonly time_range?: {
    readonly earliest: string;
    readonly latest: string;
    readonly duration_seconds: number;
    readonly requests_per_second?: number | undefined;
  } | undefined;
  /** In milliseconds; absent without a request. Percentiles are within 1 %. */
  readonly performance?: ResponseTimes | undefined;
  readonly methods: Readonly<Record<string, number>>;
  readonly status_codes: Readonly<Record<string, number>>;
  readonly endpoints: {
    readonly total_unique_endpoints: number;
    readonly most_accessed: readonly EndpointLine[];
    readonly slowest: readonly EndpointLine[];
    readonly most_failing: readonly EndpointLine[];
  };
  /** What stands out, in sentences. */
  readonly insights: readonly string[];
}
type ResponseTimes = Pick<PerformanceFigures, "average_ms" | "min_ms" | "max_ms" | "p50_ms" | "p90_ms" | "p95_ms" | "p99_ms">;
interface EndpointLine {
  /** `GET /pets/{petId}` */
  readonly endpoint: string;
  readonly requests: number;
  readonly errors: number;
  readonly p95_ms?: number | undefined;
}
/** One request to a mock and its answer, with long bodies cut. */
interface LoggedExchange {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly method: string;
  /** As received. */
  readonly path: string;
  /** As received, without `?`. */
  readonly query: string;
  /** The path template that matched. */
  readonly route?: string | undefined;
  readonly operation_id?: string | undefined;
  readonly status: number;
  readonly response_time_ms: number;
  readonly request: LoggedMessage;
  readonly response: LoggedMessage;
  readonly client?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly world?: string | undefined;
  readonly session_id?: string | undefined;
  /** In force when the request came, or asked for by it. */
  readonly scenario?: string | undefined;
  readonly correlation_id?: string | undefined;
  /** Ways in which the request broke the document. */
  readonly violations: readonly LoggedViolation[];
  /** Who answered and why, where that was not the document alone. */
  readonly decision?: {
    readonly by: string;
    readonly why: string;
  } | undefined;
  /** Whether it was a request to the admin API. */
  readonly admin: boolean;
  /** Where all of it can be read; present where a body is cut. */
  readonly resource?: string | undefined;
}
interface LoggedMessage {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Absent for none. */
  readonly body?: string | undefined;
  readonly encoding?: "base64" | undefined;
  /** Of the whole body. */
  readonly size_bytes: number;
  /** The body goes on. */
  readonly truncated: boolean;
}
interface LoggedViolation {
  readonly location: readonly string[];
  readonly severity: "Error" | "Warning";
  readonly code: string;
  readonly message: string;
}
/** What a mock says of itself. */
interface MockAbout {
  /** Of MockLoop. */
  readonly version: string;
  /** ISO 8601. */
  readonly started_at: string;
  readonly pid: number;
  readonly stateful: boolean;
  /** In the default world; `null` for none. */
  readonly active_scenario: string | null;
  readonly document: {
    /** A path or URL; empty for a document that was given as text or object. */
    readonly file: string;
    readonly openapi: string;
    readonly title: string;
    readonly version: string;
    readonly operations: number;
  };
  readonly settings: Readonly<Record<string, string | number | boolean>>;
  /** What satisfies each security scheme, as it is sent. */
  readonly credentials: readonly {
    readonly scheme: string;
    readonly type: string;
    readonly example: string;
  }[];
  readonly counters: {
    readonly requests: number;
    readonly in_flight: number;
    readonly invalid: number;
  };
}
interface RefusalOptions {
  /** Turns a JSON Pointer into the body that was sent into one into the tool's arguments. Default: as it is. */
  readonly pointer?: ((inBody: string) => string) | undefined;
  /** What became of the admin token: there is none, it was sent, or it does not go to that host. */
  readonly token: "none" | "sent" | "withheld";
}
/** A mock that answers, and the way to its admin API. */
interface MockConnection {
  /** Without a slash at its end; absent where the mock does not say it. */
  readonly apiUrl: string | undefined;
  readonly adminUrl: string;
  /** When the connection was made. */
  readonly about: MockAbout;
  /** The world that was asked for, or that `server_url` named as `/_w/{id}`. */
  readonly world: string | undefined;
  /**
   * Asks the admin API.
   *
   * @param target Path and query, e.g. `/api/logs/search?limit=5`.
   * @throws {MockLoopError} `REFUSED` with what the mock says of it, and what `connectMock` throws.
   */
  request(target: string, init?: MockRequestInit): Promise<Response>;
  /** The same, for an answer in JSON of which `schema` checks what the caller uses. */
  json<T>(target: string, schema: z.ZodType<T>, init?: MockRequestInit): Promise<T>;
}
interface MockRequestInit {
  /** Default `GET`, with a body `POST`. */
  readonly method?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default: that of the connection. */
  readonly world?: string | undefined;
  readonly pointer?: RefusalOptions["pointer"];
  /** It is sent also where the call was cancelled meanwhile: it takes back what the call did. */
  readonly isCleanup?: boolean | undefined;
  /** Makes an error of one's own of a refusal; `undefined` leaves it `REFUSED`. */
  readonly onRefusal?: ((status: number, refusal: MockLoopError) => MockLoopError | undefined) | undefined;
}
interface ConnectMockOptions {
  /** JSON Pointer of the URL among the arguments. Default `/server_url`. */
  readonly argument?: string | undefined;
  /** The argument `world`. */
  readonly world?: string | undefined;
  /** How long each answer may take until the mock is known to be one, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number | undefined;
}
/**
 * Finds a mock by the URL of either of its ports, also behind the base path of its API, of one world (`/_w/{id}`), and
 * where a single port serves both.
 *
 * @throws {MockLoopError} `UNREACHABLE`: nothing listens; `NOT_A_MOCK`: something else answers; `NOT_RESPONDING`: it
 *   accepts but does not answer, or its admin port does not; `UNAUTHORIZED`; `INVALID_ARGUMENTS`: no URL, or one of
 *   another world than `world`.
 */
declare function connectMock(serverUrl: string, context: ToolContext, { argument, timeoutMs, world: wanted }?: ConnectMockOptions): Promise<MockConnection>;
/** A scenario in a list. */
interface ScenarioLine {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  /** Whether it is in force. */
  readonly active: boolean;
  /** How many. */
  readonly rules: number;
}
type MockDataOperation = "update_response" | "create_scenario" | "switch_scenario" | "deactivate_scenario" | "list_scenarios" | "delete_scenario" | "reset";
interface ManageMockDataInput {
  /** Of either port. */
  readonly server_url: string;
  readonly operation: MockDataOperation;
  /** For `update_response`: a path template or a path, with or without the base path of the server. */
  readonly endpoint_path?: string | undefined;
  /** For `update_response`. Default: the only one that the path has, else GET. */
  readonly method?: string | undefined;
  /** For `update_response`: the body, any JSON. Default: that of the document's response. */
  readonly response_data?: unknown;
  /** For `update_response`. Default: that of the document. */
  readonly status_code?: number | undefined;
  /** For `update_response`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Which scenario; for `update_response`: the answer goes into this one; for `create_scenario`: instead of the name in it. */
  readonly scenario_name?: string | undefined;
  /** For `create_scenario`: a scenario in either shape. */
  readonly scenario_config?: object | undefined;
  /** That `delete_scenario` and `reset` are wanted, where nobody can be asked. */
  readonly confirm?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}
interface ManageMockDataResult {
  readonly status: "success";
  readonly operation: MockDataOperation;
  readonly server_url: string;
  readonly world: string;
  /** What was done, in a sentence. */
  readonly message: string;
  readonly duration_ms: number;
  /** The scenario that the operation was about. */
  readonly scenario_name?: string | undefined;
  /** In force now; `null` for none. */
  readonly active_scenario?: string | null | undefined;
  /** In force before. */
  readonly previous_scenario?: string | null | undefined;
  /** The first 200. */
  readonly scenarios?: readonly ScenarioLine[] | undefined;
  readonly total_count?: number | undefined;
  readonly updated?: UpdatedResponse | undefined;
  /** How many were there that `reset` took away. */
  readonly removed?: {
    readonly scenarios: number;
    readonly overrides: number;
  } | undefined;
  readonly warnings?: readonly ScenarioFinding[] | undefined;
}
interface UpdatedResponse {
  /** Where the answer was put. */
  readonly kind: "override" | "scenario";
  readonly name: string;
  /** Whether it took the place of another one. */
  readonly replaced: boolean;
  /** False in a scenario that is not in force. */
  readonly in_force: boolean;
  /** The operation that it is for, e.g. `GET /pets/{petId}`; absent where the document has none. */
  readonly operation?: string | undefined;
  /** Where it has none: those that may have been meant. */
  readonly nearest: readonly string[];
}
interface QueryMockLogsInput {
  /** Of either port. */
  readonly server_url: string;
  /** 1 to 500. Default 100. */
  readonly limit?: number | undefined;
  /** Default 0. */
  readonly offset?: number | undefined;
  readonly method?: string | undefined;
  /** A regular expression (RE2) that matches somewhere in the path, or a path template such as `/pets/{petId}`. */
  readonly path_pattern?: string | undefined;
  /** Any of these: statuses, or classes such as `4xx`. */
  readonly status_codes?: readonly (number | string)[] | undefined;
  /** ISO 8601 with its zone; inclusive. */
  readonly time_from?: string | undefined;
  /** Exclusive. */
  readonly time_to?: string | undefined;
  readonly session_id?: string | undefined;
  /** Words that must all occur in path, query, headers or bodies. */
  readonly text?: string | undefined;
  /** Default: requests of all worlds. */
  readonly world?: string | undefined;
  /** Requests to the admin API too. Default `false`. */
  readonly include_admin?: boolean | undefined;
  /** Figures over all that matches, not over the page alone. Default `true`. */
  readonly analyze?: boolean | undefined;
}
interface QueryMockLogsResult {
  readonly status: "success";
  readonly server_url: string;
  /** Newest first. Bodies are cut at 2,000 bytes. */
  readonly logs: readonly LoggedExchange[];
  /** How many entries match in all. */
  readonly total_count: number;
  /** Fewer than `limit` where the page would be longer than about 300,000 characters. */
  readonly returned_count: number;
  /** The offset of the next page; absent on the last one. */
  readonly next_offset?: number | undefined;
  readonly analysis?: LogFigures | undefined;
}
interface StartMockServerInput {
  /**
   * A generated mock by its name or folder; or an API document, mocked as it is: a path from the workspace, a URL, inline text, an
   * object.
   */
  readonly mock_name: string | Readonly<Record<string, unknown>>;
  /** 0 takes any free port. Default: that of the project, else 8000 or the next free one. */
  readonly port?: number | undefined;
  /** Default: that of the project, else the one after `port` or the next free one. */
  readonly admin_port?: number | undefined;
  /** Whether it goes on after the process that started it. Default `true`. */
  readonly detached_mode?: boolean | undefined;
  /** `docker` wants a generated mock. Default `process`. */
  readonly runtime?: "process" | "docker" | undefined;
}
interface StartMockServerResult {
  readonly status: "success";
  /** By which it is stopped. */
  readonly name: string;
  /** It ran before this call, and has what it was told since. */
  readonly already_running: boolean;
  readonly url: string;
  readonly admin_url: string;
  readonly docs_url: string;
  /** Absent for a container. */
  readonly pid?: number | undefined;
  readonly runtime: "process" | "docker";
  readonly detached_mode: boolean;
  /** A path or URL. */
  readonly document: string;
  /** Of the generated mock. */
  readonly folder?: string | undefined;
  /** What its process prints. */
  readonly log_file: string;
  /** Of its log of requests. */
  readonly database_url?: string | undefined;
  /** ISO 8601. */
  readonly started_at: string;
  /** Until it listened; absent where it ran already. */
  readonly startup_ms?: number | undefined;
  readonly next_steps: readonly string[];
}
/** One of `mock_name` and `server_url` is needed. */
interface StopMockServerInput {
  readonly mock_name?: string | undefined;
  /** Of either port. */
  readonly server_url?: string | undefined;
  /** Kills a mock that was started in the background and does not end by itself; what it has not written is lost. Default `false`. */
  readonly force?: boolean | undefined;
}
interface StopMockServerResult {
  readonly status: "success";
  readonly stopped: string;
  readonly url?: string | undefined;
  readonly admin_url?: string | undefined;
  /** Absent for a container. */
  readonly pid?: number | undefined;
  readonly runtime?: "process" | "docker" | undefined;
  /** By the API since it started, a moment before it was told to end; absent where it did not say. */
  readonly requests_served?: number | undefined;
  /** Where its log of requests is kept, where that is known. */
  readonly database_url?: string | undefined;
  readonly log_file?: string | undefined;
  readonly duration_ms: number;
}
interface DeployScenarioInput {
  /** Of either port. */
  readonly server_url: string;
  /** A scenario in either shape. */
  readonly scenario_config: object;
  /** Tells everything that is wrong before anything is sent; the mock itself refuses what cannot be followed. Default `true`. */
  readonly validate_before_deploy?: boolean | undefined;
  /** Replaces a scenario of the same name. Default `false`. */
  readonly force_deploy?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}
interface DeployScenarioResult {
  readonly status: "success";
  readonly deployed: true;
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  readonly scenario_type: string;
  /** How many. */
  readonly rules: number;
  /** Whether one of this name was there. */
  readonly replaced: boolean;
  /** Whether it is in force already, since it took the place of one that was. */
  readonly active: boolean;
  /** What works, but probably not as meant. */
  readonly warnings: readonly ScenarioFinding[];
  readonly duration_ms: number;
}
interface ListActiveScenariosInput {
  /** Either port of each, 50 at most. Default: all that are found. */
  readonly server_urls?: readonly string[] | undefined;
  /** Looks for the mocks of this machine where no `server_urls` are given. Default `true`. */
  readonly discover_servers?: boolean | undefined;
}
interface ListActiveScenariosResult {
  readonly status: "success";
  /** How many mocks answered. */
  readonly servers_checked: number;
  /** Whether they were looked for. */
  readonly discovery_used: boolean;
  /** One for each world in which a scenario is in force. */
  readonly active_scenarios: readonly ActiveScenario[];
  readonly servers: readonly ServerScenarios[];
  /** Those that could not be asked, and why. */
  readonly unavailable: readonly UnavailableServer[];
}
interface ActiveScenario {
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  readonly scenario_type?: string | undefined;
  readonly description?: string | undefined;
}
interface ServerScenarios {
  readonly server_url: string;
  readonly api_title: string;
  /** In the default world; `null` for none. */
  readonly active_scenario: string | null;
  /** Names of those deployed in the default world, the first 100. */
  readonly scenarios: readonly string[];
  /** How many are deployed there. */
  readonly scenario_count: number;
  /** How many worlds there are, the default one included. Of the others, the 50 that were used last are looked into. */
  readonly world_count: number;
}
interface UnavailableServer {
  readonly server_url: string;
  /** A `MockLoopErrorCode`. */
  readonly code: string;
  readonly message: string;
}
interface SwitchScenarioInput {
  /** Of either port. */
  readonly server_url: string;
  readonly scenario_name: string;
  /** Has a request answered under the scenario. Default `true`. */
  readonly verify_switch?: boolean | undefined;
  /** Default: the default world. */
  readonly world?: string | undefined;
}
interface SwitchScenarioResult {
  readonly status: "success";
  readonly switched: true;
  readonly server_url: string;
  readonly world: string;
  readonly scenario_name: string;
  /** In force before; `null` for none. */
  readonly previous_scenario: string | null;
  /** `verified`: the log tells that the scenario decided a request. Otherwise the mock alone says that it is in force. */
  readonly verification_result: "verified" | "unable_to_verify" | "not_asked";
  /** What was found, or why nothing could be. */
  readonly verification?: string | undefined;
  /** The request that was sent, in a copy of the world that is gone again. */
  readonly verified_by?: {
    readonly method: string;
    readonly path: string;
    readonly status: number;
  } | undefined;
  readonly duration_ms: number;
}
interface ValidateScenarioConfigInput {
  /** A scenario in either shape. */
  readonly scenario_config: object;
  /** Says what is odd, too. Default `true`. */
  readonly strict_validation?: boolean | undefined;
  /** Compares operations, statuses and examples with the document. Default `true`. */
  readonly check_endpoints?: boolean | undefined;
  /** The mock whose document counts where `openapi_spec` is not given. */
  readonly server_url?: string | undefined;
  /** An object, text, a path or a URL. */
  readonly openapi_spec?: string | object | undefined;
}
interface ValidateScenarioConfigResult {
  readonly status: "success";
  /** Whether it can be deployed. */
  readonly valid: boolean;
  readonly scenario_name?: string | undefined;
  readonly scenario_type?: string | undefined;
  /** How many. */
  readonly rules?: number | undefined;
  readonly errors: readonly ScenarioFinding[];
  /** What works, but probably not as meant. */
  readonly warnings: readonly ScenarioFinding[];
  /** The document that it was compared with; absent where it was with none. */
  readonly checked_against?: {
    readonly title: string;
    readonly operations: number;
  } | undefined;
  /** The scenario in the current shape; absent where it is wrong, or longer than 20,000 characters. */
  readonly validated_config?: Readonly<Record<string, unknown>> | undefined;
}
interface CancelScheduleInput {
  readonly schedule_id: string;
}
interface CancelScheduleResult {
  readonly status: "success";
  readonly schedule_id: string;
  readonly name: string;
}
interface CreateTestSessionInput {
  readonly session_name: string;
  /** Steps that monitor_test_progress counts, or any plan of the caller's. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly session_config?: Readonly<Record<string, unknown>> | undefined;
}
interface CreateTestSessionResult {
  readonly status: "success";
  /** Give it to the tools that test. */
  readonly session_id: string;
  readonly session_name: string;
  /** ISO 8601. */
  readonly started_at: string;
}
/** A run in a list. */
interface SessionRun {
  readonly run_id: string;
  readonly kind: string;
  /** `running`, `interrupted` (its process is gone), or what it came to. */
  readonly status: string;
  readonly server_url: string;
  readonly findings: number;
  /** ISO 8601. */
  readonly started_at: string;
  readonly duration_ms?: number | undefined;
}
interface EndTestSessionInput {
  readonly session_id: string;
  /** Default `true`. */
  readonly generate_final_report?: boolean | undefined;
}
interface EndTestSessionResult {
  readonly status: "success";
  readonly session_id: string;
  readonly session_name: string;
  readonly duration_ms: number;
  readonly runs: readonly SessionRun[];
  /** Markdown. */
  readonly report?: string | undefined;
}
type ListSchedulesInput = Readonly<Record<never, never>>;
interface ListSchedulesResult {
  readonly status: "success";
  /** Of all; the newest 200 are listed. */
  readonly total: number;
  readonly schedules: readonly ScheduleLine[];
}
interface ScheduleLine {
  readonly schedule_id: string;
  readonly name: string;
  /** The cron expression, or `every 60 s`. */
  readonly when: string;
  readonly time_zone: string;
  /** ISO 8601; absent where there is none. */
  readonly next_run?: string | undefined;
  readonly last_run?: string | undefined;
  readonly last_status?: string | undefined;
}
interface MonitorTestProgressInput {
  /** Of a session, or `run_id` of one run. */
  readonly session_id?: string | undefined;
  readonly run_id?: string | undefined;
  /** Default `true`. */
  readonly include_performance_data?: boolean | undefined;
  /** Default `true`. */
  readonly alert_on_issues?: boolean | undefined;
}
interface MonitorTestProgressResult {
  readonly status: "success";
  readonly state: "running" | "ended" | "idle";
  readonly runs: readonly RunProgress[];
  readonly alerts: readonly string[];
}
interface RunProgress extends SessionRun {
  /** What it does now, e.g. `stateful`. */
  readonly phase?: string | undefined;
  readonly requests?: number | undefined;
  /** From 0 to 1. */
  readonly progress?: number | undefined;
  readonly performance?: Readonly<Record<string, number>> | undefined;
}
interface ScheduleTestSuiteInput {
  /** A name and the tool calls that it consists of. */
  readonly test_suite: TestSuite;
  readonly schedule_config: ScheduleConfig;
  readonly notification_config?: NotificationConfig | undefined;
}
interface TestSuite {
  readonly name: string;
  /** In order. `execute_test_plan`, `run_load_test`, `run_security_test`, `run_test_iteration`. */
  readonly steps: readonly {
    readonly tool: string;
    readonly arguments: Readonly<Record<string, unknown>>;
  }[];
}
/** Exactly one of `cron` and `interval_seconds`. */
interface ScheduleConfig {
  /** Five or six fields. */
  readonly cron?: string | undefined;
  readonly interval_seconds?: number | undefined;
  /** IANA name, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly time_zone?: string | undefined;
}
interface NotificationConfig {
  readonly webhook_url: string;
  /** Default `failure`. */
  readonly on?: "always" | "failure" | undefined;
}
interface ScheduleTestSuiteResult {
  readonly status: "success";
  readonly schedule_id: string;
  readonly name: string;
  /** ISO 8601 with zone: the next five. */
  readonly next_runs: readonly string[];
}
/** How answers of two servers to the same requests differ. */
interface AnswerDifferences {
  readonly compared: number;
  readonly equal: number;
  /** The first 50 operations that differ. */
  readonly operations: readonly OperationDifferences[];
}
interface OperationDifferences {
  readonly operation: string;
  readonly differences: readonly {
    readonly pointer: string;
    readonly kind: string;
    readonly severity: string;
    readonly expected?: unknown;
    readonly actual?: unknown;
  }[];
  /** JSON Patch (RFC 6902) that makes the mock's body like the live one. */
  readonly patch: readonly Readonly<Record<string, unknown>>[];
}
/**
 * Credentials of those who call an API under test, by name: `a` is the one that requests are sent as, `b` another of the same rank,
 * `privileged` one that may do more.
 */
type TestAuth = Readonly<Record<string, IdentityArgument>>;
interface IdentityArgument {
  /** For the security scheme that most operations ask for. */
  readonly token?: string | undefined;
  /** By name of the document's security scheme; `user:password` for Basic. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly cookies?: Readonly<Record<string, string>> | undefined;
  /** It logs in with this body at this operation, e.g. `POST /login`. */
  readonly login?: {
    readonly operation: string;
    readonly body: Readonly<Record<string, unknown>>;
  } | undefined;
}
interface ExecuteTestPlanInput {
  /** The API under test: a mock, or a server of the allow-list. */
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** One that was returned before, changed or not. What other arguments say goes before it. Default: made from the document. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  /** Default `comprehensive`. */
  readonly test_focus?: TestFocus | undefined;
  /** `false`: only the document's own examples are sent. Default `true`. */
  readonly auto_generate_scenarios?: boolean | undefined;
  /** `false`: returns the plan and sends nothing. Default `true`. */
  readonly execute_immediately?: boolean | undefined;
  /**
   * `mock`: what a mock cannot know is not tested. `proxy`: requests that worked are sent to `live_url` as well, and answers compared;
   * `hybrid`: the same for those alone that change nothing. Default `auto`: asks the server what it is.
   */
  readonly mode?: "auto" | "mock" | "proxy" | "hybrid" | undefined;
  /** The live API that `proxy` and `hybrid` compare with. */
  readonly live_url?: string | undefined;
  /** What makes a run fail. `soft`: crashes, wrong types and what is proven of security. Default `strict`. */
  readonly validation_mode?: "strict" | "soft" | "report_only" | undefined;
  readonly comparison_config?: Readonly<Record<string, unknown>> | undefined;
  /** Whether requests may be in flight together. Default `true`. */
  readonly parallel_execution?: boolean | undefined;
  /** Lists the differences of a comparison, with patches. Default `true`. */
  readonly report_differences?: boolean | undefined;
  /** Same seed, same requests. */
  readonly seed?: string | undefined;
  /** To an operation and phase. Default 40. */
  readonly max_cases?: number | undefined;
  /** Default 5,000. */
  readonly max_requests?: number | undefined;
  /** Default 120. */
  readonly max_seconds?: number | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Adds latencies of the answers. Default `true`. */
  readonly monitor_performance?: boolean | undefined;
  /** Adds what the mock's log says of the run. Default `false`. */
  readonly collect_logs?: boolean | undefined;
  /** `false`: answers at once; `monitor_test_progress` follows it. Default `true`. */
  readonly wait?: boolean | undefined;
}
type TestFocus = "comprehensive" | "functional" | "contract" | "validation" | "state" | "security" | "smoke";
interface ExecuteTestPlanResult extends RunDigest {
  /** What would be done, where nothing was sent. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly differences?: AnswerDifferences | undefined;
  /** Of the answers, in milliseconds. */
  readonly performance?: Readonly<Record<string, number>> | undefined;
  readonly logs?: {
    readonly requests: number;
    readonly errors: number;
  } | undefined;
}
interface RunLoadTestInput {
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** Requests in a second (open model). Default 50 unless `concurrent_users` or `stages` are given. */
  readonly target_load?: number | undefined;
  /** Each sends its next request when it has its answer (closed model). */
  readonly concurrent_users?: number | undefined;
  /** Default 10; stages say theirs. */
  readonly duration_seconds?: number | undefined;
  /** Seconds. Default 0. */
  readonly ramp_up_time?: number | undefined;
  /** Put in force for the run, in a world of its own. */
  readonly scenario_name?: string | undefined;
  /** Operation ids or keys (`GET /pets`), or with weights. Default: those that change nothing. */
  readonly operations?: readonly (string | {
    readonly operation: string;
    readonly weight?: number | undefined;
  })[] | undefined;
  /** `p99<300`, `error_rate<0.01`, `rate>450`, `p95{GET /pets}<200`. */
  readonly thresholds?: readonly string[] | undefined;
  readonly stages?: readonly LoadStageArgument[] | undefined;
  readonly seed?: string | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Writes the same test for another generator. */
  readonly export_format?: "k6" | "k6-operator" | "artillery" | undefined;
  /** Default `true`. */
  readonly wait?: boolean | undefined;
}
interface LoadStageArgument {
  /** Default `steady`. */
  readonly type?: "steady" | "ramp" | "spike" | "soak" | "step" | undefined;
  /** Requests in a second at its end. */
  readonly rate: number;
  readonly duration_seconds: number;
}
interface RunLoadTestResult extends RunDigest {
  readonly load?: LoadFigures | undefined;
  /** The text of `export_format`. */
  readonly exported?: string | undefined;
}
interface LoadFigures {
  readonly model: "open" | "closed";
  readonly sent: number;
  readonly ok: number;
  readonly errors: Readonly<Record<string, number>>;
  /** Requests in a second. */
  readonly achieved_rate: number;
  /** From the moment a request was due to the last byte of its answer, in milliseconds. */
  readonly response: Readonly<Record<string, number>>;
  /** From the moment it was sent. */
  readonly service: Readonly<Record<string, number>>;
  readonly thresholds: readonly {
    readonly expression: string;
    readonly value?: number | undefined;
    readonly passed: boolean;
  }[];
  readonly apdex?: number | undefined;
  readonly saturated?: readonly string[] | undefined;
  /** The highest rate that met the thresholds. */
  readonly knee_rate?: number | undefined;
  /** The slowest ten. */
  readonly operations: readonly {
    readonly operation: string;
    readonly sent: number;
    readonly errors: number;
    readonly p50_ms?: number | undefined;
    readonly p95_ms?: number | undefined;
    readonly p99_ms?: number | undefined;
  }[];
}
interface RunSecurityTestInput {
  readonly server_url: string;
  /** Default: the document of the mock at `server_url`. */
  readonly api_spec?: string | object | undefined;
  /** Names of areas, e.g. `authorization`, or of checks. Default: all. */
  readonly security_focus?: readonly string[] | undefined;
  readonly compliance_requirements?: readonly ("pci_dss" | "gdpr" | "hipaa" | "sox")[] | undefined;
  /** Put in force for the run, in a world of its own. */
  readonly scenario_name?: string | undefined;
  readonly auth?: TestAuth | undefined;
  /** A mock that the server under test uses as its upstream: it is made to misbehave. */
  readonly upstream_url?: string | undefined;
  readonly seed?: string | undefined;
  readonly max_requests?: number | undefined;
  readonly max_seconds?: number | undefined;
  readonly session_id?: string | undefined;
  /** Default `true`. */
  readonly wait?: boolean | undefined;
}
interface RunSecurityTestResult extends RunDigest {
  /** Items that these checks speak to; it says nothing of conformity. */
  readonly compliance?: readonly ComplianceLine[] | undefined;
}
interface ComplianceLine {
  readonly framework: string;
  readonly item: string;
  readonly title: string;
  readonly tested: boolean;
  readonly findings: number;
  /** What no test from outside can show. */
  readonly cannot_be_tested: string;
}
interface RunTestIterationInput {
  readonly server_url: string;
  /** Put in force for the iteration, in a world of its own. Absent: the mock as it is. */
  readonly scenario_name?: string | undefined;
  /** Replays this case of `run_id`, and nothing else. */
  readonly case_id?: string | undefined;
  /** Default: the newest run that has `case_id`. */
  readonly run_id?: string | undefined;
  /** Default: that of the run whose case is replayed, where it was a file or URL; else the document of the mock at `server_url`. */
  readonly openapi_spec?: string | object | undefined;
  /** Default 30. */
  readonly duration_seconds?: number | undefined;
  readonly auth?: TestAuth | undefined;
  readonly session_id?: string | undefined;
  /** Default `true`. */
  readonly monitor_performance?: boolean | undefined;
  /** Default `true`. */
  readonly collect_logs?: boolean | undefined;
}
interface RunTestIterationResult extends RunDigest {
  readonly scenario_name?: string | undefined;
  /** Absent unless a case was replayed. */
  readonly replay?: ReplayedCase | undefined;
  readonly performance?: Readonly<Record<string, number>> | undefined;
  readonly logs?: {
    readonly requests: number;
    readonly errors: number;
  } | undefined;
}
interface ReplayedCase {
  readonly case_id: string;
  readonly reproduced: boolean;
  readonly messages: readonly string[];
  readonly exchanges: readonly {
    readonly method: string;
    readonly url: string;
    readonly status?: number | undefined;
    readonly failure?: string | undefined;
  }[];
}
/**
 * Arguments and results of every tool, by its name. That this is what the catalogue holds is checked by the compiler, in
 * `test/tool-types.test.ts`.
 */
interface ToolTypes {
  readonly generate_mock_api: {
    readonly input: GenerateMockApiInput;
    readonly output: GenerateMockApiResult;
  };
  readonly start_mock_server: {
    readonly input: StartMockServerInput;
    readonly output: StartMockServerResult;
  };
  readonly stop_mock_server: {
    readonly input: StopMockServerInput;
    readonly output: StopMockServerResult;
  };
  readonly discover_mock_servers: {
    readonly input: DiscoverMockServersInput;
    readonly output: DiscoverMockServersResult;
  };
  readonly query_mock_logs: {
    readonly input: QueryMockLogsInput;
    readonly output: QueryMockLogsResult;
  };
  readonly manage_mock_data: {
    readonly input: ManageMockDataInput;
    readonly output: ManageMockDataResult;
  };
  readonly validate_scenario_config: {
    readonly input: ValidateScenarioConfigInput;
    readonly output: ValidateScenarioConfigResult;
  };
  readonly deploy_scenario: {
    readonly input: DeployScenarioInput;
    readonly output: DeployScenarioResult;
  };
  readonly switch_scenario: {
    readonly input: SwitchScenarioInput;
    readonly output: SwitchScenarioResult;
  };
  readonly list_active_scenarios: {
    readonly input: ListActiveScenariosInput;
    readonly output: ListActiveScenariosResult;
  };
  readonly execute_test_plan: {
    readonly input: ExecuteTestPlanInput;
    readonly output: ExecuteTestPlanResult;
  };
  readonly run_test_iteration: {
    readonly input: RunTestIterationInput;
    readonly output: RunTestIterationResult;
  };
  readonly run_load_test: {
    readonly input: RunLoadTestInput;
    readonly output: RunLoadTestResult;
  };
  readonly run_security_test: {
    readonly input: RunSecurityTestInput;
    readonly output: RunSecurityTestResult;
  };
  readonly analyze_test_results: {
    readonly input: AnalyzeTestResultsInput;
    readonly output: AnalyzeTestResultsResult;
  };
  readonly generate_test_report: {
    readonly input: GenerateTestReportInput;
    readonly output: GenerateTestReportResult;
  };
  readonly compare_test_runs: {
    readonly input: CompareTestRunsInput;
    readonly output: CompareTestRunsResult;
  };
  readonly get_performance_metrics: {
    readonly input: GetPerformanceMetricsInput;
    readonly output: GetPerformanceMetricsResult;
  };
  readonly create_test_session: {
    readonly input: CreateTestSessionInput;
    readonly output: CreateTestSessionResult;
  };
  readonly end_test_session: {
    readonly input: EndTestSessionInput;
    readonly output: EndTestSessionResult;
  };
  readonly schedule_test_suite: {
    readonly input: ScheduleTestSuiteInput;
    readonly output: ScheduleTestSuiteResult;
  };
  readonly list_schedules: {
    readonly input: ListSchedulesInput;
    readonly output: ListSchedulesResult;
  };
  readonly cancel_schedule: {
    readonly input: CancelScheduleInput;
    readonly output: CancelScheduleResult;
  };
  readonly monitor_test_progress: {
    readonly input: MonitorTestProgressInput;
    readonly output: MonitorTestProgressResult;
  };
  readonly analyze_openapi_for_testing: {
    readonly input: AnalyzeOpenapiForTestingInput;
    readonly output: AnalyzeOpenapiForTestingResult;
  };
  readonly generate_scenario_config: {
    readonly input: GenerateScenarioConfigInput;
    readonly output: GenerateScenarioConfigResult;
  };
  readonly optimize_scenario_for_load: {
    readonly input: OptimizeScenarioForLoadInput;
    readonly output: OptimizeScenarioForLoadResult;
  };
  readonly generate_error_scenarios: {
    readonly input: GenerateErrorScenariosInput;
    readonly output: GenerateErrorScenariosResult;
  };
  readonly generate_security_test_scenarios: {
    readonly input: GenerateSecurityTestScenariosInput;
    readonly output: GenerateSecurityTestScenariosResult;
  };
}
/** The name of a tool. */
type ToolName = keyof ToolTypes;
interface ToolboxOptions {
  /** The only folder that tools write to, apart from `home`; relative paths start here. Absolute. */
  readonly workspace: string;
  /** The folder of state, from `workspace`. Default: `.mockloop`. */
  readonly home?: string | undefined;
  /** The bearer token for admin APIs that ask for one. It goes to this machine and to `adminHosts`, whatever a tool is told. */
  readonly adminToken?: string | undefined;
  /** Other hosts that `adminToken` may be sent to: names, addresses, or URLs of which the host counts. Default: none. */
  readonly adminHosts?: readonly string[] | undefined;
  /** Other hosts that may be tested, put under load and attacked; loopback always may. Default: none. */
  readonly testHosts?: readonly string[] | undefined;
  /** Whether documents may be loaded from loopback and private networks. Default `false`. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** The program that runs a mock. Default: that of `@mockloop/runtime`. */
  readonly runtime?: RuntimeFiles$1 | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: (() => number) | undefined;
  /** Is told what is odd but no failure. Default: nobody. */
  readonly log?: ((message: string) => void) | undefined;
}
/** The tools together with what they work with. */
interface Toolbox extends AsyncDisposable {
  readonly services: ToolServices;
  /**
   * Calls a tool by its name.
   *
   * @throws {MockLoopError}
   */
  call<Name extends ToolName>(name: Name, args: ToolTypes[Name]["input"], call?: ToolCall): Promise<ToolTypes[Name]["output"]>;
  /** The same for names and arguments that nobody has checked yet. */
  callUnchecked(name: string, args: unknown, call?: ToolCall): Promise<object>;
  /** Ends what ends with its caller: attached mocks, what is open. */
  close(): Promise<void>;
}
/**
 * Makes the tools ready. Costs next to nothing: what a tool needs is loaded when it is called.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for `adminHosts` that are none.
 */
declare function createToolbox(options: ToolboxOptions): Toolbox;
/**
 * @param among Those that are offered. Default: all of MockLoop.
 * @throws {MockLoopError} `UNKNOWN_TOOL`, with the nearest name, or all of them.
 */
declare function findTool(name: string, among?: readonly Tool[]): Tool;
/**
 * The messages of a prompt.
 *
 * @throws {MockLoopError} `UNKNOWN_PROMPT`, `INVALID_ARGUMENTS`, and whatever rendering it throws.
 */
declare function renderPrompt(name: string, args: Readonly<Record<string, string>>, services: ToolServices): Promise<readonly PromptMessage[]>;
/**
 * What stands at an address.
 *
 * @throws {MockLoopError} `UNKNOWN_RESOURCE` where there is nothing, and whatever reading it throws.
 */
declare function readResource(uri: string, services: ToolServices): Promise<ResourceContent>;
/** JSON Schema 2020-12. */
type ToolSchema = Readonly<Record<string, unknown>>;
/** What a tool takes, or what it gives, for whoever knows no zod: models, MCP, command lines. Made once. */
declare function toolSchema(tool: Tool, side: "input" | "output"): ToolSchema;
/** Characters that a model reads of one result. */
declare const MAX_TEXT = 25e3;
/** What a model reads of a result: the tool's own summary, else the result as JSON; cut, with a word about it, where it is long. */
declare function toolText(tool: Tool, output: object): string;
export { type ActiveScenario, type AnalysisDepth, type AnalyzeOpenapiForTestingInput, type AnalyzeOpenapiForTestingResult, type AnalyzeTestResultsInput, type AnalyzeTestResultsResult, type AnswerDifferences, type ApiSummary, type AuthenticationMethod, type CancelScheduleInput, type CancelScheduleResult, type CaseExpectation, type CaseRequest, type ClusterLine, type CompareTestRunsInput, type CompareTestRunsResult, type ComparedFigure, type CompleteArgument, type Completion, type ComplianceItem, type ComplianceLine, type ConnectMockOptions, type CreateTestSessionInput, type CreateTestSessionResult, type DeployScenarioInput, type DeployScenarioResult, type DiscoverMockServersInput, type DiscoverMockServersResult, type DiscoveredMock, type DraftDetails, type EndTestSessionInput, type EndTestSessionResult, type EndpointArgument, type ExecuteTestPlanInput, type ExecuteTestPlanResult, type FindingCounts, type GenerateErrorScenariosInput, type GenerateErrorScenariosResult, type GenerateMockApiInput, type GenerateMockApiResult, type GenerateScenarioConfigInput, type GenerateScenarioConfigResult, type GenerateSecurityTestScenariosInput, type GenerateSecurityTestScenariosResult, type GenerateTestReportInput, type GenerateTestReportResult, type GetPerformanceMetricsInput, type GetPerformanceMetricsResult, type IdentityArgument, type ListActiveScenariosInput, type ListActiveScenariosResult, type ListSchedulesInput, type ListSchedulesResult, type LoadFigures, type LoadStageArgument, type LogFigures, type LoggedExchange, MAX_TEXT, type ManageMockDataInput, type ManageMockDataResult, type MockConnection, type MockDataOperation, MockLoopError, type MockLoopErrorCode, type MockLoopErrorDetails, type MockLoopProblem, type MockRequestInit, type MonitorTestProgressInput, type MonitorTestProgressResult, type NextAction, type NotificationConfig, type OptimizeScenarioForLoadInput, type OptimizeScenarioForLoadResult, type OwaspCoverage, type OwaspId, type PerformanceRequirements, type Progress, type Prompt, type PromptArgument, type PromptMessage, type QueryMockLogsInput, type QueryMockLogsResult, type ReplayedCase, type ReportOutputFormat, type Resource, type ResourceContent, type ResourceTemplate, type RiskArea, type RiskCategory, type RiskEvidence, type RiskLevel, type RunDigest, type RunLoadTestInput, type RunLoadTestResult, type RunMetrics, type RunProgress, type RunSecurityTestInput, type RunSecurityTestResult, type RunTestIterationInput, type RunTestIterationResult, type RunVerdict, type RuntimeFiles, type SampleRequest, type ScenarioFinding, type ScenarioLine, type ScenarioPack, type ScheduleConfig, type ScheduleLine, type ScheduleTestSuiteInput, type ScheduleTestSuiteResult, type SecurityTestCase, type SelectableTool, type ServerScenarios, type SessionRun, type StartMockServerInput, type StartMockServerResult, type StartedMock, type StopMockServerInput, type StopMockServerResult, type SwitchScenarioInput, type SwitchScenarioResult, type TestAuth, type TestFocus, type TestParameters, type TestResults, type TestSuite, type TestableScenario, type TestingFocus, type Tool, type ToolCall, type ToolContext, type ToolHints, type ToolName, type ToolSchema, type ToolSelection, type ToolServices, type ToolTypes, type Toolbox, type ToolboxOptions, type Toolset, type UnavailableServer, type UpdatedResponse, type ValidateScenarioConfigInput, type ValidateScenarioConfigResult, callTool, checkPromptArguments, connectMock, createToolbox, findTool, isSelected, prompts, readResource, renderPrompt, resourceTemplates, resources, selectTools, toolSchema, toolText, tools };

// mockloop-error.d.ts
/** Why a tool could not do its work. Stable: callers may branch on it. */
type MockLoopErrorCode = "INVALID_ARGUMENTS" | "UNKNOWN_TOOL" | "UNKNOWN_PROMPT" | "UNKNOWN_RESOURCE" | "CONFIRMATION_REQUIRED" | "DECLINED" | "INVALID_DOCUMENT" | "UNKNOWN_OPERATION" | "UNREACHABLE" | "NOT_A_MOCK" | "NOT_RESPONDING" | "UNAUTHORIZED" | "REFUSED" | "UNKNOWN_MOCK" | "ALREADY_RUNNING" | "START_FAILED" | "STOP_FAILED" | "PORT_IN_USE" | "INVALID_SCENARIO" | "UNKNOWN_SCENARIO" | "SCENARIO_EXISTS" | "NOT_VERIFIED" | "TARGET_REFUSED" | "INVALID_PLAN" | "UNKNOWN_CASE" | "UNKNOWN_RUN" | "UNKNOWN_SESSION" | "UNKNOWN_SCHEDULE" | "RUN_FAILED" | "OUTSIDE_WORKSPACE" | "FILE_ERROR" | "CANCELLED" | "CLOSED" | "NOT_SUPPORTED" | "INTERNAL_ERROR";
interface MockLoopErrorDetails {
  /** What to do next: a complete sentence, with the valid values or the next call. */
  readonly advice?: string | undefined;
  /** What exactly is wrong, each with its place, e.g. `{ pointer: '/rules/0/match', detail: '…' }`. */
  readonly problems?: readonly MockLoopProblem[] | undefined;
  readonly cause?: unknown;
}
interface MockLoopProblem {
  /** JSON Pointer (RFC 6901) into the arguments, or into `file`. */
  readonly pointer: string;
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly detail: string;
}
/** A tool could not do its work. The message says what was wrong, where, and what to do next. */
declare class MockLoopError extends Error {
  override readonly name = "MockLoopError";
  readonly code: MockLoopErrorCode;
  readonly problems: readonly MockLoopProblem[];
  /** @param what What was wrong and where: complete sentences. */
  constructor(code: MockLoopErrorCode, what: string, { advice, problems, cause }?: MockLoopErrorDetails);
}
export { MockLoopError, MockLoopErrorCode, MockLoopErrorDetails, MockLoopProblem };

// select-tools.d.ts
import * as z from "zod";
import { MockRegistry } from "@mockloop/mock-registry";
import { ContextStore, Scheduler } from "@mockloop/context-store";
import { RuntimeFiles } from "@mockloop/runtime";
/** Runs that this process works on, so that they can be ended from outside. */
interface BackgroundRuns {
  /** Does the work of a run. Its signal is aborted by `signal`, by `cancel`, and when the toolbox is closed. */
  track<T>(run: TrackedRun, work: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /**
   * Ends what belongs to a session, and waits for it.
   *
   * @returns How many there were.
   */
  cancel(sessionId: string): Promise<number>;
  close(): Promise<void>;
}
interface TrackedRun {
  readonly sessionId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
/** What tools work with, whoever calls them. */
interface ToolServices {
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
  readonly onClose: (work: () => Promise<void>, order?: "first") => void;
}
/** What belongs to one call of a tool. */
interface ToolCall {
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
interface Progress {
  readonly done: number;
  /** Absent where nobody knows. */
  readonly total?: number | undefined;
  readonly message?: string | undefined;
}
interface SampleRequest {
  readonly system: string;
  readonly prompt: string;
  /** Tokens. */
  readonly maxTokens: number;
}
/** What a handler is given. */
interface ToolContext extends ToolServices, ToolCall {}
/** Sets of tools by which a face offers some of them. */
type Toolset = "core" | "scenarios" | "testing" | "analysis" | "sessions" | "context" | "proxy" | "security" | "ai";
/** What a tool does to the world around it, as MCP's tool annotations say it. */
interface ToolHints {
  /** It changes nothing. */
  readonly readOnly: boolean;
  /** It may undo or remove what was there. */
  readonly destructive: boolean;
  /** Called twice with the same arguments it does no more than once. */
  readonly idempotent: boolean;
  /** It may reach servers other than mocks on this machine. */
  readonly openWorld: boolean;
}
/** One capability of MockLoop. Every face (MCP, client, LangChain, command line) is derived from it. */
interface Tool<Name extends string = string, Input extends object = object, Output extends object = object> {
  /** snake_case, a verb first. */
  readonly name: Name;
  readonly title: string;
  /** What it does and when to use it, what it returns, and one example: for a model. At most 400 tokens with the input schema. */
  readonly description: string;
  readonly toolset: Toolset;
  readonly hints: ToolHints;
  /** Of what callers give; what it parses to has the defaults filled in. */
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  /**
   * Does the work. A method, so that a tool of any input is a `Tool`.
   *
   * @param args What `input` has parsed.
   * @throws {MockLoopError}
   */
  run(args: Input, context: ToolContext): Promise<Output>;
  /** What a model reads of a result. Default: the result as JSON. */
  summarize?(output: Output): string;
}
/** Which tools are offered. */
interface ToolSelection {
  /** Sets of tools; also `default` and `all`. Default: `default`, unless `tools` names some. */
  readonly toolsets?: readonly string[] | undefined;
  /** Tools by name, beside those of `toolsets`. */
  readonly tools?: readonly string[] | undefined;
  /** Tools that are not offered, whatever else names them. */
  readonly excludeTools?: readonly string[] | undefined;
  /** Only tools that change nothing, whatever else names them. Default `false`. */
  readonly readOnly?: boolean | undefined;
}
/** What is looked at of a tool. */
interface SelectableTool {
  readonly name: string;
  readonly toolset: Toolset;
  readonly hints: Pick<ToolHints, "readOnly">;
}
/**
 * The tools of a selection, in the order of `all`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a toolset or tool that there is not.
 */
declare function selectTools<T extends SelectableTool>(all: readonly T[], selection: ToolSelection): readonly T[];
/** Whether a selection has a tool. Names of nothing are none of its business. */
declare function isSelected(tool: SelectableTool, selection: ToolSelection): boolean;
export { Tool as a, Progress as c, ToolContext as d, ToolServices as f, selectTools as i, SampleRequest as l, ToolSelection as n, ToolHints as o, isSelected as r, Toolset as s, SelectableTool as t, ToolCall as u };

// select-tools.d.ts
import { i as selectTools, n as ToolSelection, r as isSelected, t as SelectableTool } from "./select-tools.js";
export { SelectableTool, ToolSelection, isSelected, selectTools };