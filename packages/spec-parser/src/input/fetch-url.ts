import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { Readable } from 'node:stream';
import { SpecError } from '../errors.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import { addressReach } from './address-reach.ts';
import { tooLong } from './parse-text.ts';
import { pinnedLookup } from './pinned-lookup.ts';

export interface FetchUrlOptions {
  /** Of the file. */
  readonly maxBytes: number;
  /** For the whole, redirects included, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  /** Whether URLs may lead to loopback and private networks; link-local addresses never. Default false. */
  readonly allowPrivateNetworks?: boolean | undefined;
  /** Used in place of a connection of our own. Addresses are checked before each call. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface FetchedFile {
  readonly bytes: Uint8Array;
  /** After redirects. */
  readonly url: string;
}

const MAX_REDIRECTS = 5;

/**
 * Gets a file from a server. Each name is resolved once and the connection goes to the addresses that were checked; each
 * redirect is checked again.
 *
 * @param url Absolute.
 * @throws {SpecError} `ACCESS_REFUSED`, `UNREADABLE` or `LIMIT_EXCEEDED`; what `signal` says once that is aborted.
 */
export async function fetchUrl(url: string, options: FetchUrlOptions): Promise<FetchedFile> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_LIMITS.fetchTimeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    return await follow(url, { ...options, signal });
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  }
}

type Fetching = FetchUrlOptions & { readonly signal: AbortSignal };

async function follow(url: string, options: Fetching): Promise<FetchedFile> {
  if (!URL.canParse(url)) throw unreadable(url, 'it is not a URL');
  let current = new URL(url);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const answer = await getOnce(current, options);
    if (answer instanceof Uint8Array) return { bytes: answer, url: current.href };
    current = answer;
  }
  throw unreadable(url, `it redirects more than ${MAX_REDIRECTS} times`);
}

/** The body, or the URL that it redirects to. */
async function getOnce(url: URL, options: Fetching): Promise<Uint8Array | URL> {
  const addresses = await checkedAddresses(url, options.allowPrivateNetworks ?? false);
  try {
    const { fetch, signal, maxBytes } = options;
    const answer = fetch === undefined ? await connect(url, addresses, signal) : await viaFetch(url, fetch, signal);
    if (answer.status === 200) return await readBody(answer.body, url, maxBytes);
    answer.body.destroy();
    if (answer.status >= 300 && answer.status < 400 && answer.location !== null)
      return redirectTarget(url, answer.location);
    throw unreadable(url.href, `the server answers ${answer.status}`);
  } catch (cause) {
    if (cause instanceof SpecError) throw cause;
    throw unreadable(url.href, options.signal.aborted ? 'it took too long' : reasonOf(cause), cause);
  }
}

async function checkedAddresses(url: URL, allowPrivateNetworks: boolean): Promise<readonly string[]> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(url, 'it is not an HTTP URL');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const resolved = isIP(host) === 0 ? await resolveName(url, host) : [host];
  const known = resolved.filter((address) => addressReach(address) !== 'never');
  if (known.length === 0) throw refused(url, 'it is a link-local or metadata address');
  const allowed = known.filter((address) => allowPrivateNetworks || addressReach(address) === 'public');
  if (allowed.length === 0) throw refused(url, 'it is in a private network');
  return allowed;
}

async function resolveName(url: URL, host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (cause) {
    throw unreadable(url.href, 'its host name cannot be resolved', cause);
  }
}

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: Readable;
}

async function connect(url: URL, addresses: readonly string[], signal: AbortSignal): Promise<Answer> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http');
  const headers = { accept: 'application/json, application/yaml, */*;q=0.5' };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = get(url, { agent: false, headers, signal, lookup: pinnedLookup(addresses) });
    request.once('response', resolve).on('error', reject);
  });
  return { status: response.statusCode ?? 0, location: response.headers.location ?? null, body: response };
}

async function viaFetch(url: URL, fetch: typeof globalThis.fetch, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(url.href, { redirect: 'manual', signal });
  const body = response.body === null ? Readable.from([]) : Readable.fromWeb(response.body);
  return { status: response.status, location: response.headers.get('location'), body };
}

async function readBody(body: Readable, url: URL, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
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

/** What lies behind the "fetch failed" of `fetch`, or one of the reasons where several addresses were tried. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error instanceof Error) return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
  return String(error);
}

function refused(url: URL, reason: string): SpecError {
  return new SpecError('ACCESS_REFUSED', `\`${url.href}\` is not fetched: ${reason}.`, {
    advice: 'Allow private networks if the file is to be trusted with them, or download it and refer to that.',
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
