import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import { textArgument } from '../text-argument.ts';
import type { Tool } from '../tool.ts';
import { worldArgument } from '../world-argument.ts';
import { type LogFigures, logFiguresSchema } from './log-figures.ts';
import { type LoggedExchange, loggedExchangeSchema } from './logged-exchange.ts';

export interface QueryMockLogsInput {
  /** Of either port. */
  readonly server_url: string;
  /** 1 to 500. Default 100. */
  readonly limit?: number | undefined;
  /** Default 0. */
  readonly offset?: number | undefined;
  readonly method?: string | undefined;
  /** A regular expression (RE2) that matches somewhere in the path, or a path template such as `/pets/{petId}`. */
  readonly path_pattern?: string | undefined;
  /** Any of these: statuses, or classes such as `4xx`. */
  readonly status_codes?: readonly (number | string)[] | undefined;
  /** ISO 8601 with its zone; inclusive. */
  readonly time_from?: string | undefined;
  /** Exclusive. */
  readonly time_to?: string | undefined;
  readonly session_id?: string | undefined;
  /** Words that must all occur in path, query, headers or bodies. */
  readonly text?: string | undefined;
  /** Default: requests of all worlds. */
  readonly world?: string | undefined;
  /** Requests to the admin API too. Default `false`. */
  readonly include_admin?: boolean | undefined;
  /** Figures over all that matches, not over the page alone. Default `true`. */
  readonly analyze?: boolean | undefined;
}

export interface QueryMockLogsResult {
  readonly status: 'success';
  readonly server_url: string;
  /** Newest first. Bodies are cut at 2,000 bytes. */
  readonly logs: readonly LoggedExchange[];
  /** How many entries match in all. */
  readonly total_count: number;
  /** Fewer than `limit` where the page would be longer than about 300,000 characters. */
  readonly returned_count: number;
  /** The offset of the next page; absent on the last one. */
  readonly next_offset?: number | undefined;
  readonly analysis?: LogFigures | undefined;
}

const status = z
  .union([z.number(), z.string()])
  .refine(
    (value) => /^[1-5](\d\d|xx)$/i.test(String(value)),
    'It must be a status such as 404 or a class such as "4xx"',
  );

const input = z.strictObject({
  server_url: z.string(),
  limit: z.int().min(1).max(500).default(100),
  offset: z.int().min(0).max(999_999_999).default(0),
  method: textArgument(40).optional(),
  path_pattern: textArgument(1_000).optional().describe('RE2'),
  status_codes: z
    .array(status)
    .refine(({ length }) => length >= 1 && length <= 50, 'It must have 1 to 50 of them')
    .optional()
    .describe('[404, "5xx"]'),
  time_from: textArgument(40).optional().describe('ISO 8601 with zone'),
  time_to: textArgument(40).optional(),
  session_id: textArgument(1_000).optional(),
  text: textArgument(1_000).optional().describe('words anywhere in it'),
  world: worldArgument,
  include_admin: z.boolean().default(false),
  analyze: z.boolean().default(true),
});

const output = z.object({
  status: z.literal('success'),
  server_url: z.string(),
  logs: z.array(loggedExchangeSchema),
  total_count: z.number(),
  returned_count: z.number(),
  next_offset: z.number().optional(),
  analysis: logFiguresSchema.optional(),
});

export const queryMockLogs: Tool<'query_mock_logs', QueryMockLogsInput, QueryMockLogsResult> = defineTool({
  name: 'query_mock_logs',
  title: 'Query mock logs',
  description:
    'Finds what a running mock was asked and what it answered, newest first, with figures over all that matches: rates, percentiles, slowest and failing endpoints. Bodies are cut at 2 kB; `resource` has them whole. Example: {"server_url": "http://127.0.0.1:8000", "status_codes": ["5xx"]}. Next: manage_mock_data.',
  toolset: 'core',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-query-mock-logs.ts').then((module) => module.runQueryMockLogs),
  summarize: (result) => summaryOf(result),
});

/** Lines of the log in the text that a model reads. */
const MAX_LINES = 50;

function summaryOf(result: QueryMockLogsResult): string {
  const { logs, total_count: total, next_offset: next, analysis } = result;
  const lines = logs.slice(0, MAX_LINES).map(lineOf);
  const more = logs.length - lines.length;
  return [
    `${total} ${total === 1 ? 'request matches' : 'requests match'}; ${logs.length} of them, newest first:`,
    ...lines,
    ...(more > 0 ? [`… and ${more} more in the structured result.`] : []),
    ...(next === undefined ? [] : [`Next page: offset ${next}.`]),
    ...(analysis === undefined ? [] : figuresText(analysis)),
  ].join('\n');
}

function lineOf(entry: LoggedExchange): string {
  const {
    time,
    method,
    path,
    query,
    response_time_ms: duration,
    operation_id: operation,
    decision,
    violations,
  } = entry;
  const target = `${path}${query === '' ? '' : `?${query}`}`;
  const notes = [
    operation,
    entry.scenario === undefined ? undefined : `scenario ${entry.scenario}`,
    decision === undefined ? undefined : `${decision.by}: ${decision.why}`,
    ...violations.slice(0, 2).map(({ message }) => message),
    entry.resource,
  ];
  const said = notes.filter((note) => note !== undefined).map((note) => inlineText(note));
  const tail = said.length === 0 ? '' : ` (${said.join('; ')})`;
  const line = `${time} ${method} ${inlineText(target)} ${entry.status} ${Math.round(duration * 10) / 10} ms #${entry.id}`;
  return inlineText(line, 500) + tail;
}

function figuresText({ total_errors: errors, performance, endpoints, insights }: LogFigures): string[] {
  const [busiest] = endpoints.most_accessed;
  const figures = [
    `${errors} ${errors === 1 ? 'error' : 'errors'}`,
    ...(performance === undefined
      ? []
      : [`p50 ${performance.p50_ms.toFixed(1)} ms, p95 ${performance.p95_ms.toFixed(1)} ms`]),
    ...(busiest === undefined ? [] : [`most asked: ${inlineText(busiest.endpoint)} (${busiest.requests})`]),
  ];
  return [`In all: ${figures.join('; ')}.`, ...insights.slice(0, 10).map((insight) => inlineText(insight, 300))];
}
