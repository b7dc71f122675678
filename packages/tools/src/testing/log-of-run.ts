import type { TestRun } from '@mockloop/test-runner';
import { runQueryMockLogs } from '../core/run-query-mock-logs.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';

export interface RunLog {
  readonly requests: number;
  readonly errors: number;
}

/** What the log of a mock says of the time of a run; `undefined` where the server under test is no mock. */
export async function logOfRun(
  { plan, target, started_at, finished_at }: Pick<TestRun, 'plan' | 'target' | 'started_at' | 'finished_at'>,
  context: ToolContext,
): Promise<RunLog | undefined> {
  if (!target.is_mock) return undefined;
  try {
    const { analysis } = await runQueryMockLogs(
      { server_url: plan.server_url, time_from: started_at, time_to: finished_at, limit: 1, offset: 0, analyze: true },
      context,
    );
    return analysis && { requests: analysis.total_requests, errors: analysis.total_errors };
  } catch (error) {
    if (error instanceof MockLoopError) return undefined;
    throw error;
  }
}
