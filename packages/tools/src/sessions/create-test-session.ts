import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';

export interface CreateTestSessionInput {
  readonly session_name: string;
  /** Steps that monitor_test_progress counts, or any plan of the caller's. */
  readonly test_plan?: Readonly<Record<string, unknown>> | undefined;
  readonly session_config?: Readonly<Record<string, unknown>> | undefined;
}

export interface CreateTestSessionResult {
  readonly status: 'success';
  /** Give it to the tools that test. */
  readonly session_id: string;
  readonly session_name: string;
  /** ISO 8601. */
  readonly started_at: string;
}

const input = z.strictObject({
  session_name: textArgument(200),
  test_plan: z.looseObject({}).optional(),
  session_config: z.looseObject({}).optional(),
});

const output = z.object({
  status: z.literal('success'),
  session_id: z.string(),
  session_name: z.string(),
  started_at: z.string(),
});

export const createTestSession: Tool<'create_test_session', CreateTestSessionInput, CreateTestSessionResult> =
  defineTool({
    name: 'create_test_session',
    title: 'Create a test session',
    description:
      'Begins a session: runs that are given its session_id belong together. Example: {"session_name": "release 2"}. Next: execute_test_plan, monitor_test_progress, end_test_session.',
    toolset: 'sessions',
    hints: { readOnly: false, destructive: false, idempotent: false, openWorld: false },
    input,
    output,
    load: () => import('./run-create-test-session.ts').then((module) => module.runCreateTestSession),
    summarize: ({ session_id: id, session_name: name }) =>
      `The session "${inlineText(name)}" has begun: session_id ${id}.`,
  });
