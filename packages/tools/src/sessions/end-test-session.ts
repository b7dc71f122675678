import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type SessionRun, sessionRunFields } from './session-run.ts';

export interface EndTestSessionInput {
  readonly session_id: string;
  /** Default `true`. */
  readonly generate_final_report?: boolean | undefined;
}

export interface EndTestSessionResult {
  readonly status: 'success';
  readonly session_id: string;
  readonly session_name: string;
  readonly duration_ms: number;
  readonly runs: readonly SessionRun[];
  /** Markdown. */
  readonly report?: string | undefined;
}

const input = z.strictObject({ session_id: textArgument(200), generate_final_report: z.boolean().default(true) });

const output = z.object({
  status: z.literal('success'),
  session_id: z.string(),
  session_name: z.string(),
  duration_ms: z.number(),
  runs: z.array(z.object(sessionRunFields)),
  report: z.string().optional(),
});

export const endTestSession: Tool<'end_test_session', EndTestSessionInput, EndTestSessionResult> = defineTool({
  name: 'end_test_session',
  title: 'End a test session',
  description:
    'Ends a session, with what of it still runs here, and reports on its runs. Example: {"session_id": "…"}.',
  toolset: 'sessions',
  hints: { readOnly: false, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-end-test-session.ts').then((module) => module.runEndTestSession),
  summarize: ({ session_name: name, runs, report }) =>
    report ?? `The session "${inlineText(name)}" has ended with ${runs.length} runs.`,
});
