import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';

export type ListSchedulesInput = Readonly<Record<never, never>>;

export interface ListSchedulesResult {
  readonly status: 'success';
  /** Of all; the newest 200 are listed. */
  readonly total: number;
  readonly schedules: readonly ScheduleLine[];
}

export interface ScheduleLine {
  readonly schedule_id: string;
  readonly name: string;
  /** The cron expression, or `every 60 s`. */
  readonly when: string;
  readonly time_zone: string;
  /** ISO 8601; absent where there is none. */
  readonly next_run?: string | undefined;
  readonly last_run?: string | undefined;
  readonly last_status?: string | undefined;
}

const output = z.object({
  status: z.literal('success'),
  total: z.number(),
  schedules: z.array(
    z.object({
      schedule_id: z.string(),
      name: z.string(),
      when: z.string(),
      time_zone: z.string(),
      next_run: z.string().optional(),
      last_run: z.string().optional(),
      last_status: z.string().optional(),
    }),
  ),
});

export const listSchedules: Tool<'list_schedules', ListSchedulesInput, ListSchedulesResult> = defineTool({
  name: 'list_schedules',
  title: 'List schedules',
  description: 'Lists scheduled test suites: when each ran last, how it ended, and when it runs next. Example: {}.',
  toolset: 'sessions',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input: z.strictObject({}),
  output,
  load: () => import('./run-list-schedules.ts').then((module) => module.runListSchedules),
  summarize: ({ schedules }) =>
    schedules.length === 0
      ? 'Nothing is scheduled.'
      : schedules
          .map(
            ({ schedule_id, name, when, next_run: next, last_status: last }) =>
              `${schedule_id} "${inlineText(name)}" ${inlineText(when)}; next ${next ?? 'never'}${last === undefined ? '' : `; last: ${last}`}`,
          )
          .join('\n'),
});
