import {
  type CaseKind,
  complianceReport,
  createTestPlan,
  securityKindsFor,
  type TestRun,
  type Upstream,
} from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { digestRun } from './digest-run.ts';
import { phasesOf } from './focus.ts';
import { identitiesOf } from './identities-of.ts';
import { mockUpstream } from './mock-upstream.ts';
import type { ComplianceLine, RunSecurityTestInput, RunSecurityTestResult } from './run-security-test.ts';
import { runTestsOf } from './run-tests-of.ts';
import { runningDigest } from './running-digest.ts';
import { readTestTarget } from './target-document.ts';

export async function runRunSecurityTest(
  args: RunSecurityTestInput,
  context: ToolContext,
): Promise<RunSecurityTestResult> {
  const { document, serverUrl } = await readTestTarget(
    { server_url: args.server_url, spec: args.api_spec },
    '/api_spec',
    context,
  );
  const plan = await createTestPlan(document, {
    serverUrl,
    seed: args.seed,
    phases: phasesOf('security', true),
    budget: { max_requests: args.max_requests, max_seconds: args.max_seconds },
  });
  const { id, result } = await runTestsOf(
    {
      kind: 'security',
      document,
      plan,
      kinds: kindsOf(args),
      scenario: args.scenario_name,
      upstream: await upstreamOf(args, context),
      identities: identitiesOf(args.auth),
      sessionId: args.session_id,
      isDetached: args.wait === false,
    },
    context,
  );
  if (result === undefined)
    return runningDigest(id, { kind: 'security', server_url: plan.server_url, seed: plan.seed });
  return { ...digestRun(result), compliance: complianceOf(result, args) };
}

async function upstreamOf(
  { upstream_url: url }: RunSecurityTestInput,
  context: ToolContext,
): Promise<Upstream | undefined> {
  // It answers as before also where the run is cancelled.
  return url === undefined ? undefined : await mockUpstream(url, { ...context, signal: undefined });
}

/** @throws {MockLoopError} `INVALID_ARGUMENTS` for a name that is none. */
function kindsOf({ security_focus: focus }: RunSecurityTestInput): readonly CaseKind[] | undefined {
  try {
    return focus && securityKindsFor(focus);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new MockLoopError('INVALID_ARGUMENTS', 'There is no such security test.', {
      problems: [{ pointer: '/security_focus', detail: cause.message }],
      cause,
    });
  }
}

function complianceOf(
  run: TestRun,
  { compliance_requirements: wanted }: RunSecurityTestInput,
): readonly ComplianceLine[] | undefined {
  return (
    wanted && complianceReport(run, wanted).map(({ findings, ...line }) => ({ ...line, findings: findings.length }))
  );
}
