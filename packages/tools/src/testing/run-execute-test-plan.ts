import { createTestPlan, readTestPlan, type TestPlan } from '@mockloop/test-runner';
import { connectMock } from '../mock/connect-mock.ts';
import { MockLoopError, type MockLoopProblem } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { AnswerDifferences } from './answer-differences.ts';
import { compareWithLive, readComparison } from './compare-with-live.ts';
import { digestRun } from './digest-run.ts';
import type { ExecuteTestPlanInput, ExecuteTestPlanResult } from './execute-test-plan.ts';
import { figuresOf } from './figures-of.ts';
import { phasesOf } from './focus.ts';
import { identitiesOf } from './identities-of.ts';
import { logOfRun } from './log-of-run.ts';
import { runTestsOf } from './run-tests-of.ts';
import { runningDigest } from './running-digest.ts';
import { readTestTarget, type Target } from './target-document.ts';

export async function runExecuteTestPlan(
  args: ExecuteTestPlanInput,
  context: ToolContext,
): Promise<ExecuteTestPlanResult> {
  checkComparison(args);
  readComparison(args.comparison_config);
  if (args.mode === 'mock') await connectMock(args.server_url, context);
  const target = await readTestTarget(
    { server_url: args.server_url, spec: args.openapi_spec },
    '/openapi_spec',
    context,
  );
  const plan = await planOf(args, target);
  const kind = args.test_focus === 'security' ? 'security' : 'functional';
  if (args.execute_immediately === false) return planned(plan, kind);
  const identities = identitiesOf(args.auth);
  const live: { differences?: AnswerDifferences } = {};
  const { id, result } = await runTestsOf(
    {
      kind,
      document: target.document,
      plan,
      identities,
      validationMode: args.validation_mode,
      sessionId: args.session_id,
      isDetached: args.wait === false,
      then: async ({ plan: { server_url: mockUrl } }, ofRun) => {
        const { live_url: liveUrl, mode, comparison_config: config } = args;
        if (liveUrl === undefined || (mode !== 'proxy' && mode !== 'hybrid')) return;
        const { document } = target;
        live.differences = await compareWithLive({ document, mockUrl, liveUrl, mode, config, identities }, ofRun);
      },
    },
    context,
  );
  if (result === undefined) return runningDigest(id, { kind, server_url: plan.server_url, seed: plan.seed });
  return {
    ...digestRun(result),
    differences: args.report_differences === false ? undefined : live.differences,
    performance: args.monitor_performance === false ? undefined : figuresOf(result.latency),
    logs: args.collect_logs ? await logOfRun(result, context) : undefined,
  };
}

async function planOf(args: ExecuteTestPlanInput, { document, serverUrl }: Target): Promise<TestPlan> {
  const { test_plan: given, test_focus: focus = 'comprehensive', auto_generate_scenarios: isGenerating = true } = args;
  const phases = phasesOf(focus, isGenerating);
  const budget = { max_cases: args.max_cases, max_requests: args.max_requests, max_seconds: args.max_seconds };
  const concurrency = args.parallel_execution === false ? 1 : undefined;
  if (given === undefined)
    return await createTestPlan(document, { serverUrl, seed: args.seed, phases, budget, concurrency });
  // What the call says itself goes before what the plan says.
  const read = await readTestPlan({ ...given, server_url: serverUrl, seed: args.seed ?? given.seed }, document);
  return {
    ...read,
    phases: read.phases.filter((phase) => phase === 'preflight' || phases.includes(phase)),
    budget: { ...read.budget, ...figuresOf(budget) },
    concurrency: concurrency ?? read.concurrency,
  };
}

/** Nothing has been sent. */
function planned(plan: TestPlan, kind: ExecuteTestPlanResult['kind']): ExecuteTestPlanResult {
  return {
    ...runningDigest('', { kind, server_url: plan.server_url, seed: plan.seed }),
    status: 'success',
    resource: '',
    test_plan: { ...plan },
  };
}

function checkComparison(args: ExecuteTestPlanInput): void {
  const problem = comparisonProblem(args);
  if (problem === undefined) return;
  throw new MockLoopError('INVALID_ARGUMENTS', 'Answers cannot be compared.', { problems: [problem] });
}

function comparisonProblem({ mode, live_url: live, wait }: ExecuteTestPlanInput): MockLoopProblem | undefined {
  const isComparing = mode === 'proxy' || mode === 'hybrid';
  if (isComparing && live === undefined)
    return { pointer: '/live_url', detail: `it is needed where mode is ${mode}: the API to compare with.` };
  if (!isComparing && live !== undefined)
    return { pointer: '/mode', detail: 'it must be proxy or hybrid where live_url is given.' };
  // Differences are told, not kept.
  return isComparing && wait === false
    ? { pointer: '/wait', detail: `it cannot be false where mode is ${mode}.` }
    : undefined;
}
