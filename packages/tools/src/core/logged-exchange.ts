import * as z from 'zod';

/** One request to a mock and its answer, with long bodies cut. */
export interface LoggedExchange {
  readonly id: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  readonly method: string;
  /** As received. */
  readonly path: string;
  /** As received, without `?`. */
  readonly query: string;
  /** The path template that matched. */
  readonly route?: string | undefined;
  readonly operation_id?: string | undefined;
  readonly status: number;
  readonly response_time_ms: number;
  readonly request: LoggedMessage;
  readonly response: LoggedMessage;
  readonly client?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly world?: string | undefined;
  readonly session_id?: string | undefined;
  /** In force when the request came, or asked for by it. */
  readonly scenario?: string | undefined;
  readonly correlation_id?: string | undefined;
  /** Ways in which the request broke the document. */
  readonly violations: readonly LoggedViolation[];
  /** Who answered and why, where that was not the document alone. */
  readonly decision?: { readonly by: string; readonly why: string } | undefined;
  /** Whether it was a request to the admin API. */
  readonly admin: boolean;
  /** Where all of it can be read; present where a body is cut. */
  readonly resource?: string | undefined;
}

interface LoggedMessage {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** Absent for none. */
  readonly body?: string | undefined;
  readonly encoding?: 'base64' | undefined;
  /** Of the whole body. */
  readonly size_bytes: number;
  /** The body goes on. */
  readonly truncated: boolean;
}

interface LoggedViolation {
  readonly location: readonly string[];
  readonly severity: 'Error' | 'Warning';
  readonly code: string;
  readonly message: string;
}

const messageSchema = z.object({
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  body: z.string().optional(),
  encoding: z.literal('base64').optional(),
  size_bytes: z.number(),
  truncated: z.boolean(),
});

export const loggedExchangeSchema: z.ZodType<LoggedExchange> = z.object({
  id: z.string(),
  time: z.string(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  route: z.string().optional(),
  operation_id: z.string().optional(),
  status: z.number(),
  response_time_ms: z.number(),
  request: messageSchema,
  response: messageSchema,
  client: z.string().optional(),
  user_agent: z.string().optional(),
  world: z.string().optional(),
  session_id: z.string().optional(),
  scenario: z.string().optional(),
  correlation_id: z.string().optional(),
  violations: z.array(
    z.object({
      location: z.array(z.string()),
      severity: z.enum(['Error', 'Warning']),
      code: z.string(),
      message: z.string(),
    }),
  ),
  decision: z.object({ by: z.string(), why: z.string() }).optional(),
  admin: z.boolean(),
  resource: z.string().optional(),
});
