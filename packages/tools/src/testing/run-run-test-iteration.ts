import type { StoredRun } from '@mockloop/context-store';
import { createTestPlan, replayCase, type TestRun } from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { digestRun } from './digest-run.ts';
import { figuresOf } from './figures-of.ts';
import { findRun, isRun, resultOf } from './find-run.ts';
import { identitiesOf } from './identities-of.ts';
import { logOfRun, type RunLog } from './log-of-run.ts';
import { runTestsOf } from './run-tests-of.ts';
import { runningDigest } from './running-digest.ts';
import { readTestTarget } from './target-document.ts';
import type { RunTestIterationInput, RunTestIterationResult } from './test-iteration.ts';
import { withScenario } from './with-scenario.ts';

export async function runTestIteration(
  args: RunTestIterationInput,
  context: ToolContext,
): Promise<RunTestIterationResult> {
  if (args.case_id !== undefined) return await replay(args, args.case_id, context);
  if (args.run_id === undefined) return await iterate(args, context);
  throw new MockLoopError('INVALID_ARGUMENTS', 'A run is replayed case by case.', {
    problems: [{ pointer: '/case_id', detail: 'it is needed where run_id is given.' }],
  });
}

/** Calls every operation for a while. */
async function iterate(args: RunTestIterationInput, context: ToolContext): Promise<RunTestIterationResult> {
  const { document, serverUrl } = await readTestTarget(
    { server_url: args.server_url, spec: args.openapi_spec },
    '/openapi_spec',
    context,
  );
  const plan = await createTestPlan(document, {
    serverUrl,
    phases: ['examples', 'random'],
    budget: { max_seconds: args.duration_seconds ?? 30, max_requests: 1_000_000, max_cases: 100_000 },
  });
  let logs: RunLog | undefined;
  const { id, result } = await runTestsOf(
    {
      kind: 'functional',
      document,
      plan,
      scenario: args.scenario_name,
      identities: identitiesOf(args.auth),
      sessionId: args.session_id,
      isDetached: false,
      then: async (run, ofRun) => {
        if (args.collect_logs !== false) logs = await logOfRun(run, ofRun);
      },
    },
    context,
  );
  if (result === undefined) return runningDigest(id, { kind: 'functional', server_url: plan.server_url });
  return {
    ...digestRun(result),
    scenario_name: args.scenario_name,
    performance: args.monitor_performance === false ? undefined : figuresOf(result.latency),
    logs,
  };
}

async function replay(
  args: RunTestIterationInput,
  caseId: string,
  context: ToolContext,
): Promise<RunTestIterationResult> {
  const run = await runOfCase(args, caseId, context);
  const { document, serverUrl } = await readTestTarget(
    { server_url: args.server_url, spec: args.openapi_spec ?? run.plan.document.file },
    '/openapi_spec',
    context,
  );
  // The document's base path may have been added when the run was planned.
  const { server_url: planUrl } = await createTestPlan(document, { serverUrl });
  const started = context.now();
  const { reproduced, observations, evidence } = await withScenario(
    { serverUrl: planUrl, scenario: args.scenario_name },
    context,
    (url) =>
      replayCase(
        document,
        { ...run, plan: { ...run.plan, server_url: url } },
        {
          caseId,
          identities: identitiesOf(args.auth),
          allowedHosts: context.testHosts,
          signal: context.signal,
        },
      ),
  );
  return {
    ...runningDigest(run.id, { kind: run.kind, server_url: serverUrl, seed: run.plan.seed }),
    status: 'success',
    verdict: reproduced ? 'failed' : 'passed',
    requests: evidence.length,
    duration_ms: context.now() - started,
    scenario_name: args.scenario_name,
    replay: {
      case_id: caseId,
      reproduced,
      messages: observations.map(({ message }) => message),
      exchanges: evidence.map(({ method, url, status, failure }) => ({ method, url, status, failure })),
    },
  };
}

/** @throws {MockLoopError} `UNKNOWN_RUN`, `UNKNOWN_CASE` */
async function runOfCase(
  { run_id: id }: RunTestIterationInput,
  caseId: string,
  context: ToolContext,
): Promise<TestRun> {
  const run = id === undefined ? await newestWith(caseId, context) : resultOf(await findRun(id, context));
  if (run !== undefined && run.kind !== 'load' && run.cases.some((one) => one.id === caseId)) return run;
  throw new MockLoopError(
    'UNKNOWN_CASE',
    `There is no case ${JSON.stringify(caseId)}${id === undefined ? '' : ` in the run ${id}`}.`,
    {
      advice:
        'Results of execute_test_plan and run_security_test name cases; give the run_id where the run is not one of the last 50.',
    },
  );
}

async function newestWith(caseId: string, context: ToolContext): Promise<TestRun | undefined> {
  const store = await context.contextStore();
  const { runs } = await store.listRuns({}, { limit: 50 });
  for (const { id, kind } of runs) {
    if (kind === 'load') continue;
    const stored: StoredRun | undefined = await store.getRun(id);
    const result = stored?.result;
    if (isRun(result) && result.kind !== 'load' && result.cases.some((one) => one.id === caseId)) return result;
  }
  return undefined;
}
