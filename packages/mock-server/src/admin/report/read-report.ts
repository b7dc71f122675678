import { FailureCollector, type FailureTally, type TestReport, testReport } from '@mockloop/analyzer';
import type { LogFilter, LogStore } from '@mockloop/log-store';
import type { ApiDocument } from '@mockloop/spec-parser';
import { declaredOperations } from './declared-operations.ts';

const PAGE = 1_000;
/** A second of reading. A longer test is judged by its newest requests. */
const MAX_READ = 100_000;

/** The report of the requests that a filter admits; `undefined` where there is none. */
export async function readReport(
  logs: LogStore,
  filter: LogFilter,
  document: ApiDocument,
): Promise<TestReport | undefined> {
  const endpoints = await logs.groups(filter, 'endpoint');
  if (endpoints.length === 0) return undefined;
  return testReport({
    endpoints,
    failures: await readFailures(logs, filter),
    operations: declaredOperations(document),
    timeRange: await logs.timeRange(filter),
  });
}

async function readFailures(logs: LogStore, filter: LogFilter): Promise<FailureTally> {
  const collector = new FailureCollector();
  let read = 0;
  let cursor: string | undefined;
  do {
    const page = await logs.search(filter, { limit: PAGE, cursor });
    for (const entry of page.entries) collector.add(entry);
    read += page.entries.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && read < MAX_READ);
  return collector.tally();
}
