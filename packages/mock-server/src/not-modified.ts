import { type Answer, headerOf } from './answer.ts';
import type { MockRequest } from './mock-request.ts';

/**
 * 304 in place of a representation that the client says it has.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2
 */
export function orNotModified(answer: Answer, request: MockRequest): Answer {
  const condition = request.header('if-none-match');
  if (condition === undefined || answer.status !== 200 || !isRead(request)) return answer;
  const tag = headerOf(answer, 'etag');
  if (tag === undefined || !namesTag(condition, tag)) return answer;
  const { decision } = answer;
  return { status: 304, headers: keptFields(answer), decision };
}

function isRead({ method }: MockRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** Weak comparison (RFC 9110 §8.8.3.2). */
function namesTag(condition: string, tag: string): boolean {
  if (condition.trim() === '*') return true;
  const tags = condition.match(/(?:W\/)?"[^"]*"|[^\s,]+/g) ?? [];
  return tags.some((one) => strong(one) === strong(tag));
}

function strong(tag: string): string {
  return tag.replace(/^W\//, '');
}

/** What describes a body that is not sent is left out (RFC 9110 §15.4.5). */
function keptFields({ headers }: Answer): string[] {
  return headers.filter((_, index) => {
    const name = (headers[index - (index % 2)] ?? '').toLowerCase();
    return name === 'content-location' || !name.startsWith('content-');
  });
}
