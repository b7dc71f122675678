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
import { type StartedRun, startRun } from './start-run.ts';

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
  /** Done with the run before it is kept as ended. */
  readonly then?: ((run: TestRun, signal: AbortSignal) => Promise<void>) | undefined;
}

/** Carries out a plan, and keeps the run. */
export async function runTestsOf(test: TestWork, context: ToolContext): Promise<StartedRun<TestRun>> {
  const { kind, document, plan, isDetached } = test;
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
      work: async ({ id, signal, report, keep }) => {
        const result = await runTests(document, plan, {
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
        });
        await test.then?.(result, signal);
        return result;
      },
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
