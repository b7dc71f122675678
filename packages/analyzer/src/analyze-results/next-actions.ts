import { countErrors } from '../compare-runs/run-samples.ts';
import type {
  AnalyzedCluster,
  AnalyzedLoadRun,
  AnalyzedRun,
  AnalyzedTestRun,
  FindingSeverity,
} from './analyzed-run.ts';
import { capacityOf } from './capacity.ts';
import { type RankedCause, type RunContext, rankedCauses } from './causes.ts';
import type { Cause } from './cluster-clues.ts';

/** Something to do, with why, and the call of a tool that does or checks it. Ready for JSON. */
export interface NextAction {
  readonly action: string;
  /** `GET /pets/{petId}`. Absent where it is about the server as a whole. */
  readonly operation?: string;
  readonly evidence: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** Other runs that tell more about the one at hand. */
export type NextActionsContext = Omit<RunContext, 'run'>;

const MOST = 5;

/**
 * What to do after a run: at most five, the one first that mends most. Each rests on what the run found; a run that found
 * nothing has none.
 */
export function nextActions(run: AnalyzedRun, context: NextActionsContext = {}): NextAction[] {
  return (run.kind === 'load' ? afterLoad(run) : afterTest({ ...context, run })).slice(0, MOST);
}

const WEIGHTS: Readonly<Record<FindingSeverity, number>> = { critical: 8, high: 5, medium: 3, low: 1, info: 0 };

function afterTest(context: RunContext): NextAction[] {
  const { run } = context;
  const causes = new Map(rankedCauses(context).map((cause) => [cause.cluster, cause]));
  const cases = new Map(run.findings.map(({ id, case_id }) => [id, case_id]));
  return run.clusters
    .filter(({ severity, confidence }) => severity !== 'info' && confidence !== 'suspicion')
    .toSorted((a, b) => worthOf(b) - worthOf(a))
    .flatMap((cluster) => {
      const caseId = cluster.finding_ids.map((id) => cases.get(id)).find((id) => id !== undefined);
      const cause = causes.get(cluster.key);
      return caseId === undefined || cause === undefined ? [] : mend(cluster, cause, { run, caseId });
    });
}

function worthOf({ severity, operations, operation_count: count = operations.length }: AnalyzedCluster): number {
  return WEIGHTS[severity] * Math.log2(2 + count);
}

const WHAT: Readonly<Record<Cause, string>> = {
  document: 'Correct the document',
  server: 'Mend the server',
  mock: 'Mend the mock',
  environment: 'Look for what hinders the server',
};

function mend(
  cluster: AnalyzedCluster,
  { cause, evidence }: RankedCause,
  { run, caseId }: { run: AnalyzedTestRun; caseId: string },
): NextAction {
  const { message, pointer, line, operations, operation_count: count = operations.length } = cluster;
  const [operation] = operations;
  const place = pointer === undefined ? '' : ` (${pointer}${line === undefined ? '' : `, line ${line}`})`;
  const others = count > 1 ? `; ${count} operations share this cause` : '';
  return {
    action: `${WHAT[cause]}: ${message.replace(/\.$/, '')}${cause === 'document' ? place : ''}. Then send the case again: it must not show itself any more`,
    ...(operation !== undefined && { operation }),
    evidence: `${evidence[0] ?? message}${others}`,
    tool: 'run_test_iteration',
    arguments: { server_url: run.plan.server_url, case_id: caseId, run_id: run.id },
  };
}

function afterLoad(run: AnalyzedLoadRun): NextAction[] {
  return [unsaturated(run), searchLimit(run), lookAtErrors(run), lookAtSlowest(run)].flat();
}

/** Nothing else can be said of a run whose measuring side was the limit. */
function unsaturated({ server_url, result }: AnalyzedLoadRun): NextAction[] {
  const [reason] = result.saturated?.reasons ?? [];
  if (reason === undefined || result.achieved_rate < 2) return [];
  const rate = Math.floor(result.achieved_rate / 2);
  const action = `Measure again with ${rate} requests per second: these figures are of the measuring side, not of the server`;
  return [loadAction(action, reason, { server_url, target_load: rate, duration_seconds: 30 })];
}

/** Between the highest level that was borne and the lowest that was not, the limit is still unknown. */
function searchLimit({ server_url, result }: AnalyzedLoadRun): NextAction[] {
  const capacity = result.saturated === undefined ? capacityOf(result) : undefined;
  const { sustained, exceeded_at: exceeded, evidence = '', unit } = capacity ?? {};
  if (sustained === undefined || exceeded === undefined || unit !== 'requests_per_second') return [];
  if (exceeded / sustained < 1.2) return [];
  const step = (exceeded - sustained) / 4;
  const stages = [1, 2, 3].map((n) => ({
    type: 'step',
    rate: Math.round(sustained + n * step),
    duration_seconds: 20,
  }));
  const thresholds = (result.thresholds ?? []).map(({ expression }) => expression);
  return [
    loadAction(`Find the limit between ${sustained} and ${exceeded} requests per second`, evidence, {
      server_url,
      stages,
      ...(thresholds.length > 0 && { thresholds }),
    }),
  ];
}

function lookAtErrors({ server_url, result }: AnalyzedLoadRun): NextAction[] {
  const failing = (result.operations ?? [])
    .map(({ operation, sent, errors }) => ({ operation, sent, errors, failed: countErrors(errors) }))
    .filter(({ failed, sent }) => failed > 0 && failed >= 0.01 * sent)
    .toSorted((a, b) => b.failed - a.failed);
  const [worst] = failing;
  if (worst === undefined || result.saturated !== undefined) return [];
  const { operation, sent, errors, failed } = worst;
  const kinds = Object.entries(errors).flatMap(([kind, count = 0]) => (count > 0 ? `${count} ${kind}` : []));
  const evidence = `${failed} of ${sent} requests failed (${kinds.join(', ')})`;
  const action = `See whether ${operation} also fails without load: one request in a second`;
  const options = { server_url, operations: [operation], target_load: 1, duration_seconds: 20 };
  return [{ ...loadAction(action, evidence, options), operation }];
}

/** Worth a look where one is far slower than the run as a whole and a threshold was missed. */
function lookAtSlowest({ server_url, result }: AnalyzedLoadRun): NextAction[] {
  const missed = (result.thresholds ?? []).find(
    ({ passed, expression }) => !passed && /^p\d|^mean|^max/.test(expression),
  );
  const operations = (result.operations ?? []).flatMap(({ operation, response: { p95_ms: p95 } }) =>
    p95 === undefined ? [] : { operation, p95 },
  );
  const [slowest] = operations.toSorted((a, b) => b.p95 - a.p95);
  const whole = result.response.p50_ms;
  if (missed === undefined || slowest === undefined || whole === undefined || result.saturated !== undefined) return [];
  if (slowest.p95 < 2 * whole || operations.length < 2) return [];
  const { operation, p95 } = slowest;
  const evidence = `${missed.expression} was missed; its p95 is ${p95.toFixed(1)} ms, the median of all answers ${whole.toFixed(1)} ms`;
  const rate = Math.max(1, Math.round(result.achieved_rate / operations.length));
  const options = { server_url, operations: [operation], target_load: rate, duration_seconds: 20 };
  return [{ ...loadAction(`Measure ${operation} alone, at its share of the load`, evidence, options), operation }];
}

function loadAction(action: string, evidence: string, options: Readonly<Record<string, unknown>>): NextAction {
  return { action, evidence, tool: 'run_load_test', arguments: options };
}
