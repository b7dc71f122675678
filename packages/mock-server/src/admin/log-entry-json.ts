import { z } from '@hono/zod-openapi';
import type { LogEntry, LoggedDecision, StoredMessage } from '@mockloop/log-store';

/** One message of an exchange, as the admin API shows it. */
interface MessageJson {
  /** Names in lower case; a field that occurred more than once has an array. */
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string | undefined;
  readonly encoding?: 'base64' | undefined;
  readonly size_bytes: number;
  readonly truncated: boolean;
}

/** A log entry, as the admin API shows it. */
export interface LogEntryJson {
  readonly id: string;
  readonly time: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly route?: string | undefined;
  readonly operation_id?: string | undefined;
  readonly status: number;
  readonly response_time_ms: number;
  readonly request: MessageJson;
  readonly response: MessageJson;
  readonly client?: string | undefined;
  readonly user_agent?: string | undefined;
  readonly world?: string | undefined;
  readonly session_id?: string | undefined;
  readonly scenario?: string | undefined;
  readonly correlation_id?: string | undefined;
  readonly violations: readonly ViolationJson[];
  readonly decision?: LoggedDecision | undefined;
  readonly admin: boolean;
}

interface ViolationJson {
  readonly location: readonly string[];
  readonly severity: 'Error' | 'Warning';
  readonly code: string;
  readonly message: string;
}

const messageSchema = z
  .object({
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).openapi({
      description: 'Names in lower case; a field that occurred more than once has an array. Secrets are redacted.',
    }),
    body: z.string().optional().openapi({ description: 'Absent for none. Secrets are redacted.' }),
    encoding: z.literal('base64').optional().openapi({ description: 'Set where the body is binary.' }),
    size_bytes: z
      .number()
      .int()
      .openapi({ description: 'Of the whole body, also where the log keeps only its beginning.' }),
    truncated: z.boolean(),
  })
  .openapi('LoggedMessage');

const decisionSchema = z
  .object({
    by: z.string().openapi({ example: 'scenario' }),
    why: z.string(),
    passed: z.array(z.object({ by: z.string(), why: z.string() })).optional(),
  })
  .openapi({ description: 'Who answered and why, where that was not the document alone.' });

export const logEntrySchema: z.ZodType<LogEntryJson> = z
  .object({
    id: z.string(),
    time: z.iso.datetime(),
    method: z.string(),
    path: z.string().openapi({ description: 'As received.' }),
    query: z.string().openapi({ description: 'As received, without `?`.' }),
    route: z.string().optional().openapi({ description: 'The path template that matched.', example: '/pets/{petId}' }),
    operation_id: z.string().optional(),
    status: z.number().int(),
    response_time_ms: z.number(),
    request: messageSchema,
    response: messageSchema,
    client: z.string().optional(),
    user_agent: z.string().optional(),
    world: z.string().optional(),
    session_id: z.string().optional(),
    scenario: z.string().optional(),
    correlation_id: z.string().optional(),
    violations: z
      .array(
        z.object({
          location: z.array(z.string()),
          severity: z.enum(['Error', 'Warning']),
          code: z.string(),
          message: z.string(),
        }),
      )
      .openapi({ description: 'Ways in which the request broke the document.' }),
    decision: decisionSchema.optional(),
    admin: z.boolean().openapi({ description: 'Whether it was a request to the admin API.' }),
  })
  .openapi('LogEntry');

/** @param bodyBytes Longer bodies are cut, at the end of a character. */
export function toLogEntryJson(entry: LogEntry, bodyBytes: number = Number.POSITIVE_INFINITY): LogEntryJson {
  return {
    id: entry.id,
    time: entry.time,
    method: entry.method,
    path: entry.path,
    query: entry.query,
    route: entry.route,
    operation_id: entry.operationId,
    status: entry.status,
    response_time_ms: entry.durationMs,
    request: toMessageJson(entry.request, bodyBytes),
    response: toMessageJson(entry.response, bodyBytes),
    client: entry.client,
    user_agent: entry.userAgent,
    world: entry.world,
    session_id: entry.sessionId,
    scenario: entry.scenario,
    correlation_id: entry.correlationId,
    violations: entry.violations ?? [],
    decision: entry.decision,
    admin: entry.admin ?? false,
  };
}

function toMessageJson(message: StoredMessage, bodyBytes: number): MessageJson {
  const { headers, encoding, size } = message;
  const body = message.body === undefined ? undefined : cutBody(message.body, encoding, bodyBytes);
  const truncated = message.truncated || body?.length !== message.body?.length;
  return { headers: toHeadersJson(headers), body, encoding, size_bytes: size, truncated };
}

function cutBody(body: string, encoding: StoredMessage['encoding'], bytes: number): string {
  if (bytes === Number.POSITIVE_INFINITY || Buffer.byteLength(body, encoding) <= bytes) return body;
  // Four characters of base64 are three bytes.
  if (encoding === 'base64') return body.slice(0, Math.floor(bytes / 3) * 4);
  const cut = Buffer.from(body.slice(0, bytes)).subarray(0, bytes);
  // As a stream it keeps what begins a character and does not end it.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(cut, { stream: true });
}

/** `Object.fromEntries` defines properties, so that a field named `__proto__` is one like any other. */
function toHeadersJson(headers: StoredMessage['headers']): Record<string, string | string[]> {
  const values = Map.groupBy(headers, ([name]) => name.toLowerCase());
  return Object.fromEntries(
    [...values].map(([name, [first, ...more]]) => [
      name,
      more.length === 0 ? (first?.[1] ?? '') : [first, ...more].map((pair) => pair?.[1] ?? ''),
    ]),
  );
}
