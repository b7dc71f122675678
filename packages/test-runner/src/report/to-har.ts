import { STATUS_CODES } from 'node:http';
import manifest from '../../package.json' with { type: 'json' };
import type { RecordedExchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportedRun } from './write-report.ts';

/**
 * What findings rest on, as an HTTP Archive 1.2: each exchange once, in the order of time. MockLoop's own fields start with `_`; what is
 * not known is `-1`, as the format wants.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function toHar(runs: readonly ReportedRun[]): string {
  const findings = runs.flatMap((run) => (run.kind === 'load' ? [] : [...run.findings, ...run.suspicions]));
  const shown = findings.flatMap((finding) => finding.evidence.map((exchange) => ({ finding, exchange })));
  const exchanges = Map.groupBy(shown, ({ exchange }) => JSON.stringify(exchange));
  const entries = [...exchanges.values()]
    .map(
      ([first, ...others]) =>
        first &&
        entry(
          first.exchange,
          [first, ...others].map(({ finding }) => finding),
        ),
    )
    .filter((one) => one !== undefined)
    .toSorted((a, b) => Date.parse(a.startedDateTime) - Date.parse(b.startedDateTime));
  const creator = { name: 'MockLoop', version: manifest.version };
  return `${JSON.stringify({ log: { version: '1.2', creator, entries } }, undefined, 2)}\n`;
}

interface HarEntry {
  readonly startedDateTime: string;
  readonly [field: string]: unknown;
}

function entry(exchange: RecordedExchange, findings: readonly Finding[]): HarEntry {
  const { started_at: startedDateTime, duration_ms: time, identity, failure } = exchange;
  return {
    startedDateTime,
    time,
    request: harRequest(exchange),
    response: harResponse(exchange),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: [...new Set(findings.map(({ title }) => title))].join('; '),
    _identity: identity,
    _findings: findings.map(({ id }) => id),
    ...(failure !== undefined && { _failure: failure }),
  };
}

function harRequest({ method, url, request_headers: headers, request_body: body }: RecordedExchange): object {
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    // Their values are redacted, so there is nothing to tell.
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    queryString: URL.canParse(url) ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value })) : [],
    ...(body !== undefined && {
      postData: { mimeType: field(headers, 'content-type') ?? 'application/octet-stream', params: [], text: body },
    }),
    headersSize: -1,
    bodySize: -1,
  };
}

/** Status 0 says that there was no answer. */
function harResponse({
  status = 0,
  response_headers: headers = [],
  response_body: body,
  cut,
}: RecordedExchange): object {
  return {
    status,
    statusText: STATUS_CODES[status] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    content: {
      size: body === undefined ? 0 : Buffer.byteLength(body),
      mimeType: field(headers, 'content-type') ?? '',
      ...(body !== undefined && { text: body }),
      ...(cut === true && { comment: 'Only the beginning of a long body is kept.' }),
    },
    redirectURL: field(headers, 'location') ?? '',
    headersSize: -1,
    bodySize: -1,
  };
}

function field(headers: RecordedExchange['request_headers'], wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}
