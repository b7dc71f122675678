import { allowTarget } from '@mockloop/test-runner';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ScheduleTestSuiteInput, ScheduleTestSuiteResult } from './schedule-test-suite.ts';

/** What a schedule may call. */
export const SCHEDULED_TOOLS: readonly string[] = [
  'execute_test_plan',
  'run_security_test',
  'run_load_test',
  'run_test_iteration',
];

export async function runScheduleTestSuite(
  { test_suite: suite, schedule_config: schedule, notification_config: notification }: ScheduleTestSuiteInput,
  context: ToolContext,
): Promise<ScheduleTestSuiteResult> {
  checkSuite(suite.steps);
  if (notification !== undefined) await allowTarget(notification.webhook_url, context.testHosts, context.signal);
  const store = await context.contextStore();
  const made = await store.createSchedule({ name: suite.name, suite, notification, ...schedule });
  (await context.schedules()).wake();
  return {
    status: 'success',
    schedule_id: made.id,
    name: made.name,
    next_runs: made.next_run_at === undefined ? [] : [made.next_run_at],
  };
}

function checkSuite(steps: ScheduleTestSuiteInput['test_suite']['steps']): void {
  const problems = steps.flatMap(({ tool }, index) =>
    SCHEDULED_TOOLS.includes(tool)
      ? []
      : [{ pointer: `/test_suite/steps/${index}/tool`, detail: `it must be one of ${SCHEDULED_TOOLS.join(', ')}.` }],
  );
  if (problems.length > 0) throw new MockLoopError('INVALID_ARGUMENTS', 'The suite cannot be scheduled.', { problems });
}
