import { allowTarget } from '@mockloop/test-runner';
import { MockLoopError, type MockLoopProblem } from '../mockloop-error.ts';
import { parseArguments } from '../parse-arguments.ts';
import { executeTestPlan } from '../testing/execute-test-plan.ts';
import { runLoadTestTool } from '../testing/run-load-test.ts';
import { runSecurityTestTool } from '../testing/run-security-test.ts';
import { runTestIterationTool } from '../testing/test-iteration.ts';
import type { Tool } from '../tool.ts';
import type { ToolContext } from '../tool-context.ts';
import type { ScheduleTestSuiteInput, ScheduleTestSuiteResult } from './schedule-test-suite.ts';

/** What a schedule may call. */
const SCHEDULED_TOOLS: ReadonlyMap<string, Tool> = new Map(
  [executeTestPlan, runSecurityTestTool, runLoadTestTool, runTestIterationTool].map((tool: Tool) => [tool.name, tool]),
);

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

type Step = ScheduleTestSuiteInput['test_suite']['steps'][number];

/** What is wrong with a step is told now, not at night. */
function checkSuite(steps: readonly Step[]): void {
  const problems = steps.flatMap((step, index) => problemsOf(step, `/test_suite/steps/${index}`));
  if (problems.length > 0) throw new MockLoopError('INVALID_ARGUMENTS', 'The suite cannot be scheduled.', { problems });
}

function problemsOf({ tool, arguments: args }: Step, pointer: string): readonly MockLoopProblem[] {
  const schedulable = SCHEDULED_TOOLS.get(tool);
  if (schedulable === undefined)
    return [{ pointer: `${pointer}/tool`, detail: `it must be one of ${[...SCHEDULED_TOOLS.keys()].join(', ')}.` }];
  const unwanted = NOT_SCHEDULED.filter((name) => Object.hasOwn(args, name));
  if (unwanted.length > 0)
    return unwanted.map((name) => ({
      pointer: `${pointer}/arguments/${name}`,
      detail: 'it has no place in what is scheduled: each step runs to its end.',
    }));
  try {
    parseArguments(schedulable, args);
    return [];
  } catch (error) {
    if (!(error instanceof MockLoopError)) throw error;
    return (error.problems ?? []).map((one) => ({ ...one, pointer: `${pointer}/arguments${one.pointer}` }));
  }
}

/** Arguments by which a step would not run, or not to its end. */
const NOT_SCHEDULED = ['wait', 'execute_immediately', 'export_format'];
