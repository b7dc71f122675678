import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { type SessionRun, sessionRunFields } from './session-run.ts';

export interface MonitorTestProgressInput {
  /** Of a session, or `run_id` of one run. */
  readonly session_id?: string | undefined;
  readonly run_id?: string | undefined;
  /** Default `true`. */
  readonly include_performance_data?: boolean | undefined;
  /** Default `true`. */
  readonly alert_on_issues?: boolean | undefined;
}

export interface MonitorTestProgressResult {
  readonly status: 'success';
  readonly state: 'running' | 'ended' | 'idle';
  readonly runs: readonly RunProgress[];
  readonly alerts: readonly string[];
}

export interface RunProgress extends SessionRun {
  /** What it does now, e.g. `stateful`. */
  readonly phase?: string | undefined;
  readonly requests?: number | undefined;
  /** From 0 to 1. */
  readonly progress?: number | undefined;
  readonly performance?: Readonly<Record<string, number>> | undefined;
}

const input = z.strictObject({
  session_id: textArgument(200).optional(),
  run_id: textArgument(200).optional(),
  include_performance_data: z.boolean().default(true),
  alert_on_issues: z.boolean().default(true),
});

const output = z.object({
  status: z.literal('success'),
  state: z.enum(['running', 'ended', 'idle']),
  runs: z.array(
    z.object({
      ...sessionRunFields,
      phase: z.string().optional(),
      requests: z.number().optional(),
      progress: z.number().optional(),
      performance: z.record(z.string(), z.number()).optional(),
    }),
  ),
  alerts: z.array(z.string()),
});

export const monitorTestProgress: Tool<'monitor_test_progress', MonitorTestProgressInput, MonitorTestProgressResult> =
  defineTool({
    name: 'monitor_test_progress',
    title: 'Monitor test progress',
    description:
      'Tells how far a run or the runs of a session are, whichever process works on them, and what is wrong. Example: {"run_id": "…"}.',
    toolset: 'sessions',
    hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
    input,
    output,
    load: () => import('./run-monitor-test-progress.ts').then((module) => module.runMonitorTestProgress),
    summarize: ({ state, runs, alerts }) =>
      [
        `${state}: ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}.`,
        ...runs.slice(0, 30).map(lineOf),
        ...alerts.map((alert) => `Alert: ${inlineText(alert, 400)}`),
      ].join('\n'),
  });

function lineOf({ run_id: id, kind, status, phase, requests, findings, progress }: RunProgress): string {
  const far = progress === undefined ? '' : `, ${Math.round(progress * 100)} %`;
  return `${id} ${kind} ${status}${phase === undefined ? '' : ` (${phase}${far})`}: ${requests ?? 0} requests, ${findings} findings`;
}
