import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { MiddlewareHandler } from 'hono';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem } from './admin-problem.ts';
import { IDENTITY_PATH } from './describe-mock.ts';

const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
];

/**
 * Keeps other web sites, and whoever lacks the token, away from the admin API.
 *
 * A page on any site can make its visitor's browser send requests to loopback. Reading the answers is prevented by
 * the same-origin policy unless the page's own name is made to point here (DNS rebinding), so the name in `Host` has to
 * be one that no foreign site can own; and requests that a foreign page sends blindly give themselves away by `Origin`
 * and `Sec-Fetch-Site`.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function guardRequests(host: AdminHost): MiddlewareHandler {
  return async (context, next) => {
    const { raw } = context.req;
    const authorized = hasToken(raw, host.token);
    refuseForeignName(raw, { host, authorized });
    refuseForeignPage(raw);
    if (!authorized && !isProbe(raw)) throw missingToken(raw);
    await next();
    for (const [name, value] of SECURITY_HEADERS) context.res.headers.set(name, value);
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store');
  };
}

/** Compared as digests, so that the time it takes says nothing about the token. */
function hasToken(request: Request, token: string | undefined): boolean {
  if (token === undefined) return true;
  const [, given] = /^Bearer +(.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  return given !== undefined && timingSafeEqual(sha256(given), sha256(token));
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A probe of a container runtime, or of who looks for a mock, has no token; what it is told is not worth one. */
function isProbe(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return (
    (pathname === '/health' || pathname === IDENTITY_PATH) && (request.method === 'GET' || request.method === 'HEAD')
  );
}

function missingToken(request: Request): AdminProblem {
  const challenge = request.headers.has('authorization') ? ', error="invalid_token"' : '';
  return new AdminProblem(
    'UNAUTHORIZED',
    'Send `Authorization: Bearer <token>` with the admin token that the mock was started with.',
    {
      headers: { 'www-authenticate': `Bearer realm="MockLoop admin"${challenge}` },
    },
  );
}

/** A token that was set and sent settles it: a rebinding page has none. */
function refuseForeignName(request: Request, { host, authorized }: { host: AdminHost; authorized: boolean }): void {
  if (host.token !== undefined && authorized) return;
  const name = hostname(request);
  if (name !== undefined && (isOwnName(name) || boundNames(host).includes(name))) return;
  throw new AdminProblem(
    'FORBIDDEN',
    `The admin API does not answer to the name ${JSON.stringify(name ?? '')} (protection against DNS rebinding). ` +
      'Use localhost or the IP address, or start the mock with an admin token and send it.',
  );
}

/** Names that only this machine resolves, and addresses, which no DNS server can point elsewhere. */
function isOwnName(name: string): boolean {
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name.replace(/^\[|\]$/g, '')) !== 0;
}

function boundNames(host: AdminHost): (string | undefined)[] {
  const { apiUrl, adminUrl } = host.addresses();
  return [apiUrl, adminUrl].map((url) => (url === undefined ? undefined : URL.parse(url)?.hostname));
}

/** Parsed as a URL's, so that `127.1` and upper case come out in their one normal form. */
function hostname(request: Request): string | undefined {
  const field = request.headers.get('host');
  const url = field === null ? URL.parse(request.url) : URL.parse(`http://${field}`);
  return url?.hostname.replace(/\.$/, '');
}

function refuseForeignPage(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin !== null && !isSameOrigin(origin, request)) throw foreignPage(`Origin is ${JSON.stringify(origin)}`);
  if (site === null || site === 'same-origin' || site === 'none' || isNavigation(request)) return;
  throw foreignPage(`Sec-Fetch-Site is ${JSON.stringify(site)}`);
}

function isSameOrigin(origin: string, request: Request): boolean {
  const authority = request.headers.get('host') ?? new URL(request.url).host;
  return URL.parse(origin)?.host === URL.parse(`${new URL(request.url).protocol}//${authority}`)?.host;
}

/** Somebody followed a link to here. The page they came from cannot read what they see. */
function isNavigation(request: Request): boolean {
  return (
    request.method === 'GET' &&
    request.headers.get('sec-fetch-mode') === 'navigate' &&
    request.headers.get('sec-fetch-dest') === 'document'
  );
}

function foreignPage(reason: string): AdminProblem {
  return new AdminProblem(
    'FORBIDDEN',
    `The admin API takes no requests from pages of other sites (${reason}). Call it from its own pages or from outside a browser.`,
  );
}
