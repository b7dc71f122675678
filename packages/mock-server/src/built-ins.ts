import { bundleDocument } from '@mockloop/spec-parser';
import type { AdminHost } from './admin/admin-host.ts';
import { describeMock, isIdentityPath } from './admin/describe-mock.ts';
import type { Answer } from './answer.ts';
import type { OwnPage } from './engine.ts';
import type { Exchange } from './exchange.ts';
import { problemAnswer } from './problem.ts';

/** What the API port answers besides the document's operations, where the document has no such path itself. */
export function ownPage(exchange: Exchange, host: AdminHost): OwnPage | undefined {
  const { method, path } = exchange.request;
  if (isIdentityPath(path)) return { isOverridable: false, answer: () => json(describeMock(host)) };
  // A stub for all paths would lock its own client out.
  if (path.startsWith('/__admin/')) return { isOverridable: false, answer: () => wireMockAnswer(exchange, host) };
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const answer = pageAt(path, host);
  return answer && { isOverridable: true, answer };
}

function pageAt(path: string, host: AdminHost): OwnPage['answer'] | undefined {
  switch (path) {
    case '/health':
      return () => json({ status: 'ok', name: 'MockLoop', version: host.version, started_at: host.startedAt });
    case '/openapi.json':
      return () => json(bundleDocument(host.document()));
    case '/.well-known/mockloop.json':
      return () => json(describeMock(host));
    default:
      return path === '/docs' || path.startsWith('/docs/') ? () => docs(path, host) : undefined;
  }
}

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** WireMock's clients know one port: what they ask of the admin API may come in here. */
async function wireMockAnswer({ request, world, body }: Exchange, host: AdminHost): Promise<Answer> {
  const { method, origin, path, query } = request;
  const headers = new Headers(request.headers().map(([name, value]): [string, string] => [name, value]));
  // However the request named it.
  headers.set('x-mockloop-world', world.id);
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  const init = { method, headers, body: hasBody ? new Uint8Array(body) : null };
  const url = URL.parse(`${origin}${path}?${query}`);
  if (url === null || !METHODS.has(method))
    return problemAnswer({
      name: 'BAD_REQUEST',
      detail: `${method} of ${origin} is nothing that WireMock's API is asked.`,
    });
  const response = await host.adminFetch(new Request(url, init));
  return { status: response.status, headers: [...response.headers].flat(), body: await response.text() };
}

/** Loaded when it is first asked for: most mocks never show their docs. */
async function docs(path: string, host: AdminHost): Promise<Answer> {
  const { docsPage } = await import('./docs-page.ts');
  const page = docsPage(path, { title: host.document().info.title, openapiUrl: '/openapi.json' });
  if (page === undefined)
    return { status: 404, headers: ['content-type', 'text/plain'], body: 'Not found: the docs are at /docs' };
  return page;
}

function json(value: unknown): Answer {
  return { status: 200, headers: ['content-type', 'application/json'], body: JSON.stringify(value) };
}
