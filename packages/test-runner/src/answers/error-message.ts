import type { TestResponse } from '../model/exchange.ts';

/** Words of what servers say of any error. */
const GENERIC: ReadonlySet<string> = new Set(
  (
    'a an the on our side we is was has been of your by with to and or not could can cannot be it this that please try again later ' +
    'internal unexpected unknown unhandled server application error errors exception something went wrong occurred failure failed ' +
    'request processing process while handling oops bad gateway service unavailable timeout null undefined false true status code ' +
    'message detail details type title about blank problem http html body head pre doctype lang en meta charset utf api complete'
  ).split(' '),
);

function isGeneric(text: string): boolean {
  return (text.toLowerCase().match(/[a-z]+/g) ?? []).every((word) => GENERIC.has(word));
}

/**
 * What tells one error of a server from another: the text of its message, without values.
 *
 * @returns `undefined` where the answer says nothing of its own.
 */
export function errorMessage({ body }: Pick<TestResponse, 'body'>): string | undefined {
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8', 0, 4_000);
  const message = (messageIn(text) ?? text)
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\da-f]{8}-[\da-f-]{27}|0x[\da-f]+|\d+/gi, '#')
    .replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '…')
    .split('\n', 1)[0]
    ?.replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
  return message === undefined || message === '' || isGeneric(message) ? undefined : message;
}

function messageIn(text: string): string | undefined {
  try {
    return findMessage(JSON.parse(text), 0);
  } catch {
    return undefined;
  }
}

function findMessage(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 2) return undefined;
  for (const name of ['message', 'detail', 'error_description', 'error', 'errors', 'title', 'description', 'msg']) {
    if (!Object.hasOwn(value, name)) continue;
    const found = findMessage(Reflect.get(value, name), depth + 1);
    if (found !== undefined && !isGeneric(found)) return found;
  }
  return undefined;
}
