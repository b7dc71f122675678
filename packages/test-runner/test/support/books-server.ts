import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createSchemas } from '@mockloop/schema';
import { BOOK } from './books-document.ts';

/** What a server takes, which may be other than what its document says. */
export interface BookRules {
  /** Default: that of the document. */
  readonly book?: object;
  /** Default 50. */
  readonly maxLimit?: number;
  /** Default true. */
  readonly wantsReader?: boolean;
  /** How it reads a body. Default: strictly, and JSON alone. */
  readonly parse?: (text: string, contentType: string) => unknown;
  /** Thrown for some books. */
  readonly crash?: (book: Record<string, unknown>) => boolean;
}

/** Answers as `BOOKS` says, but for the rules that differ. */
export function booksServer(rules: BookRules = {}): RequestListener {
  const books = new Map<number, object>();
  const schema = createSchemas({ source: () => (rules.book ?? BOOK) as Record<string, unknown> }).compile(
    'book',
    'request',
  );
  const add = (text: string, request: IncomingMessage): [status: number, value: object] => {
    const contentType = request.headers['content-type'] ?? '';
    if (rules.parse === undefined && !contentType.startsWith('application/json'))
      return [415, { message: 'JSON alone' }];
    const book = rules.parse === undefined ? parse(text) : rules.parse(text, contentType);
    if (!schema.isValid(book)) return [400, { message: 'no such book' }];
    if (rules.crash?.(book as Record<string, unknown>)) return [500, { message: 'Cannot shelve it' }];
    const stored = { id: books.size + 1, ...(book as object) };
    books.set(stored.id, stored);
    return [201, stored];
  };
  const list = (url: URL, request: IncomingMessage): [status: number, value: object] => {
    const limit = url.searchParams.get('limit') ?? '20';
    const isRight = /^\d{1,9}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= (rules.maxLimit ?? 50);
    const reader = request.headers['x-reader'] ?? (rules.wantsReader === false ? 'nobody' : '');
    if (!isRight || reader.length < 2) return [400, { message: 'no such list' }];
    return [200, [...books.values()].slice(0, Number(limit))];
  };
  const read = (id: string): [status: number, value: object] => {
    if (!/^[1-9]\d*$/.test(id)) return [400, { message: 'no such number' }];
    const found = books.get(Number(id));
    return found === undefined ? [404, { message: 'no such book' }] : [200, found];
  };
  return async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const url = new URL(request.url ?? '', 'http://books.invalid');
    const [, , id] = url.pathname.split('/');
    if (id !== undefined) answer(response, read(decodeURIComponent(id)));
    else answer(response, request.method === 'POST' ? add(text, request) : list(url, request));
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, [status, value]: readonly [number, object]): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}
