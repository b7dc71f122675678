import { type ApiLoadOptions, exportApiLoad, type LoadRun, runApiLoadTest } from '@mockloop/test-runner';
import type { LoadProgress, LoadStage } from '@mockloop/test-runner/load';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { digestLoad } from './digest-load.ts';
import { figuresOf } from './figures-of.ts';
import { identitiesOf } from './identities-of.ts';
import type { LoadStageArgument, RunLoadTestInput, RunLoadTestResult } from './run-load-test.ts';
import { runningDigest } from './running-digest.ts';
import { type RunReport, startRun } from './start-run.ts';
import { readTestTarget } from './target-document.ts';
import { withScenario } from './with-scenario.ts';

export async function runRunLoadTest(args: RunLoadTestInput, context: ToolContext): Promise<RunLoadTestResult> {
  checkModel(args);
  const { document, serverUrl } = await readTestTarget(
    { server_url: args.server_url, spec: args.openapi_spec },
    '/openapi_spec',
    context,
  );
  const options = optionsOf(args, serverUrl, context);
  if (args.export_format !== undefined) {
    const exported = await exportApiLoad(document, { ...options, format: args.export_format, signal: context.signal });
    return { ...runningDigest('', { kind: 'load', server_url: serverUrl }), status: 'success', resource: '', exported };
  }
  const { id, result } = await startRun<LoadRun>(
    {
      run: {
        kind: 'load',
        server_url: serverUrl,
        document_title: document.info.title,
        seed: args.seed,
        plan: planOf(args, options),
        session_id: args.session_id,
      },
      isDetached: args.wait === false,
      work: ({ id: runId, signal, context: ofRun, report }) =>
        withScenario({ serverUrl, scenario: args.scenario_name }, ofRun, (url) =>
          runApiLoadTest(document, {
            ...options,
            id: runId,
            serverUrl: url,
            signal,
            onProgress: (progress) => report(reportOf(progress)),
          }),
        ),
      outcomeOf: (run) => ({
        status: run.status,
        reason: run.reason,
        requests_count: run.result.sent,
        findings_count: run.result.thresholds.filter(({ passed }) => !passed).length,
        duration_ms: run.duration_ms,
        result: run,
      }),
    },
    context,
  );
  return result === undefined ? runningDigest(id, { kind: 'load', server_url: serverUrl }) : digestLoad(result);
}

/** @throws {MockLoopError} `INVALID_ARGUMENTS` where one argument would leave another without an effect. */
function checkModel(args: RunLoadTestInput): void {
  const levels = (['target_load', 'concurrent_users', 'stages'] as const).filter((name) => args[name] !== undefined);
  const surplus = [
    ...levels.slice(1),
    ...(args.stages !== undefined && args.ramp_up_time !== undefined ? ['ramp_up_time'] : []),
    ...(args.find_limit_up_to !== undefined && (args.stages ?? args.concurrent_users) !== undefined
      ? ['find_limit_up_to']
      : []),
  ];
  if (surplus.length === 0) return;
  throw new MockLoopError('INVALID_ARGUMENTS', 'The load is said in two ways.', {
    problems: surplus.map((name) => ({ pointer: `/${name}`, detail: `it cannot be given with ${levels[0]}.` })),
    advice: 'Give target_load, concurrent_users or stages; stages have ramps of their own.',
  });
}

function optionsOf(args: RunLoadTestInput, serverUrl: string, context: ToolContext): ApiLoadOptions {
  const model = args.concurrent_users === undefined ? 'open' : 'closed';
  return {
    serverUrl,
    model,
    stages: args.find_limit_up_to === undefined ? stagesOf(args) : [],
    knee: kneeOf(args),
    apdexMs: args.apdex_ms,
    thresholds: args.thresholds,
    seed: args.seed,
    operations: args.operations?.map((one) => (typeof one === 'string' ? { operation: one } : one)),
    identities: identitiesOf(args.auth),
    allowedHosts: context.testHosts,
    now: context.now,
  };
}

function planOf(
  args: RunLoadTestInput,
  { model, stages, knee, thresholds, operations, seed }: ApiLoadOptions,
): unknown {
  return { model, stages, knee, thresholds, operations, seed, scenario_name: args.scenario_name };
}

function kneeOf({
  find_limit_up_to: to,
  target_load: from = 1,
  duration_seconds: seconds,
}: RunLoadTestInput): ApiLoadOptions['knee'] {
  return to === undefined ? undefined : { from, to, seconds };
}

function stagesOf(args: RunLoadTestInput): LoadStage[] {
  if (args.stages !== undefined) return args.stages.map(toStage);
  const { duration_seconds: seconds = 10, ramp_up_time: rampUp = 0 } = args;
  const level = args.concurrent_users ?? args.target_load ?? 50;
  const steady: LoadStage = { type: 'steady', seconds, level };
  return rampUp === 0 ? [steady] : [{ type: 'ramp', seconds: rampUp, level, from: 0 }, steady];
}

function toStage({ type = 'steady', rate, duration_seconds: seconds }: LoadStageArgument): LoadStage {
  return { type, level: rate, seconds };
}

function reportOf({ second, total_seconds: total, sent, p50_ms, p95_ms, p99_ms, rate }: LoadProgress): RunReport {
  const performance = figuresOf({ rate, p50_ms, p95_ms, p99_ms });
  return { phase: 'load', requests: sent, done: Math.max(0, second), total, performance };
}
