import type { TestExchange } from '../../model/exchange.ts';
import { headerOf } from '../../requests/read-answer.ts';

/** 0 where no answer came. */
export function statusOf({ response }: TestExchange): number {
  return response?.status ?? 0;
}

export function isOk(exchange: TestExchange): boolean {
  const status = statusOf(exchange);
  return status >= 200 && status < 300;
}

/** The caller may not, or is told that there is no such thing. */
export function isDenied(exchange: TestExchange): boolean {
  return [401, 403, 404, 410].includes(statusOf(exchange));
}

export function isCrash(exchange: TestExchange): boolean {
  return statusOf(exchange) >= 500;
}

const MAX_TEXT = 1024 * 1024;

/** The first MiB of a body, read as UTF-8. */
export function textOf({ response }: TestExchange): string {
  return response === undefined ? '' : Buffer.from(response.body.subarray(0, MAX_TEXT)).toString('utf8');
}

/** The body as JSON; `undefined` where it is none. */
export function jsonOf(exchange: TestExchange): unknown {
  const text = textOf(exchange).trimStart();
  if (!/^[[{"\d\-tfn]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field of the answer; names are in lower case. */
export function fieldOf({ response }: TestExchange, name: string): string | undefined {
  return headerOf(response?.headers ?? [], name);
}

/** `GET /pets answered 200` */
export function describeAnswer(exchange: TestExchange): string {
  const { response, failure } = exchange;
  if (response === undefined) return `no answer (${failure?.kind ?? 'none'})`;
  return `${response.status} with ${response.body.length} bytes`;
}
