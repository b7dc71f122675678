import type { LogEntry, LogFilter } from '@mockloop/log-store';

/** Whether a live entry passes what of a filter needs no search: all but text, path and time. */
export function matchesEntry(entry: LogEntry, filter: LogFilter): boolean {
  const wanted = [
    [filter.method, entry.method],
    [filter.operationId, entry.operationId],
    [filter.sessionId, entry.sessionId],
    [filter.scenario, entry.scenario],
    [filter.world, entry.world ?? ''],
    [filter.correlationId, entry.correlationId],
  ];
  return (
    (filter.includeAdmin === true || entry.admin !== true) &&
    matchesStatus(entry.status, filter.status) &&
    wanted.every(([value, actual]) => value === undefined || value === actual)
  );
}

function matchesStatus(status: number, wanted: LogFilter['status']): boolean {
  return wanted === undefined || [wanted].flat().some((one) => one === status || one === classOf(status));
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}
