import { get as httpGet, type IncomingMessage } from 'node:http';
import { type Call, checked, param, type Reply } from '../call.ts';
import { isObject, oneOf } from '../check.ts';
import { Problem } from '../problem.ts';
import type { Route } from '../routes.ts';
import { CURRENCIES, type Ledger } from './state.ts';

const MAX_BYTES = 20_000;
const TIMEOUT_MS = 1000;
/** Beyond this, what should wait without end is let go, so that tests of it come to an end. */
const ENDLESS_MS = 60_000;
const MAX_REDIRECTS = 5;

/** What a currency costs, from a service that is not ours. */
export function rateRoutes(ledger: Ledger): readonly Route[] {
  return [['GET', '/rates/{base}', (call) => getRate(ledger, call)]];
}

async function getRate(ledger: Ledger, call: Call): Promise<Reply> {
  const base = checked(param(call, 'base'), oneOf(CURRENCIES));
  const quote = checked(call.query.get('quote'), oneOf(CURRENCIES));
  const url = new URL(`latest?base=${base}`, `${ledger.upstream.replace(/\/$/, '')}/`);
  const answer = await ask(ledger, url, ledger.on('upstream-redirect') ? MAX_REDIRECTS : 0);
  return {
    status: 200,
    body: ledger.on('upstream-trusted') ? trusted(answer, base, quote) : read(answer, base, quote),
  };
}

function read(answer: string, base: string, quote: string): object {
  const rate = rateIn(answer, quote);
  if (rate === undefined) throw unusable();
  return { base, quote, rate };
}

function rateIn(answer: string, quote: string): number | undefined {
  try {
    const value: unknown = JSON.parse(answer);
    const rates = isObject(value) && isObject(value.rates) ? value.rates : {};
    const rate = Object.hasOwn(rates, quote) ? rates[quote] : undefined;
    return typeof rate === 'number' && rate >= 0 && rate <= 1_000_000 ? rate : undefined;
  } catch {
    return undefined;
  }
}

function trusted(answer: string, base: string, quote: string): object {
  const { rates, ...rest } = JSON.parse(answer) as { readonly rates: Readonly<Record<string, unknown>> };
  return { ...rest, base, quote, rate: rates[quote] };
}

async function ask(ledger: Ledger, url: URL, redirects: number): Promise<string> {
  const response = await open(ledger, url);
  const { location } = response.headers;
  if (location !== undefined && redirects > 0 && isNear(new URL(location, url))) {
    response.destroy();
    return ask(ledger, new URL(location, url), redirects - 1);
  }
  if (response.statusCode !== 200) {
    response.destroy();
    throw unusable();
  }
  return readAll(ledger, response);
}

// The ledger of a test reaches nothing beyond this machine, whatever it is told.
function isNear(url: URL): boolean {
  return url.protocol === 'http:' && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
}

function open(ledger: Ledger, url: URL): Promise<IncomingMessage> {
  const wait = ledger.on('upstream-endless-wait') ? ENDLESS_MS : TIMEOUT_MS;
  return new Promise((resolve, reject) => {
    const request = httpGet(url, { signal: AbortSignal.timeout(wait) }, resolve);
    request.on('error', () => reject(unusable()));
  });
}

async function readAll(ledger: Ledger, response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BYTES && !ledger.on('upstream-trusted')) throw unusable();
      chunks.push(chunk);
    }
  } catch {
    throw unusable();
  }
  return Buffer.concat(chunks).toString();
}

function unusable(): Problem {
  return new Problem(502, "The bank's service answers nothing that can be used");
}
