import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { escapeHtml } from './admin/escape-html.ts';
import type { Answer } from './answer.ts';

export interface DocsPageOptions {
  readonly title: string;
  /** Where the page finds the API document, e.g. `/openapi.json`. */
  readonly openapiUrl: string;
}

/** Everything comes from here, also what the page calls: documentation of a mock never reaches the real API. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The document names the servers of the real API; what is tried out here goes to the mock, which knows their base paths. */
const SCRIPT = `'use strict';
const element = document.getElementById('swagger-ui');
window.ui = SwaggerUIBundle({
  url: element.dataset.url,
  domNode: element,
  validatorUrl: null,
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  filter: true,
  requestInterceptor(request) {
    const url = new URL(request.url, location.href);
    request.url = location.origin + url.pathname + url.search;
    return request;
  },
});
`;

const STYLE = `html { background: #fff; color-scheme: light; }
body { margin: 0; }
p { margin: 0; padding: .6rem 1.25rem; background: #eef4fb; color: #1b3a5c; font: 14px/1.5 sans-serif; text-align: center; }
.swagger-ui .info { margin: 2rem 0; }
.swagger-ui .wrapper { max-width: 70rem; }
`;

const require = createRequire(import.meta.url);
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', png: 'image/png' } as const;
const PARTS = {
  'swagger-ui-bundle.js': () => read('swagger-ui-bundle.js'),
  'swagger-ui.css': () => read('swagger-ui.css'),
  'favicon.png': () => read('favicon-32x32.png'),
  'start.js': () => SCRIPT,
  'page.css': () => STYLE,
} as const;
const parts = new Map<string, Answer>();

/**
 * Interactive documentation (Swagger UI) at `/docs`, complete in this package.
 *
 * @param path The path that was asked for.
 * @returns `undefined` where it is not a path of the documentation.
 */
export function docsPage(path: string, options: DocsPageOptions): Answer | undefined {
  if (path === '/docs' || path === '/docs/') return page(path === '/docs' ? 'docs/' : '', options);
  const name = path.startsWith('/docs/') ? path.slice('/docs/'.length) : '';
  return isPart(name) ? part(name) : undefined;
}

function isPart(name: string): name is keyof typeof PARTS {
  return Object.hasOwn(PARTS, name);
}

function part(name: keyof typeof PARTS): Answer {
  const known = parts.get(name);
  if (known !== undefined) return known;
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof TYPES];
  const headers = ['content-type', type, 'cache-control', 'max-age=3600', 'x-content-type-options', 'nosniff'];
  const answer = { status: 200, headers, body: PARTS[name]() };
  parts.set(name, answer);
  return answer;
}

/** From beside this module, where a bundle brings the files along; else from their package. */
function read(name: string): Uint8Array {
  const beside = new URL(`swagger-ui/${name}`, import.meta.url);
  return readFileSync(existsSync(beside) ? beside : require.resolve(`swagger-ui-dist/${name}`));
}

/** Its parts are named relative to the page, so that it also works behind a path prefix. */
function page(folder: string, { title, openapiUrl }: DocsPageOptions): Answer {
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · MockLoop</title>
<link rel="icon" type="image/png" href="${folder}favicon.png">
<link rel="stylesheet" href="${folder}swagger-ui.css">
<link rel="stylesheet" href="${folder}page.css">
</head>
<body>
<p>What you try here goes to this mock, whichever server you choose.</p>
<div id="swagger-ui" data-url="${escapeHtml(openapiUrl)}"></div>
<noscript>This page needs JavaScript. The API document itself is at <a href="${escapeHtml(openapiUrl)}">${escapeHtml(openapiUrl)}</a>.</noscript>
<script src="${folder}swagger-ui-bundle.js"></script>
<script src="${folder}start.js"></script>
</body>
</html>
`;
  const headers = [
    'content-type',
    'text/html; charset=utf-8',
    'content-security-policy',
    POLICY,
    'x-content-type-options',
    'nosniff',
    'referrer-policy',
    'no-referrer',
  ];
  return { status: 200, headers, body };
}
