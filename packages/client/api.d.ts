import { a as CamelCase, c as ServerAddress, d as CallOptions, f as ToolAnswer, i as MockLoopClientOptions, l as StdioServer, n as Answers, o as ToolMethods, p as ToolInfo, r as MockLoopClient, s as HttpServer, t as AgentToolsOptions, u as LangChainTool } from "./agent-tools.js";
import { MockLoopError, MockLoopErrorCode, MockLoopErrorDetails, MockLoopProblem } from "@mockloop/tools/mockloop-error";
import { Progress, PromptMessage, ResourceContent, SampleRequest, ScenarioPack, ToolHints, ToolName, ToolTypes, Toolset } from "@mockloop/tools";
export { type AgentToolsOptions, type Answers, type CallOptions, type CamelCase, type HttpServer, type LangChainTool, MockLoopClient, type MockLoopClientOptions, MockLoopError, type MockLoopErrorCode, type MockLoopErrorDetails, type MockLoopProblem, type Progress, type PromptMessage, type ResourceContent, type SampleRequest, type ScenarioPack, type ServerAddress, type StdioServer, type ToolAnswer, type ToolHints, type ToolInfo, type ToolMethods, type ToolName, type ToolTypes, type Toolset };

// agent-tools.d.ts
import { Progress, PromptMessage, ResourceContent, ScenarioPack, ToolCall, ToolHints, ToolName, ToolTypes, ToolboxOptions, Toolset } from "@mockloop/tools";
/** What belongs to one call. */
interface CallOptions {
  /** Ends the work; the call is rejected with `CANCELLED`. */
  readonly signal?: AbortSignal | undefined;
  /** Is told how far long work is. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}
/** What a tool answered. */
interface ToolAnswer {
  /** What a model reads: short, at most 25,000 characters. */
  readonly text: string;
  /** The whole result. */
  readonly output: object;
}
/** What a tool says of itself. */
interface ToolInfo {
  /** snake_case. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly toolset: Toolset;
  readonly hints: ToolHints;
  /** JSON Schema 2020-12. */
  readonly inputSchema: Readonly<Record<string, unknown>>;
  readonly outputSchema: Readonly<Record<string, unknown>>;
}
/** @ts-ignore A tool of LangChain.js. */
type LangChainTool = import("@langchain/core/tools").StructuredToolInterface;
/** A MockLoop MCP server. */
type ServerAddress = StdioServer | HttpServer;
/** One that is started, spoken to over its standard streams, and ended with the client. */
interface StdioServer {
  /** An executable, e.g. `npx`. */
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** Beside what every process needs (PATH, HOME and the like). */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly cwd?: string | undefined;
}
/** One that listens. */
interface HttpServer {
  /** e.g. `http://127.0.0.1:3900/mcp`. */
  readonly url: string | URL;
  /** The bearer token that it printed when it started. */
  readonly token?: string | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
/** `generate_mock_api` → `generateMockApi`. */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;
/** Arguments of a tool. Where none is needed, the object may be left out. */
type ArgumentsOf<Input> = Record<never, never> extends Input ? [input?: Input, options?: CallOptions] : [input: Input, options?: CallOptions];
type Method<Name extends ToolName> = (...args: ArgumentsOf<ToolTypes[Name]["input"]>) => Promise<ToolTypes[Name]["output"]>;
/** A method for each tool, by its name in camelCase. Rejected with `MockLoopError`. Written out, because editors show no comments of mapped types. */
interface ToolMethods {
  /** Writes a mock project for an API document, or brings one up to date, keeping what was edited. */
  generateMockApi: Method<"generate_mock_api">;
  /** Starts a mock and waits until it answers. One that runs already is returned as it is. */
  startMockServer: Method<"start_mock_server">;
  /** Stops a mock and waits until it is gone. */
  stopMockServer: Method<"stop_mock_server">;
  /** Finds the mocks there are: those that run, and those that were generated. */
  discoverMockServers: Method<"discover_mock_servers">;
  /** Finds what a running mock was asked and what it answered, newest first, with figures over all that matches. */
  queryMockLogs: Method<"query_mock_logs">;
  /** Changes what a running mock answers, from the next request on. */
  manageMockData: Method<"manage_mock_data">;
  /** Checks a scenario, also against the document of an API: errors and oddities, each with its place and remedy. */
  validateScenarioConfig: Method<"validate_scenario_config">;
  /** Gives a scenario to a running mock. It is in force once `switchScenario` says so. */
  deployScenario: Method<"deploy_scenario">;
  /** Puts a deployed scenario in force, from its beginning, and verifies it. */
  switchScenario: Method<"switch_scenario">;
  /** Lists the scenarios of running mocks, and which are in force. */
  listActiveScenarios: Method<"list_active_scenarios">;
  /** Tests an API by its document; what it finds is proven, and replayed by `runTestIteration`. */
  executeTestPlan: Method<"execute_test_plan">;
  /** Replays a case of an earlier run, or calls every operation for a while, under a scenario. */
  runTestIteration: Method<"run_test_iteration">;
  /** Puts an API under load with generated data, and holds it against thresholds. */
  runLoadTest: Method<"run_load_test">;
  /** Attacks an API with two identities, and proves each hole by controls. */
  runSecurityTest: Method<"run_security_test">;
  /** Explains runs: categories, likely causes with evidence, trends, next actions. */
  analyzeTestResults: Method<"analyze_test_results">;
  /** Writes runs as HTML, Markdown, JSON, CSV, JUnit, SARIF or HAR. */
  generateTestReport: Method<"generate_test_report">;
  /** Says whether one run is worse than another, with effect sizes and intervals. */
  compareTestRuns: Method<"compare_test_runs">;
  /** Gives figures of runs, in all and by operation. */
  getPerformanceMetrics: Method<"get_performance_metrics">;
  /** Begins a session that runs can belong to. */
  createTestSession: Method<"create_test_session">;
  /** Ends a session, with what of it still runs here, and reports on it. */
  endTestSession: Method<"end_test_session">;
  /** Repeats test tools by cron expression or interval, as long as a MockLoop runs. */
  scheduleTestSuite: Method<"schedule_test_suite">;
  /** Lists schedules, when they ran last and will run next. */
  listSchedules: Method<"list_schedules">;
  /** Ends a schedule. */
  cancelSchedule: Method<"cancel_schedule">;
  /** Tells how far runs are, whichever process works on them. */
  monitorTestProgress: Method<"monitor_test_progress">;
  /** Reads an API document and tells what to test, with evidence. Sends nothing. */
  analyzeOpenapiForTesting: Method<"analyze_openapi_for_testing">;
  /** Writes scenarios for operations of an API document, one of each type. */
  generateScenarioConfig: Method<"generate_scenario_config">;
  /** Makes a copy of a scenario ready for a load, with its answers kept. */
  optimizeScenarioForLoad: Method<"optimize_scenario_for_load">;
  /** Writes scenarios in which operations of an API fail as they declare it, and as any API can. */
  generateErrorScenarios: Method<"generate_error_scenarios">;
  /** Writes security tests for an API: scenarios of its mock, and cases to try on a server that may be tested. */
  generateSecurityTestScenarios: Method<"generate_security_test_scenarios">;
}
/** A class with the methods of all tools, which hand their arguments to its `callTool`. */
declare const ToolMethodsBase: abstract new () => ToolMethods;
/** How a client answers when a tool asks back. */
interface Answers {
  /** Answers a question of yes or no. Without it, what cannot be undone wants `confirm: true`. */
  readonly confirm?: ToolCall["confirm"];
  /** Asks a model, for tools that are called with `use_sampling`. */
  readonly sample?: ToolCall["sample"];
}
/** `workspace` is the current folder where it is not given. */
interface MockLoopClientOptions extends Answers, Partial<ToolboxOptions> {}
/** Every tool of MockLoop as a method: in this process, or over MCP. */
declare class MockLoopClient extends ToolMethodsBase implements AsyncDisposable {
  #private;
  /** A client with the tools in this process. They are loaded when one is first called. */
  constructor(options?: MockLoopClientOptions);
  /**
   * A client of a MockLoop MCP server: one that it starts, or one that runs.
   *
   * @throws {MockLoopError} `UNREACHABLE`, `UNAUTHORIZED`, `INVALID_ARGUMENTS`
   */
  static connect(server: ServerAddress, answers?: Answers): Promise<MockLoopClient>;
  /** Calls a tool by its name. */
  callTool<Name extends ToolName>(name: Name, args: ToolTypes[Name]["input"], options?: CallOptions): Promise<ToolTypes[Name]["output"]>;
  /** Calls a tool as a model asked for it, and says the answer as a model reads it. */
  callForModel(name: string, args: unknown, options?: CallOptions): Promise<ToolAnswer>;
  /** What the tools say of themselves. */
  listTools(): Promise<readonly ToolInfo[]>;
  /** The fifteen scenario packs. */
  scenarioPacks(): Promise<readonly ScenarioPack[]>;
  /** What stands at the address of a resource, e.g. one that a result names. */
  readResource(uri: string): Promise<ResourceContent>;
  /** The messages of a prompt. All its arguments are text. */
  prompt(name: string, args?: Readonly<Record<string, string>>): Promise<readonly PromptMessage[]>;
  /** The tools as LangChain has them, for `createAgent`, `ToolNode` and plain nodes. Needs `@langchain/core`. */
  asLangChainTools(options?: AgentToolsOptions): Promise<LangChainTool[]>;
  /**
   * Ends what ends with the client: calls that go on, attached mocks, a server that it started. Mocks in the background go on.
   */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
/** Which tools an agent gets. */
interface AgentToolsOptions {
  /** Sets of tools; also `default` and `all`. Default: `default`, unless `include` names some. */
  readonly toolsets?: readonly (Toolset | "default" | "all")[] | undefined;
  /** Tools by name, beside those of `toolsets`. */
  readonly include?: readonly string[] | undefined;
  /** Tools to leave out, whatever else names them. */
  readonly exclude?: readonly string[] | undefined;
  /** Only tools that change nothing, whatever else names them. Default `false`. */
  readonly readOnly?: boolean | undefined;
  /** Stands before each name, e.g. `mockloop_`. Default: nothing. */
  readonly prefix?: string | undefined;
}
export { CamelCase as a, ServerAddress as c, CallOptions as d, ToolAnswer as f, MockLoopClientOptions as i, StdioServer as l, Answers as n, ToolMethods as o, ToolInfo as p, MockLoopClient as r, HttpServer as s, AgentToolsOptions as t, LangChainTool as u };

// ai-sdk.d.ts
import { r as MockLoopClient, t as AgentToolsOptions } from "./agent-tools.js";
import { ToolSet } from "ai";
/** What a tool's execution comes to. */
interface AiSdkToolOutput {
  /** What the model reads. */
  readonly text: string;
  readonly result: object;
}
/**
 * The tools of a client as the AI SDK has them, for `generateText`, `streamText` and agents. A model reads the text of what a
 * tool answers; the whole is in the `result` of its output. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a tool or toolset that there is not; `NOT_SUPPORTED` where `ai` is not installed.
 */
declare function asAiSdkTools(client: MockLoopClient, options?: AgentToolsOptions): Promise<ToolSet>;
export { type AgentToolsOptions, type AiSdkToolOutput, asAiSdkTools };

// langchain.d.ts
import { r as MockLoopClient, t as AgentToolsOptions, u as LangChainTool } from "./agent-tools.js";
/**
 * The tools of a client as LangChain has them. What a tool answers is the content of its message, the whole result its
 * artifact. Hints are in `metadata.mockloop`.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS` for a tool or toolset that there is not; `NOT_SUPPORTED` where `@langchain/core` is not installed.
 */
declare function asLangChainTools(client: MockLoopClient, options?: AgentToolsOptions): Promise<LangChainTool[]>;
/**
 * Which tools may undo or remove something: for `humanInTheLoopMiddleware({ interruptOn: interruptOn(tools) })`. What a human
 * has approved a tool still wants to be told: by its argument `confirm: true`, or by the `confirm` of the client.
 */
declare function interruptOn(tools: readonly LangChainTool[]): Record<string, boolean>;
export { type AgentToolsOptions, type LangChainTool, asLangChainTools, interruptOn };