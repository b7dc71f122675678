import { type ClaimedOccurrence, createScheduler, type Scheduler } from '@mockloop/context-store';
import * as z from 'zod';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolCall, ToolServices } from '../tool-context.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import type { NotificationConfig, TestSuite } from './schedule-test-suite.ts';

/** Calls a tool by its name. */
type CallTool = (name: string, args: unknown, call?: ToolCall) => Promise<object>;

/** Works off, in this process, what is scheduled in its folder of state. Ends with the toolbox. */
export async function startSchedules(services: ToolServices, callTool: CallTool): Promise<Scheduler> {
  const store = await services.contextStore();
  const scheduler = createScheduler({
    store,
    run: (occurrence, signal) => runOccurrence({ occurrence, signal }, services, callTool),
    onProblem: (error) => services.log(`Schedules: ${String(error)}`),
  });
  const ending = new AbortController();
  // Also what processes that are gone have left, and what is to be tried again.
  const deliver = (): void =>
    void deliverNotifications(services, ending.signal).catch((error: unknown) =>
      services.log(`Notifications: ${String(error)}`),
    );
  const timer = setInterval(deliver, 30_000).unref();
  deliver();
  services.onClose(async () => {
    clearInterval(timer);
    ending.abort();
    await scheduler.close();
  }, 'first');
  return scheduler;
}

const resultSchema = z.looseObject({ run_id: z.string().optional(), verdict: z.string().optional() });

async function runOccurrence(
  { occurrence, signal }: { readonly occurrence: ClaimedOccurrence; readonly signal: AbortSignal },
  services: ToolServices,
  callTool: CallTool,
): Promise<void> {
  const { suite, notification, id, name } = occurrence.schedule;
  const steps: StepOutcome[] = [];
  for (const step of (suite as TestSuite).steps) {
    steps.push(await runStep(step, (args) => callTool(step.tool, args, { signal, occurrenceId: occurrence.id })));
    // That this process ends is no failure of the tests: nobody is told of one.
    signal.throwIfAborted();
  }
  const failed = steps.filter(({ verdict }) => verdict !== 'passed');
  const config = notification as NotificationConfig | undefined;
  if (config !== undefined && (config.on === 'always' || failed.length > 0)) {
    const store = await services.contextStore();
    await store.addNotification({
      target: { url: config.webhook_url },
      payload: {
        schedule_id: id,
        name,
        due_at: occurrence.due_at,
        status: failed.length > 0 ? 'failed' : 'passed',
        steps,
      },
      schedule_id: id,
    });
    await deliverNotifications(services, signal);
  }
  const [first] = failed;
  if (first !== undefined) throw new MockLoopError('RUN_FAILED', `${first.tool}: ${first.error ?? first.verdict}`);
}

interface StepOutcome {
  readonly tool: string;
  readonly verdict: string;
  readonly run_id?: string | undefined;
  readonly error?: string | undefined;
}

async function runStep(
  { tool, arguments: args }: TestSuite['steps'][number],
  call: (args: unknown) => Promise<object>,
): Promise<StepOutcome> {
  try {
    const { run_id: runId, verdict } = resultSchema.parse(
      await call({ ...args, ...(tool === 'run_test_iteration' ? {} : { wait: true }) }),
    );
    // What has no verdict has shown nothing.
    return { tool, verdict: verdict ?? 'inconclusive', run_id: runId };
  } catch (error) {
    return { tool, verdict: 'error', error: error instanceof Error ? error.message : String(error) };
  }
}
