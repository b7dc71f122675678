import { STATUS_CODES } from 'node:http';
import manifest from '../package.json' with { type: 'json' };
import type { LogEntry, StoredMessage } from './log-entry.ts';

export const harStart: string = `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'MockLoop', version: manifest.version })},"entries":[`;
export const harEnd = '\n]}}\n';

/**
 * One entry of an HTTP Archive 1.2. What is not known is `-1`, as the format wants; MockLoop's own fields start with `_`.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/#entries
 */
export function harEntry(entry: LogEntry): Readonly<Record<string, unknown>> {
  return {
    startedDateTime: entry.time,
    time: entry.durationMs,
    request: harRequest(entry),
    response: harResponse(entry),
    cache: {},
    timings: { send: 0, wait: entry.durationMs, receive: 0 },
    _id: entry.id,
    _route: entry.route,
    _operationId: entry.operationId,
    _client: entry.client,
    _world: entry.world,
    _sessionId: entry.sessionId,
    _scenario: entry.scenario,
    _correlationId: entry.correlationId,
    _violations: entry.violations,
    _admin: entry.admin,
  };
}

function harRequest({ method, path, query, request }: LogEntry): Readonly<Record<string, unknown>> {
  const host = headerOf(request, 'host') ?? 'localhost';
  return {
    method,
    url: `http://${host}${path}${query === '' ? '' : `?${query}`}`,
    httpVersion: 'HTTP/1.1',
    // Their values are redacted, so there is nothing to tell.
    cookies: [],
    headers: harHeaders(request),
    queryString: [...new URLSearchParams(query)].map(([name, value]) => ({ name, value })),
    ...(request.body !== undefined && { postData: postData(request) }),
    headersSize: -1,
    bodySize: request.size,
  };
}

function postData({ body, encoding, ...message }: StoredMessage): Readonly<Record<string, unknown>> {
  // `encoding` is no field of postData in 1.2, but without it base64 would be taken for text.
  const mimeType = headerOf(message, 'content-type') ?? 'application/octet-stream';
  return { mimeType, params: [], text: body, ...(encoding !== undefined && { _encoding: encoding }) };
}

function harResponse({ status, response }: LogEntry): Readonly<Record<string, unknown>> {
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: harHeaders(response),
    content: {
      size: response.size,
      mimeType: headerOf(response, 'content-type') ?? '',
      ...(response.body !== undefined && { text: response.body }),
      ...(response.encoding !== undefined && { encoding: response.encoding }),
      ...(response.truncated && { comment: 'Only the beginning of the body was kept.' }),
    },
    redirectURL: headerOf(response, 'location') ?? '',
    headersSize: -1,
    bodySize: response.size,
  };
}

function harHeaders({ headers }: StoredMessage): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function headerOf({ headers }: Pick<StoredMessage, 'headers'>, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
