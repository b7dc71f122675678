import { z } from '@hono/zod-openapi';
import type { LogEntry } from '@mockloop/log-store';
import type { RequestSubject } from './request-pattern.ts';
import { type StubMapping, written } from './stub-mapping.ts';

/** A request in WireMock's journal. */
export interface LoggedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly [member: string]: unknown;
}

export const loggedRequestSchema: z.ZodType<LoggedRequest> = z.looseObject({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.string().default(''),
});

export function loggedRequest(entry: LogEntry): LoggedRequest {
  const { method, path, query, request, client, time, id } = entry;
  const headers = headersOf(request.headers);
  const url = query === '' ? path : `${path}?${query}`;
  const body = request.body ?? '';
  const isBinary = request.encoding === 'base64';
  return {
    id,
    url,
    absoluteUrl: `http://${headers.Host ?? headers.host ?? 'localhost'}${url}`,
    method,
    clientIp: client,
    headers,
    cookies: {},
    queryParams: queryOf(query),
    browserProxyRequest: false,
    loggedDate: Date.parse(time),
    loggedDateString: time,
    body: isBinary ? '' : body,
    bodyAsBase64: isBinary ? body : Buffer.from(body).toString('base64'),
  };
}

interface ServeEvent {
  readonly wasMatched: boolean;
  readonly stubMapping?: StubMapping | undefined;
  readonly [member: string]: unknown;
}

/** An exchange in WireMock's journal. */
export function serveEvent(entry: LogEntry, mappings: readonly StubMapping[]): ServeEvent {
  const { response, status, durationMs, decision } = entry;
  const stubId = decision?.by === 'override' ? /^stub (\S+)$/.exec(decision.why)?.[1] : undefined;
  const mapping = mappings.find(({ id }) => id === stubId);
  return {
    id: entry.id,
    request: loggedRequest(entry),
    responseDefinition: { status, body: response.body, headers: headersOf(response.headers) },
    response: { status, body: response.body, headers: headersOf(response.headers) },
    wasMatched: stubId !== undefined || entry.route !== undefined,
    timing: { totalTime: Math.round(durationMs) },
    stubMapping: mapping && written(mapping),
  };
}

/** A request that a client describes, as patterns see it. */
export function subjectOfLoggedRequest({ url, method, headers, body }: LoggedRequest): RequestSubject {
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const fields = Object.entries(headers);
  return {
    method,
    path,
    query,
    header: (name) => fields.filter(([field]) => field.toLowerCase() === name).map(([, value]) => value),
    body: body === '' ? undefined : body,
  };
}

function headersOf(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  return Object.fromEntries(
    [...Map.groupBy(pairs, ([name]) => name)].map(([name, fields]) => [
      name,
      fields.map(([, value]) => value).join(', '),
    ]),
  );
}

function queryOf(query: string): Record<string, { key: string; values: string[] }> {
  const parameters = new URLSearchParams(query);
  return Object.fromEntries(
    [...new Set(parameters.keys())].map((key) => [key, { key, values: parameters.getAll(key) }]),
  );
}
