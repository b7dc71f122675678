import { checkPlan } from '../check-plan.ts';
import type { LoadPlan } from '../load-plan.ts';
import { DEFAULT_SEED } from '../load-setup.ts';
import { prepareRequests } from '../prepare-requests.ts';
import type { Threshold } from '../thresholds.ts';
import { hashOf, limitsOf } from '../worker/request-picker.ts';
import { k6Script } from './k6-script.ts';
import { stageLevelsOf } from './stage-levels.ts';

/** What is assumed of answers where no threshold says it: so many users are made ready for each request per second. */
const ASSUMED_SECONDS = 1;
/** Above what Little's law asks for. */
const SPARE = 1.5;

/**
 * A plan as a script for k6: the same stages, requests, choice of requests and thresholds. Text from a document is only in
 * JSON that the script parses, never in its code.
 *
 * @throws {TypeError} When the plan makes no sense.
 */
export function toK6(plan: LoadPlan): string {
  const thresholds = checkPlan(plan);
  const { origin, pathname } = new URL(plan.serverUrl);
  const { requests, operations } = prepareRequests(plan.requests, pathname.replace(/\/+$/, ''));
  return k6Script({
    options: {
      discardResponseBodies: true,
      scenarios: { load: scenarioOf(plan, thresholds) },
      thresholds: thresholdsOf(plan, thresholds, operations),
    },
    origin,
    operations,
    seed: hashOf(plan.seed ?? DEFAULT_SEED),
    timeout: `${plan.timeoutMs ?? 30_000}ms`,
    limits: [...limitsOf(requests.map(({ weight }) => weight))],
    requests: requests.map(({ operation, method, target, headers, body }) => ({
      operation,
      method,
      target,
      headers: groupHeaders(headers),
      ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
    })),
  });
}

function scenarioOf(plan: LoadPlan, thresholds: readonly Threshold[]): object {
  const levels = stageLevelsOf(plan);
  const unitSeconds =
    plan.model === 'closed' || levels.every(({ from, to }) => isWhole(from) && isWhole(to)) ? 1 : 1000;
  const targetOf = (level: number): number => Math.round(level * unitSeconds);
  const stages = levels.flatMap(({ seconds, from, to }, index) => {
    const before = index === 0 ? from : levels[index - 1]?.to;
    const jump = before === from ? [] : [{ duration: '0s', target: targetOf(from) }];
    return [...jump, { duration: `${Math.round(seconds * 1000)}ms`, target: targetOf(to) }];
  });
  const start = targetOf(levels[0]?.from ?? 0);
  if (plan.model === 'closed') return { executor: 'ramping-vus', startVUs: start, stages };
  const most = Math.max(...levels.map(({ from, to }) => Math.max(from, to)));
  const users = Math.max(1, Math.ceil(most * answerSeconds(thresholds) * SPARE));
  const rate = { executor: 'ramping-arrival-rate', startRate: start, timeUnit: `${unitSeconds}s`, stages };
  return { ...rate, preAllocatedVUs: users, maxVUs: users * 4 };
}

/** k6 knows whole rates only: others are those of a longer time. */
function isWhole(level: number): boolean {
  return Number.isInteger(level);
}

/** How long the slowest answers may take. */
function answerSeconds(thresholds: readonly Threshold[]): number {
  const limits = thresholds
    .filter(({ metric }) => typeof metric === 'number' && metric >= 90)
    .map(({ limit }) => limit);
  return limits.length === 0 ? ASSUMED_SECONDS : Math.max(...limits) / 1000;
}

function thresholdsOf(
  { model, abortOnThreshold = false }: LoadPlan,
  thresholds: readonly Threshold[],
  operations: readonly string[],
): Readonly<Record<string, readonly object[]>> {
  const metrics = thresholds.map((threshold): readonly [name: string, rule: string] => {
    const { metric, rule } = k6Metric(threshold);
    const tag =
      threshold.operation === undefined ? '' : `{operation:${tagOf(operations.indexOf(threshold.operation))}}`;
    return [`${metric}${tag}`, `${rule}${threshold.operator}${threshold.limit}`];
  });
  // k6 leaves requests out when it has no user for them: then its figures are those of another load.
  const all = model === 'closed' ? metrics : [...metrics, ['dropped_iterations', 'count<1'] as const];
  const groups = Map.groupBy(all, ([name]) => name);
  return Object.fromEntries(
    [...groups].map(([name, rules]) => [
      name,
      rules.map(([, threshold]) => ({ threshold, abortOnFail: abortOnThreshold })),
    ]),
  );
}

function k6Metric({ metric }: Threshold): { readonly metric: string; readonly rule: string } {
  if (metric === 'rate') return { metric: 'http_reqs', rule: 'rate' };
  if (metric === 'error_rate') return { metric: 'http_req_failed', rule: 'rate' };
  const rule = typeof metric === 'number' ? `p(${metric})` : { mean: 'avg', min: 'min', max: 'max' }[metric];
  return { metric: 'http_req_duration', rule };
}

/** An operation's name may hold what ends a tag. */
function tagOf(operation: number): string {
  return `op${operation}`;
}

/** k6 takes an object: fields of one name become one. */
function groupHeaders(headers: readonly (readonly [name: string, value: string])[]): Readonly<Record<string, string>> {
  const groups = Map.groupBy(headers, ([name]) => name.toLowerCase());
  return Object.fromEntries(
    [...groups.values()].map((fields) => [fields[0]?.[0] ?? '', fields.map(([, v]) => v).join(', ')]),
  );
}
