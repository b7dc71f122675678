import http from 'node:http';
import { onTestFinished } from 'vitest';

/** What `startSmallApi` does wrong. */
export interface SmallApiFaults {
  /** Answers lack the name that the document promises. */
  readonly nameless?: boolean;
  /** Each answer takes so long, in milliseconds. */
  readonly delayMs?: number;
}

/** An API of notes that keeps what it is given. */
export const smallApi: object = {
  openapi: '3.1.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/notes': {
      get: {
        responses: {
          200: { description: 'All', content: json({ type: 'array', items: { $ref: '#/components/schemas/Note' } }) },
        },
      },
      post: {
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/NewNote' }) },
        responses: {
          201: { description: 'Made', content: json({ $ref: '#/components/schemas/Note' }) },
          400: { description: 'No note' },
        },
      },
    },
    '/notes/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      get: {
        responses: {
          200: { description: 'One', content: json({ $ref: '#/components/schemas/Note' }) },
          404: { description: 'None' },
        },
      },
      delete: { responses: { 204: { description: 'Gone' }, 404: { description: 'None' } } },
    },
  },
  components: {
    schemas: {
      NewNote: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', minLength: 1, maxLength: 50 } },
        additionalProperties: false,
      },
      Note: {
        type: 'object',
        required: ['id', 'name'],
        properties: { id: { type: 'string', readOnly: true }, name: { type: 'string' } },
      },
    },
  },
};

function json(schema: object): object {
  return { 'application/json': { schema } };
}

type Note = { readonly id: string; readonly name: string };

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: http.OutgoingHttpHeaders;
}

/** Starts that API on a free port; it ends with the test. */
export async function startSmallApi(
  faults: SmallApiFaults = {},
): Promise<{ readonly url: string; readonly requests: string[] }> {
  const notes = new Map<string, Note>();
  const requests: string[] = [];
  const server = http.createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { status, body, headers } = answer(request, text, { notes, faults });
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    setTimeout(() => {
      response.writeHead(status, { ...type, ...headers });
      response.end(request.method === 'HEAD' || body === undefined ? undefined : JSON.stringify(body));
    }, faults.delayMs ?? 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}`, requests };
}

interface State {
  readonly notes: Map<string, Note>;
  readonly faults: SmallApiFaults;
}

function answer(request: http.IncomingMessage, text: string, state: State): Answer {
  const [, collection, id = '', rest] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  if (collection !== 'notes' || rest !== undefined) return { status: 404 };
  return id === '' ? answerAll(request, text, state) : answerOne(request, decodeURIComponent(id), state);
}

function answerAll(request: http.IncomingMessage, text: string, { notes, faults }: State): Answer {
  if (isRead(request)) return { status: 200, body: [...notes.values()].map((note) => shown(note, faults)) };
  if (request.method !== 'POST') return { status: 405, headers: { allow: 'GET, HEAD, POST' } };
  const name = readName(text, request.headers['content-type']);
  if (name === undefined) return { status: 400 };
  const note = { id: crypto.randomUUID(), name };
  notes.set(note.id, note);
  return { status: 201, body: shown(note, faults), headers: { location: `/notes/${note.id}` } };
}

function answerOne(request: http.IncomingMessage, id: string, { notes, faults }: State): Answer {
  if (!isRead(request) && request.method !== 'DELETE') return { status: 405, headers: { allow: 'GET, HEAD, DELETE' } };
  const note = notes.get(id);
  if (note === undefined) return { status: 404 };
  if (isRead(request)) return { status: 200, body: shown(note, faults) };
  notes.delete(id);
  return { status: 204 };
}

function isRead({ method }: http.IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function shown({ id, name }: Note, { nameless }: SmallApiFaults): object {
  return nameless ? { id } : { id, name };
}

function readName(text: string, type = ''): string | undefined {
  if (!type.startsWith('application/json')) return undefined;
  try {
    const { name, ...others } = JSON.parse(text) as { name?: unknown };
    const isName = typeof name === 'string' && [...name].length >= 1 && [...name].length <= 50;
    return isName && Object.keys(others).length === 0 ? name : undefined;
  } catch {
    return undefined;
  }
}
