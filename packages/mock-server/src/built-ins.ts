import { bundleDocument } from '@mockloop/spec-parser';
import type { AdminHost } from './admin/admin-host.ts';
import type { Answer } from './answer.ts';
import type { MockRequest } from './mock-request.ts';

/** What the API port answers besides the document's operations, where the document has no such path itself. */
export function builtInAnswer(request: MockRequest, host: AdminHost): Answer | Promise<Answer> | undefined {
  if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
  const { path } = request;
  switch (path) {
    case '/health':
      return json({ status: 'ok', name: 'MockLoop', version: host.version, started_at: host.startedAt });
    case '/openapi.json':
      return json(bundleDocument(host.document()));
    case '/.well-known/mockloop.json':
      return json(describeMock(host));
    default:
      return path === '/docs' || path.startsWith('/docs/') ? docs(path, host) : undefined;
  }
}

function describeMock(host: AdminHost): Record<string, unknown> {
  const { info } = host.document();
  return {
    name: 'MockLoop',
    version: host.version,
    api: { title: info.title, version: info.version },
    admin_url: host.addresses().adminUrl,
    pid: host.pid,
    started_at: host.startedAt,
  };
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
