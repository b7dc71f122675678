import { bodyKindOf } from '@mockloop/body';
import { type Answer, headerOf, headerPairs } from '../answer.ts';
import type { HandlerResponse } from './handler.ts';

/** An answer as handlers see it: JSON read, texts as text. Returned as it is, it is the same answer again. */
export function responseOfAnswer(answer: Answer): Required<HandlerResponse> {
  const headers: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of headerPairs(answer.headers)) {
    const known = headers[name];
    headers[name] = known === undefined ? value : [known, value].flat();
  }
  return { status: answer.status, headers, body: bodyOf(answer) };
}

function bodyOf(answer: Answer): unknown {
  const { body } = answer;
  const contentType = headerOf(answer, 'content-type');
  if (body === undefined || contentType === undefined) return body;
  const kind = bodyKindOf(contentType);
  if (kind === 'binary' || kind === 'multipart') return body;
  const text = typeof body === 'string' ? body : Buffer.from(body).toString();
  if (kind !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return Buffer.from(text);
  }
}
