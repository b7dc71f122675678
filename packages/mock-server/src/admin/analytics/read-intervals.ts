import { groupByInterval, type TimeIntervals } from '@mockloop/analyzer';
import type { LogDimension, LogFilter, LogGroup, LogStore } from '@mockloop/log-store';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What the log has of each interval of a stretch of time, by their beginnings. @param range In whole seconds. */
export async function readIntervals(
  logs: LogStore,
  filter: LogFilter,
  range: TimeIntervals,
): Promise<ReadonlyMap<number, readonly LogGroup[]>> {
  const window = { ...filter, timeFrom: range.from, timeTo: range.to };
  return groupByInterval(await logs.groups(window, unitOf(range)), range);
}

function unitOf({ stepMs }: TimeIntervals): LogDimension {
  if (stepMs % HOUR_MS === 0) return 'hour';
  return stepMs % MINUTE_MS === 0 ? 'minute' : 'second';
}
