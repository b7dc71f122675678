import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { CancelScheduleInput, CancelScheduleResult } from './cancel-schedule.ts';

export async function runCancelSchedule(
  { schedule_id: id }: CancelScheduleInput,
  context: ToolContext,
): Promise<CancelScheduleResult> {
  const store = await context.contextStore();
  const known = await store.getSchedule(id);
  if (known === undefined)
    throw new MockLoopError('UNKNOWN_SCHEDULE', `There is no schedule ${JSON.stringify(id)}.`, {
      advice: 'list_schedules says which there are.',
    });
  if (known.status === 'active') await store.cancelSchedule(id);
  return { status: 'success', schedule_id: id, name: known.name };
}
