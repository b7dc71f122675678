import type { LogAnalysis } from './analyze-log.ts';

/** What of an analysis is worth a sentence. Each names the figure it rests on. */
export function insightsOf({ endpoints, errors, performance, total_requests }: LogAnalysis): string[] {
  const insights: string[] = [];
  const [failing] = endpoints.most_failing;
  const [slowest] = endpoints.slowest;
  const [busiest] = endpoints.most_accessed;
  const { error_rate = 0, server_errors } = errors;
  if (error_rate > 0.1) insights.push(`${percent(error_rate)} of all requests failed (${errors.total_errors}).`);
  if (failing !== undefined && error_rate > 0) {
    insights.push(`${failing.key} failed most: ${failing.total_errors} of ${failing.total_requests} requests.`);
  }
  if (server_errors === 1) insights.push('1 request was answered with a server error (5xx).');
  if (server_errors > 1) insights.push(`${server_errors} requests were answered with a server error (5xx).`);
  if (performance !== undefined && performance.p99_ms > 10 * performance.p50_ms && performance.p99_ms > 100) {
    insights.push(`1 % of the requests took ${performance.p99_ms.toFixed(0)} ms or more, over ten times the median.`);
  }
  if (slowest?.performance !== undefined && slowest.performance.p95_ms > 500) {
    insights.push(`${slowest.key} is slow: its 95th percentile is ${slowest.performance.p95_ms.toFixed(0)} ms.`);
  }
  if (busiest !== undefined && endpoints.total_unique_endpoints > 1 && busiest.total_requests > total_requests / 2) {
    insights.push(`${busiest.key} got ${percent(busiest.total_requests / total_requests)} of all requests.`);
  }
  return insights;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
