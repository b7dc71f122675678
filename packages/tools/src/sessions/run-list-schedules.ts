import type { ScheduleRecord } from '@mockloop/context-store';
import type { ToolContext } from '../tool-context.ts';
import type { ListSchedulesInput, ListSchedulesResult, ScheduleLine } from './list-schedules.ts';

export async function runListSchedules(_: ListSchedulesInput, context: ToolContext): Promise<ListSchedulesResult> {
  const store = await context.contextStore();
  const { schedules, total } = await store.listSchedules({ status: 'active' }, { limit: 200 });
  return { status: 'success', total, schedules: schedules.map(lineOf) };
}

function lineOf({
  id,
  name,
  cron,
  interval_seconds: seconds,
  time_zone,
  next_run_at,
  last_run,
}: ScheduleRecord): ScheduleLine {
  return {
    schedule_id: id,
    name,
    when: cron ?? `every ${seconds} s`,
    time_zone,
    next_run: next_run_at,
    last_run: last_run?.claimed_at,
    last_status: last_run?.status,
  };
}
