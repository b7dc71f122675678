import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { SpecError } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';
import { tooLong } from './parse-text.ts';
import { addressReach } from './private-address.ts';

export interface FetchUrlOptions {
  readonly limits: LoadLimits;
  readonly allowPrivateNetworks: boolean;
  /** Used in place of a connection of our own. Addresses are checked before each call. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Fetched {
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly url: string;
}

const MAX_REDIRECTS = 5;

/**
 * Gets a document from a server. The name is resolved once and the connection goes to the address that was checked;
 * each redirect is checked again.
 *
 * @throws {SpecError} `ACCESS_REFUSED`, `UNREADABLE` or `LIMIT_EXCEEDED`.
 */
export async function fetchUrl(url: string, options: FetchUrlOptions): Promise<Fetched> {
  const timeout = AbortSignal.timeout(options.limits.fetchTimeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  let current = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await getOnce(current, { ...options, signal });
    if (answer instanceof Uint8Array) return { bytes: answer, url: current.href };
    current = answer;
  }
  throw unreadable(url, `it redirects more than ${MAX_REDIRECTS} times`);
}

/** The body, or the URL that it redirects to. */
async function getOnce(
  url: URL,
  options: FetchUrlOptions & { readonly signal: AbortSignal },
): Promise<Uint8Array | URL> {
  const address = await checkedAddress(url, options.allowPrivateNetworks);
  try {
    const answer =
      options.fetch === undefined ? await connect(url, address, options.signal) : await viaFetch(url, options);
    if (answer.status >= 300 && answer.status < 400 && answer.location !== null)
      return redirectTarget(url, answer.location);
    if (answer.status !== 200) throw unreadable(url.href, `the server answers ${answer.status}`);
    return await readBody(answer.body, url, options.limits.maxBytes);
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    const reason = options.signal.aborted ? 'it took too long' : cause instanceof Error ? cause.message : String(cause);
    throw unreadable(url.href, reason, cause);
  }
}

async function checkedAddress(url: URL, allowPrivateNetworks: boolean): Promise<string> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(url, 'it is not an HTTP URL');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const address = isIP(host) === 0 ? await resolveName(url, host) : host;
  const reach = addressReach(address);
  if (reach === 'refused') throw refused(url, 'it is a link-local or metadata address');
  if (reach === 'private' && !allowPrivateNetworks) throw refused(url, 'it is in a private network');
  return address;
}

async function resolveName(url: URL, host: string): Promise<string> {
  try {
    return (await lookup(host)).address;
  } catch (cause) {
    throw unreadable(url.href, `its host name cannot be resolved`, cause);
  }
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: AsyncIterable<Uint8Array>;
}

async function connect(url: URL, address: string, signal: AbortSignal): Promise<Answer> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const family = isIP(address);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(url.href, {
      agent: false,
      headers: { accept: 'application/json, application/yaml, */*;q=0.5' },
      signal,
      // Instead of a second look-up, which might give another address than the one that was checked.
      lookup: (_host, lookupOptions, done) =>
        lookupOptions.all ? done(null, [{ address, family }]) : done(null, address, family),
    });
    request.once('response', resolve).once('error', reject);
  });
  return { status: response.statusCode ?? 0, location: response.headers.location ?? null, body: response };
}

async function viaFetch(url: URL, options: FetchUrlOptions): Promise<Answer> {
  const { fetch = globalThis.fetch, signal } = options;
  const response = await fetch(url.href, { redirect: 'manual', ...(signal === undefined ? {} : { signal }) });
  const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
  return { status: response.status, location: response.headers.get('location'), body };
}

async function readBody(body: AsyncIterable<Uint8Array>, url: URL, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > maxBytes) throw tooLong(maxBytes, url.href);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function redirectTarget(url: URL, location: string): URL {
  if (!URL.canParse(location, url.href)) throw unreadable(url.href, 'it redirects to something that is not a URL');
  return new URL(location, url);
}

function refused(url: URL, reason: string): SpecError {
  return new SpecError('ACCESS_REFUSED', `\`${url.href}\` is not fetched: ${reason}.`, {
    advice:
      'Allow private networks if the document is to be trusted with them, or download the file and refer to that.',
    file: url.href,
  });
}

function unreadable(url: string, reason: string, cause?: unknown): SpecError {
  return new SpecError('UNREADABLE', `\`${url}\` cannot be fetched: ${reason}.`, {
    advice: 'Check the URL, or download the file and give its path.',
    file: url,
    cause,
  });
}
