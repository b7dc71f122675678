/** What came back for a request. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
}

interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, a text or a form as it is. */
  readonly body?: unknown;
}

/** Sends one request after the other to a target. */
export interface Client {
  readonly send: (call: string, options?: CallOptions) => Promise<Answer>;
  /** The same client with fields that every request gets. */
  readonly as: (headers: Readonly<Record<string, string>>) => Client;
}

/** An exchange as `onAnswer` of a client sees it. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly answer: Answer;
}

/**
 * A client for a target: `send('POST /orders', { body })`.
 *
 * @param onAnswer Sees each exchange.
 */
export function createClient(url: string, onAnswer: (exchange: Exchange) => void = () => undefined): Client {
  const withFields = (fields: Readonly<Record<string, string>>): Client => ({
    send: async (call, options = {}) => {
      const [method = 'GET', target = '/'] = call.split(' ');
      const body = options.body === undefined ? undefined : serialize(options.body);
      const json: Record<string, string> =
        typeof options.body === 'string' ? {} : { 'content-type': 'application/json' };
      const headers = { ...(body === undefined ? {} : json), ...fields, ...options.headers };
      const response = await fetch(`${url}${target}`, { method, headers, body: body ?? null, redirect: 'manual' });
      const text = await response.text();
      const answer = { status: response.status, headers: response.headers, text, json: parse(text) };
      onAnswer({ method, target, answer });
      return answer;
    },
    as: (headers) => withFields({ ...fields, ...headers }),
  });
  return withFields({});
}

/** A member of an answer's body, by its path: `at(answer, 'items', 0, 'id')`. */
export function at(answer: Answer, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined),
    answer.json,
  );
}

/** How many items an array in an answer has. */
export function countOf(answer: Answer, ...path: readonly (string | number)[]): number {
  const value = at(answer, ...path);
  return Array.isArray(value) ? value.length : -1;
}

function serialize(body: unknown): string | URLSearchParams {
  return typeof body === 'string' || body instanceof URLSearchParams ? body : JSON.stringify(body);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
