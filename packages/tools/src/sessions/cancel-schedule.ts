import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';

export interface CancelScheduleInput {
  readonly schedule_id: string;
}

export interface CancelScheduleResult {
  readonly status: 'success';
  readonly schedule_id: string;
  readonly name: string;
}

export const cancelSchedule: Tool<'cancel_schedule', CancelScheduleInput, CancelScheduleResult> = defineTool({
  name: 'cancel_schedule',
  title: 'Cancel a schedule',
  description: 'Ends the repetition of a test suite; runs that were made stay. Example: {"schedule_id": "…"}.',
  toolset: 'sessions',
  hints: { readOnly: false, destructive: true, idempotent: true, openWorld: false },
  input: z.strictObject({ schedule_id: textArgument(200) }),
  output: z.object({ status: z.literal('success'), schedule_id: z.string(), name: z.string() }),
  load: () => import('./run-cancel-schedule.ts').then((module) => module.runCancelSchedule),
  summarize: ({ name }) => `"${name}" is not scheduled any more.`,
});
