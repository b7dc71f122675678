import type { TestBody, TestRequest } from '../model/test-request.ts';
import type { Identity } from './identity.ts';

/** A request as it goes over the wire, credentials included. */
export interface WrittenRequest {
  readonly method: string;
  /** What stands in the request line. */
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: Uint8Array | undefined;
}

/** Fields that say where a message ends or whose connection it is: the transport writes them. */
const FRAMING: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
]);

const USER_AGENT = 'MockLoop-test-runner';

/**
 * Adds whose request it is. What the request says itself comes first: a field, parameter or cookie that is there is not
 * replaced.
 *
 * @param basePath Path of the server's URL, without a trailing slash.
 */
export function writeRequest(request: TestRequest, identity: Identity, basePath: string): WrittenRequest {
  const headers = request.headers.filter(([name]) => !FRAMING.has(name.toLowerCase()));
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const own = identity.headers.filter(([name]) => !names.has(name.toLowerCase()));
  const all = withCookies([...headers, ...own], identity.cookies);
  if (!names.has('user-agent')) all.push(['user-agent', USER_AGENT]);
  return {
    method: request.method,
    path: `${basePath}${withQuery(request.target, identity.query)}`,
    headers: all,
    body: request.body && bytesOf(request.body),
  };
}

export function bytesOf(body: TestBody): Uint8Array {
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}

type Pairs = readonly (readonly [name: string, value: string])[];

function withQuery(target: string, query: Pairs): string {
  if (query.length === 0) return target;
  const there = new URLSearchParams(target.includes('?') ? target.slice(target.indexOf('?') + 1) : '');
  const added = query
    .filter(([name]) => !there.has(name))
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  if (added === '') return target;
  return `${target}${target.includes('?') ? '&' : '?'}${added}`;
}

function withCookies(headers: Pairs, cookies: Pairs): (readonly [name: string, value: string])[] {
  if (cookies.length === 0) return [...headers];
  const sent = headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1] ?? '';
  const there = new Set(sent.split(';').map((pair) => pair.split('=')[0]?.trim()));
  const added = cookies.filter(([name]) => !there.has(name)).map(([name, value]) => `${name}=${value}`);
  const others = headers.filter(([name]) => name.toLowerCase() !== 'cookie');
  const all = [...(sent === '' ? [] : [sent]), ...added].join('; ');
  return all === '' ? others : [...others, ['cookie', all]];
}
