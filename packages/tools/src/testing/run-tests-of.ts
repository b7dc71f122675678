import type { RunKind } from '@mockloop/context-store';
import type { ApiDocument } from '@mockloop/spec-parser';
import {
  type CaseKind,
  type GivenIdentity,
  runTests,
  type TestPlan,
  type TestRun,
  type Upstream,
  type ValidationMode,
} from '@mockloop/test-runner';
import type { ToolContext } from '../tool-context.ts';
import { type RunUnderWay, type StartedRun, startRun } from './start-run.ts';
import { withScenario } from './with-scenario.ts';

export interface TestWork {
  readonly kind: RunKind & ('functional' | 'security');
  readonly document: ApiDocument;
  readonly plan: TestPlan;
  readonly identities?: readonly GivenIdentity[] | undefined;
  readonly validationMode?: ValidationMode | undefined;
  readonly kinds?: readonly CaseKind[] | undefined;
  readonly upstream?: Upstream | undefined;
  readonly sessionId?: string | undefined;
  readonly isDetached: boolean;
  /** Put in force for the run, in a world of its own. */
  readonly scenario?: string | undefined;
  /** Done with the run, where its server still is as it was for the run, before it is kept as ended. */
  readonly then?: ((run: TestRun, context: ToolContext) => Promise<void>) | undefined;
}

/** Carries out a plan, and keeps the run. */
export async function runTestsOf(test: TestWork, context: ToolContext): Promise<StartedRun<TestRun>> {
  const { kind, plan, isDetached } = test;
  const run = {
    kind,
    server_url: plan.server_url,
    document_title: plan.document.title,
    document_digest: plan.document.digest,
    seed: plan.seed,
    plan,
    session_id: test.sessionId,
  };
  return await startRun<TestRun>(
    {
      run,
      isDetached,
      work: (underWay) => inScenario(test, underWay),
      outcomeOf: (result) => ({
        status: result.status,
        reason: result.reason,
        requests_count: result.requests,
        cases_count: result.phases.reduce((sum, { cases }) => sum + cases, 0),
        findings_count: result.findings.length,
        suspicions_count: result.suspicions.length,
        clusters_count: result.clusters.length,
        duration_ms: result.duration_ms,
        result,
      }),
    },
    context,
  );
}

async function inScenario(test: TestWork, underWay: RunUnderWay): Promise<TestRun> {
  const { plan, scenario } = test;
  // The world is there as long as the run is, also where nobody waits for it.
  return await withScenario({ serverUrl: plan.server_url, scenario }, underWay.context, (url) =>
    carryOut({ ...test, plan: { ...plan, server_url: url } }, underWay),
  );
}

async function carryOut(
  test: TestWork,
  { id, signal, context, report, keep, snapshot }: RunUnderWay,
): Promise<TestRun> {
  const result = await runTests(test.document, test.plan, {
    id,
    identities: test.identities,
    validationMode: test.validationMode,
    kinds: test.kinds,
    upstream: test.upstream,
    allowedHosts: context.testHosts,
    now: context.now,
    signal,
    onProgress: ({ phase, requests, max_requests: total, findings }) =>
      report({ phase, requests, findings, done: requests, total }),
    onFinding: (finding) => keep('findings', finding),
    onSnapshot: snapshot,
  });
  await test.then?.(result, context);
  return result;
}
