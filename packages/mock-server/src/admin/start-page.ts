import { createHash } from 'node:crypto';
import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import type { AdminHost } from './admin-host.ts';
import { escapeHtml } from './escape-html.ts';

/** A route of the admin API, as its own document describes it. */
export interface AdminRoute {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
}

const STYLE = `
:root { color-scheme: light dark; --line: light-dark(#dde1e6, #343a42); --soft: light-dark(#5b6470, #9aa4b1); --panel: light-dark(#f6f8fa, #1b2026); --accent: light-dark(#0a5bd3, #7db3ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; font: 16px/1.5 system-ui, sans-serif; background: light-dark(#fff, #121519); color: light-dark(#1b1f24, #e6e9ed); overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.1rem; }
p { margin: .4rem 0; }
a { color: var(--accent); }
.soft { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .35rem 1.25rem; margin: 1.25rem 0 0; padding: 1rem 1.25rem; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
dt { color: var(--soft); }
dd { margin: 0; }
code, pre { font: .875em/1.6 ui-monospace, SFMono-Regular, Menlo, monospace; }
pre { margin: .5rem 0; padding: .9rem 1.1rem; overflow-x: auto; background: var(--panel); border: 1px solid var(--line); border-radius: 8px; }
table { width: 100%; border-collapse: collapse; }
td { padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; }
td:first-child { width: 5.5rem; color: var(--soft); }
.deprecated { text-decoration: line-through; }
summary { cursor: pointer; color: var(--accent); }
@media (max-width: 40rem) {
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .6rem; }
  tr { display: block; padding: .45rem 0; border-top: 1px solid var(--line); } td { display: inline; padding: 0 .4rem 0 0; border: 0; } td:last-child { display: block; }
}
`;

/** The page runs no script and loads nothing: its one style is known by its digest. */
export const START_PAGE_POLICY: string = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** Operations shown at once; the others unfold. */
const SHOWN_OPERATIONS = 20;
/** A page is no place for the thousand operations of a large API; the documentation lists them all. */
const LISTED_OPERATIONS = 500;

/** The page at `/` of the admin port: what is where. */
export function startPage(host: AdminHost, routes: readonly AdminRoute[]): string {
  const document = host.document();
  const title = escapeHtml(document.info.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · MockLoop</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="soft">MockLoop ${escapeHtml(host.version)} mocks</p>
<h1>${title} <span class="soft">${escapeHtml(document.info.version)}</span></h1>
</header>
<main>
${facts(host, document)}
${attempts(host, document)}
${credentials(host)}
${operations(document)}
<h2>The admin API</h2>
<table>${routes.map(routeRow).join('')}</table>
</main>
</body>
</html>
`;
}

function facts(host: AdminHost, document: ApiDocument): string {
  const { apiUrl, adminUrl } = host.addresses();
  const rows: (readonly [name: string, html: string])[] = [
    ['API', apiUrl === undefined ? 'in this process only' : link(apiUrl)],
    [
      'Documentation',
      apiUrl === undefined ? '' : `${link(`${apiUrl}/docs`)} · ${link(`${apiUrl}/openapi.json`, 'openapi.json')}`,
    ],
    [
      'Admin API',
      adminUrl === undefined ? '' : `${escapeHtml(adminUrl)} · ${link('api/openapi.json', 'openapi.json')}`,
    ],
    [
      'Document',
      `${escapeHtml(document.file || 'given in code')} <span class="soft">(OpenAPI ${document.version})</span>`,
    ],
    ['Operations', String(document.operations.length)],
    ['Requests', `${host.counters().requests} since <time>${escapeHtml(host.startedAt)}</time>`],
    ['Settings', settings(host)],
  ];
  return `<dl>${rows
    .filter(([, html]) => html !== '')
    .map(([name, html]) => `<dt>${name}</dt><dd>${html}</dd>`)
    .join('')}</dl>`;
}

function settings(host: AdminHost): string {
  return Object.entries(host.settings())
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `<code>${escapeHtml(`${name}=${value}`)}</code>`)
    .join(' ');
}

function attempts(host: AdminHost, document: ApiDocument): string {
  const { apiUrl, adminUrl } = host.addresses();
  if (apiUrl === undefined || adminUrl === undefined) return '';
  const operation =
    document.operations.find(({ method, path }) => method === 'GET' && !path.includes('{')) ?? document.operations[0];
  const call =
    operation === undefined
      ? []
      : [curl(`${operation.method === 'GET' ? '' : `-X ${operation.method} `}`, `${apiUrl}${operation.path}`)];
  const token = host.token === undefined ? '' : '-H "Authorization: Bearer $MOCKLOOP_ADMIN_TOKEN" ';
  const lines = [
    ...call,
    curl(token, `${adminUrl}/api/logs/search?limit=5`),
    curl(token, `${adminUrl}/api/logs/analyze?group_by=endpoint`),
  ];
  return `<h2>Try</h2><pre>${lines.map(escapeHtml).join('\n')}</pre>`;
}

/** Within single quotes a shell reads nothing but the quote that ends them. */
function curl(options: string, url: string): string {
  return `curl ${options}'${url.replaceAll("'", '%27')}'`;
}

function credentials(host: AdminHost): string {
  const rows = host
    .credentials()
    .map(
      ({ scheme, type, example }) =>
        `<tr><td>${escapeHtml(scheme)}</td><td>${escapeHtml(type)}</td><td><code>${escapeHtml(example)}</code></td></tr>`,
    );
  return rows.length === 0 ? '' : `<h2>Credentials that the mock accepts</h2><table>${rows.join('')}</table>`;
}

function operations({ operations: all }: ApiDocument): string {
  const first = all.slice(0, SHOWN_OPERATIONS);
  const more = all.slice(SHOWN_OPERATIONS, LISTED_OPERATIONS);
  const left = all.length - first.length - more.length;
  const rest = left === 0 ? '' : `<p class="soft">and ${left} more: see the documentation</p>`;
  const folded =
    more.length === 0
      ? ''
      : `<details><summary>${more.length} more</summary><table>${more.map(operationRow).join('')}</table>${rest}</details>`;
  return `<h2>Operations</h2><table>${first.map(operationRow).join('')}</table>${folded}`;
}

function operationRow({ method, path, summary, operationId, deprecated }: OperationEntry): string {
  const mark = deprecated ? ' class="deprecated"' : '';
  return `<tr><td>${escapeHtml(method)}</td><td><code${mark}>${escapeHtml(path)}</code></td><td>${escapeHtml(summary ?? operationId ?? '')}</td></tr>`;
}

/** Only what a browser can open at once is a link. */
function routeRow({ method, path, summary }: AdminRoute): string {
  const shown = `<code>${escapeHtml(path)}</code>`;
  const target =
    method === 'get' && !path.includes('{') ? `<a href="${escapeHtml(path.slice(1))}">${shown}</a>` : shown;
  return `<tr><td>${escapeHtml(method.toUpperCase())}</td><td>${target}</td><td>${escapeHtml(summary)}</td></tr>`;
}

function link(url: string, text: string = url): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}
