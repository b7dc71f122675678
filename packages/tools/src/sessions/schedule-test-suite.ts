import * as z from 'zod';
import { amount } from '../amount.ts';
import { checkedArgument } from '../checked-argument.ts';
import { defineTool } from '../define-tool.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';

export interface ScheduleTestSuiteInput {
  /** A name and the tool calls that it consists of. */
  readonly test_suite: TestSuite;
  readonly schedule_config: ScheduleConfig;
  readonly notification_config?: NotificationConfig | undefined;
}

export interface TestSuite {
  readonly name: string;
  /** In order. `execute_test_plan`, `run_load_test`, `run_security_test`, `run_test_iteration`. */
  readonly steps: readonly { readonly tool: string; readonly arguments: Readonly<Record<string, unknown>> }[];
}

/** Exactly one of `cron` and `interval_seconds`. */
export interface ScheduleConfig {
  /** Five or six fields. */
  readonly cron?: string | undefined;
  readonly interval_seconds?: number | undefined;
  /** IANA name, e.g. `Europe/Berlin`. Default `UTC`. */
  readonly time_zone?: string | undefined;
}

export interface NotificationConfig {
  readonly webhook_url: string;
  /** Default `failure`. */
  readonly on?: 'always' | 'failure' | undefined;
}

export interface ScheduleTestSuiteResult {
  readonly status: 'success';
  readonly schedule_id: string;
  readonly name: string;
  /** ISO 8601 with zone: the next five. */
  readonly next_runs: readonly string[];
}

const suite: z.ZodType<TestSuite, TestSuite> = z.strictObject({
  name: textArgument(200),
  steps: z
    .array(z.strictObject({ tool: z.string(), arguments: z.looseObject({}) }))
    .min(1)
    .max(20),
});

const schedule: z.ZodType<ScheduleConfig, ScheduleConfig> = z.strictObject({
  cron: textArgument(200).optional(),
  interval_seconds: amount(31_536_000).optional(),
  time_zone: textArgument(100).optional(),
});

const notification: z.ZodType<NotificationConfig, NotificationConfig> = z.strictObject({
  webhook_url: z.string(),
  on: z.enum(['always', 'failure']).optional(),
});

const input = z.strictObject({
  test_suite: checkedArgument(suite, '{"name", "steps": [{"tool", "arguments"}]}'),
  schedule_config: checkedArgument(schedule, '{"cron" or "interval_seconds", "time_zone"}'),
  notification_config: checkedArgument(notification, '{"webhook_url", "on": "always|failure"}').optional(),
});

const output = z.object({
  status: z.literal('success'),
  schedule_id: z.string(),
  name: z.string(),
  next_runs: z.array(z.string()),
});

export const scheduleTestSuite: Tool<'schedule_test_suite', ScheduleTestSuiteInput, ScheduleTestSuiteResult> =
  defineTool({
    name: 'schedule_test_suite',
    title: 'Schedule tests',
    description:
      'Repeats test tools by cron or interval while a MockLoop server runs; it survives restarts and no occurrence runs twice. Example: {"test_suite": {"name": "nightly", "steps": [{"tool": "execute_test_plan", "arguments": {"server_url": "http://127.0.0.1:8000"}}]}, "schedule_config": {"cron": "0 3 * * *"}}.',
    toolset: 'sessions',
    hints: { readOnly: false, destructive: false, idempotent: false, openWorld: true },
    input,
    output,
    load: () => import('./run-schedule-test-suite.ts').then((module) => module.runScheduleTestSuite),
    summarize: ({ name, schedule_id: id, next_runs }) =>
      `"${name}" is scheduled (${id}); next: ${next_runs.slice(0, 3).join(', ')}.`,
  });
