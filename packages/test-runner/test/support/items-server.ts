import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
  readonly items: Map<string, { id: string; name: string }>;
};

/** Answers as `ITEMS` says, unless `instead` has done so. */
export function itemsServer(instead: (exchange: Exchange) => boolean = () => false): RequestListener {
  const items = new Map<string, { id: string; name: string }>();
  return async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const exchange = { request, response, body, items };
    if (instead(exchange)) return;
    const [, collection = '', id] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (collection === 'ping') json(response, 200, 'pong');
    else if (collection === 'maintenance') json(response, 204);
    else if (collection !== 'items') json(response, 404);
    else if (id === undefined) answerCollection(exchange);
    else answerItem(exchange, decodeURIComponent(id));
  };
}

function answerCollection({ request, response, body, items }: Exchange): void {
  const name = nameIn(body);
  if (request.method === 'GET') json(response, 200, [...items.values()]);
  else if (request.method !== 'POST') json(response, 405);
  else if (name === undefined) json(response, 400);
  else {
    serial += 1;
    const item = { id: `i${serial}`, name };
    items.set(item.id, item);
    json(response, 201, item);
  }
}

let serial = 0;

function answerItem({ request, response, items }: Exchange, id: string): void {
  const found = items.get(id);
  if (found === undefined) json(response, 404);
  else if (request.method === 'GET') json(response, 200, found);
  else if (request.method !== 'DELETE') json(response, 405);
  else {
    items.delete(id);
    json(response, 204);
  }
}

export function json(response: ServerResponse, status: number, value?: unknown): void {
  response.writeHead(status, value === undefined ? {} : { 'content-type': 'application/json' });
  response.end(value === undefined ? undefined : JSON.stringify(value));
}

function nameIn(body: string): string | undefined {
  try {
    const { name } = JSON.parse(body);
    return typeof name === 'string' && name.length >= 1 && name.length <= 40 ? name : undefined;
  } catch {
    return undefined;
  }
}
