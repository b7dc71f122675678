import { stringify } from 'yaml';
import { checkPlan } from '../check-plan.ts';
import type { LoadPlan } from '../load-plan.ts';
import { prepareRequests } from '../prepare-requests.ts';
import type { Threshold } from '../thresholds.ts';
import type { PreparedRequest } from '../worker-plan.ts';
import { stageLevelsOf } from './stage-levels.ts';
import { withoutTemplates } from './without-templates.ts';

/** Artillery's names of percentiles. */
const PERCENTILES: ReadonlyMap<Threshold['metric'], string> = new Map<Threshold['metric'], string>([
  [50, 'p50'],
  [75, 'p75'],
  [90, 'p90'],
  [95, 'p95'],
  [99, 'p99'],
  [99.9, 'p999'],
  ['mean', 'mean'],
  ['min', 'min'],
  ['max', 'max'],
]);
/** Artillery counts an answer as failed only where it is told which status it may have. */
const SUCCESS = [200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 307, 308];

/**
 * A plan as a script for Artillery, as YAML: the same stages, requests and weights; which request comes when is for Artillery
 * to draw. Thresholds that it cannot check are named in comments at the top.
 *
 * @throws {TypeError} When the plan makes no sense, or Artillery cannot send it: it has no closed model, no bodies but text,
 * and takes `{{` for a template.
 */
export function toArtillery(plan: LoadPlan): string {
  const thresholds = checkPlan(plan);
  if (plan.model === 'closed') throw new TypeError('Artillery has no closed model: use one with a rate, or k6');
  const { origin, pathname } = new URL(plan.serverUrl);
  const { requests, operations } = prepareRequests(plan.requests, pathname.replace(/\/+$/, ''));
  const { ensure, left } = ensureOf(thresholds, operations);
  const document = {
    config: {
      target: origin,
      phases: phasesOf(plan),
      http: { timeout: Math.ceil((plan.timeoutMs ?? 30_000) / 1000) },
      plugins: { ensure: {}, expect: {}, 'metrics-by-endpoint': { useOnlyRequestNames: true } },
      ensure,
    },
    scenarios: scenariosOf(requests, operations),
  };
  const comments = left.map(({ expression }) => `# Artillery cannot check ${JSON.stringify(expression)}\n`);
  return `${comments.join('')}${stringify(document, { lineWidth: 0 })}`;
}

function phasesOf(plan: LoadPlan): readonly object[] {
  return stageLevelsOf(plan).map(({ name, seconds, from, to }) => ({
    name,
    duration: seconds,
    arrivalRate: from,
    ...(to !== from && { rampTo: to }),
  }));
}

function ensureOf(
  thresholds: readonly Threshold[],
  operations: readonly string[],
): { readonly ensure: object; readonly left: readonly Threshold[] } {
  const conditions: object[] = [];
  const left: Threshold[] = [];
  let maxErrorRate: number | undefined;
  for (const threshold of thresholds) {
    const figure = figureOf(threshold, operations);
    const { metric, operator, limit } = threshold;
    if (figure !== undefined) conditions.push({ expression: `${figure} ${operator} ${limit}`, strict: true });
    else if (metric === 'error_rate' && threshold.operation === undefined && operator.startsWith('<'))
      maxErrorRate = Math.min(maxErrorRate ?? Number.POSITIVE_INFINITY, limit * 100);
    else left.push(threshold);
  }
  return { ensure: { conditions, ...(maxErrorRate !== undefined && { maxErrorRate }) }, left };
}

/** Operations go by number: their names are text of the document, and this becomes an expression. */
function figureOf({ metric, operation }: Threshold, operations: readonly string[]): string | undefined {
  if (metric === 'rate') return operation === undefined ? 'http.request_rate' : undefined;
  const aggregate = PERCENTILES.get(metric);
  if (aggregate === undefined) return undefined;
  if (operation === undefined) return `http.response_time.${aggregate}`;
  return `plugins.metrics-by-endpoint.response_time.op${operations.indexOf(operation)}.${aggregate}`;
}

function scenariosOf(requests: readonly PreparedRequest[], operations: readonly string[]): readonly object[] {
  // Artillery's weights are whole numbers.
  const smallest = Math.min(...requests.map(({ weight }) => weight).filter((weight) => weight > 0));
  return requests
    .filter(({ weight }) => weight > 0)
    .map((request) => ({
      name: withoutTemplates.name(operations[request.operation] ?? ''),
      weight: Math.max(1, Math.round((request.weight / smallest) * 100)),
      flow: [{ [request.method.toLowerCase()]: requestOf(request) }],
    }));
}

function requestOf({ operation, target, headers, body }: PreparedRequest): object {
  return {
    name: `op${operation}`,
    url: withoutTemplates.target(target),
    followRedirect: false,
    ...(headers.length > 0 && { headers: headersOf(headers) }),
    ...(body !== undefined && { body: withoutTemplates.body(body, headers) }),
    expect: [{ statusCode: SUCCESS }],
  };
}

function headersOf(headers: PreparedRequest['headers']): Readonly<Record<string, string>> {
  const groups = Map.groupBy(headers, ([name]) => name.toLowerCase());
  return Object.fromEntries(
    [...groups].map(([name, fields]) => [name, withoutTemplates.header(fields.map(([, value]) => value).join(', '))]),
  );
}
