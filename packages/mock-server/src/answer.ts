import type { LoggedMessage } from '@mockloop/log-store';
import type { Fault } from '@mockloop/scenarios';

/** A response as plain data: it can be kept, sent by any adapter, and logged without being read again. */
export interface Answer {
  readonly status: number;
  /** Names and values in turn, as `http.ServerResponse.writeHead` takes them. `content-length` is left to the adapter. */
  readonly headers: readonly string[];
  readonly body?: string | Uint8Array | undefined;
  /** Of the body in bytes; absent where nobody has counted them. */
  readonly size?: number | undefined;
  /** Set where the answer never changes: the log then stores it once. */
  readonly logged?: LoggedMessage | undefined;
  /** Who answered and why, for `explain`: `{ by: 'storage', why: 'created in "pets"' }`. Absent: the document. */
  readonly decision?: AnswerDecision | undefined;
  /** Set where the body is problem details of the mock's own, so that more can be said in them. */
  readonly problem?: AnsweredProblem | undefined;
  /** How long the answer is held back, in milliseconds. */
  readonly delayMs?: number | undefined;
  /** How the connection misbehaves while the answer is sent. */
  readonly fault?: Fault | undefined;
}

/** Problem details (RFC 9457) as the body of an answer. */
interface AnsweredProblem {
  /** Of the kind of problem, e.g. `UNAUTHORIZED`. */
  readonly name: string;
  /** What the body says. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Whether the document, where it describes these problem details, has room for such a body. */
  readonly allows?: ((body: string) => boolean) | undefined;
}

/** Few different ones exist: no values of single requests are in them. */
export interface AnswerDecision {
  readonly by: 'scenario' | 'override' | 'handler' | 'storage' | 'document' | 'check' | 'route' | 'mock';
  readonly why: string;
}

/** Statuses whose responses have no content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
export function isBodiless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

/** The same answer with these fields instead of its own of the same names. */
export function replaceHeaders(answer: Answer, headers: readonly string[]): Answer {
  const names = new Set(headers.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
  const kept = answer.headers.filter(
    (_, index) => !names.has((answer.headers[index - (index % 2)] ?? '').toLowerCase()),
  );
  return { ...answer, headers: [...kept, ...headers], logged: undefined };
}

/** The same answer with more fields. */
export function withHeaders(answer: Answer, headers: readonly string[]): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: [...answer.headers, ...headers], logged: undefined };
}

/** The first value of a field, by its lower-case name. */
export function headerOf({ headers }: Pick<Answer, 'headers'>, name: string): string | undefined {
  const index = headers.findIndex((field, at) => at % 2 === 0 && field.toLowerCase() === name);
  return index === -1 ? undefined : headers[index + 1];
}

/** A longer text is cheaper to send as bytes. */
const MAX_TEXT = 16_384;

/** The answer with what makes it cheap to send and to log again and again: its size, its bytes, one message for the log. */
export function asKept(answer: Answer): Answer {
  const size = bodySize(answer.body);
  const staysText = typeof answer.body !== 'string' || (size === answer.body.length && size <= MAX_TEXT);
  const body = staysText ? answer.body : Buffer.from(answer.body as string);
  return { ...answer, body, size, logged: { headers: headerPairs(answer.headers), body, size } };
}

/** An answer as the log takes it. */
export function loggedMessage(answer: Answer): LoggedMessage {
  if (answer.logged !== undefined) return answer.logged;
  return { headers: headerPairs(answer.headers), body: answer.body, size: bodySize(answer.body) };
}

/** Bytes, not characters. */
export function bodySize(body: string | Uint8Array | undefined): number {
  if (body === undefined) return 0;
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
}

export function headerPairs(flat: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2) pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  return pairs;
}
