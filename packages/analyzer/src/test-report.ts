import type { LogGroup, LogTimeRange } from '@mockloop/log-store';
import { type Coverage, coverageOf, type DeclaredOperation } from './coverage.ts';
import type { FailureTally } from './failure-tally.ts';
import { FAILURE_RULE, type FailedRequest, type FailureGroup } from './failures.ts';
import { type Figures, type KeyFigures, summarize, summarizeByKey } from './summarize.ts';

export interface TestReportInput {
  /** The groups of `LogStore.groups(filter, 'endpoint')`. */
  readonly endpoints: readonly LogGroup[];
  /** Of the same entries. */
  readonly failures: FailureTally;
  readonly operations: readonly DeclaredOperation[];
  readonly timeRange?: LogTimeRange | undefined;
}

/** What the requests of a test came to, ready for JSON. Figures that were not measured are absent. */
export interface TestReport extends Figures {
  /** `failed`: at least one request failed. */
  readonly status: 'passed' | 'failed';
  /** When a request counts as failed: for people. */
  readonly failure_rule: string;
  readonly failed_requests: number;
  readonly passed_requests: number;
  /** ISO 8601 in UTC. */
  readonly earliest?: string;
  readonly latest?: string;
  /** What was called, the most called first. */
  readonly operations: readonly OperationReport[];
  /** Some of the requests that failed, the newest first; `failed_requests` counts all. */
  readonly failures: readonly FailedRequest[];
  readonly coverage: Coverage;
  /** How many entries were looked at for failures; all of them unless it is less than `total_requests`. */
  readonly checked_requests: number;
}

export interface OperationReport extends KeyFigures {
  readonly operation_id?: string;
  /** Whether the document has it. */
  readonly declared: boolean;
  readonly failed_requests: number;
  /** Why, the most frequent first. */
  readonly failures: readonly FailureGroup[];
  /** How often it was answered with which status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Sums up what was called, what of it failed and why, and how much of the document was called at all. */
export function testReport({ endpoints, failures, operations, timeRange }: TestReportInput): TestReport {
  const figures = summarize(endpoints);
  const byKey = Map.groupBy(endpoints, ({ key }) => key);
  const declared = new Map(operations.map((operation) => [operation.key, operation]));
  return {
    status: failures.failed > 0 ? 'failed' : 'passed',
    failure_rule: FAILURE_RULE,
    ...figures,
    failed_requests: failures.failed,
    passed_requests: failures.entries - failures.failed,
    ...(timeRange && {
      earliest: new Date(timeRange.earliest).toISOString(),
      latest: new Date(timeRange.latest).toISOString(),
    }),
    operations: summarizeByKey(endpoints).map((keyFigures) =>
      operationReport(keyFigures, { groups: byKey.get(keyFigures.key) ?? [], failures, declared }),
    ),
    failures: failures.requests,
    coverage: coverageOf(endpoints, operations),
    checked_requests: failures.entries,
  };
}

interface OperationContext {
  readonly groups: readonly LogGroup[];
  readonly failures: FailureTally;
  readonly declared: ReadonlyMap<string, DeclaredOperation>;
}

function operationReport(figures: KeyFigures, { groups, failures, declared }: OperationContext): OperationReport {
  const operation = declared.get(figures.key) ?? declared.get(figures.key.replace(/^HEAD /, 'GET '));
  const failed = failures.byOperation.get(figures.key);
  return {
    ...figures,
    ...(operation?.operationId !== undefined && { operation_id: operation.operationId }),
    declared: operation !== undefined,
    failed_requests: failed?.failed ?? 0,
    failures: failed?.reasons ?? [],
    statuses: Object.fromEntries(groups.map(({ status, count }) => [String(status), count])),
  };
}
