import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { type Served, serve } from './serve.ts';

/** What can be wrong with the server: the ids of the checks that must notice it, or another way to the same check. */
export type Fault = string;

type Note = Record<string, unknown> & { id: number };

interface State {
  readonly fault: Fault;
  readonly notes: Map<number, Note>;
  readonly tags: Map<number, { id: number; label: unknown; note: number }>;
  readonly keys: Map<string, number>;
  me: Record<string, unknown>;
  next: number;
  version: number;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  readonly body: Record<string, unknown> | undefined;
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Keeps notes in memory, as `crudDocument` says, with one fault or none. */
export function serveCrud(fault: Fault = ''): Promise<Served> {
  const state: State = {
    fault,
    notes: new Map(),
    tags: new Map(),
    keys: new Map(),
    me: { nickname: 'Mo', motto: 'Onward' },
    next: 1,
    version: 1,
  };
  for (const weight of [300, 20, 1000])
    store(state, { title: `First ${weight}`, weight, colour: weight === 20 ? 'red' : 'blue' });
  return serve(async (request, response) => {
    const raw = await text(request);
    const url = new URL(request.url ?? '/', 'http://crud.invalid');
    const method = request.method ?? 'GET';
    const call = { method, path: url.pathname, query: url.searchParams, request, body: parse(raw) };
    const reply = method === 'HEAD' ? head(answer({ ...call, method: 'GET' }, state), state) : answer(call, state);
    send(response, reply);
  });
}

function head(reply: Reply, { fault }: State): Reply {
  return fault === 'head-differs' && reply.status === 200 ? { status: 404 } : reply;
}

function send(response: ServerResponse, { status, body, headers }: Reply): void {
  const bytes = body === undefined ? undefined : JSON.stringify(body);
  response.writeHead(status, {
    ...(bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(bytes) }),
    ...headers,
  });
  response.end(bytes);
}

function parse(raw: string): Record<string, unknown> | undefined {
  try {
    return raw === '' ? undefined : JSON.parse(raw);
  } catch {
    return undefined;
  }
}

function answer(call: Call, state: State): Reply {
  const [, first, id, second, child] = call.path.split('/');
  if (first === 'me' && id === undefined) return me(call, state);
  if (first !== 'notes') return { status: 404 };
  if (second === 'tags') return tags(call, state, { note: Number(id), tag: child });
  return id === undefined ? collection(call, state) : item(call, state, Number(id));
}

function refused(methods: string, { fault }: State): Reply {
  const allow = fault === 'allow-wrong' ? `${methods}, TRACE` : methods;
  return { status: 405, headers: fault === '405-without-allow' ? {} : { allow } };
}

function me({ method, request, body }: Call, state: State): Reply {
  if (method === 'GET' && request.headers.authorization === undefined)
    return {
      status: 401,
      headers: state.fault === 'unauthorized-without-challenge' ? {} : { 'www-authenticate': 'Bearer' },
    };
  if (method === 'GET') return { status: 200, body: state.me };
  if (method !== 'PATCH') return refused('GET, HEAD, PATCH', state);
  const changed = { ...state.me, ...body };
  if (state.fault !== 'singleton-update-lost') state.me = changed;
  return { status: 200, body: changed };
}

function tags({ method, body }: Call, state: State, { note, tag }: { note: number; tag: string | undefined }): Reply {
  if (!state.notes.has(note)) return { status: 404 };
  if (tag === undefined) {
    if (method !== 'POST') return refused('POST', state);
    if (typeof body?.label !== 'string' || body.label.length < 8) return { status: 400 };
    const id = state.next++;
    state.tags.set(id, { id, label: body.label, note });
    return { status: 201, body: { id, label: body.label }, headers: { location: `/notes/${note}/tags/${id}` } };
  }
  if (method !== 'GET') return refused('GET, HEAD', state);
  const found = state.tags.get(Number(tag));
  if (found === undefined || (found.note !== note && state.fault !== 'wrong-parent')) return { status: 404 };
  return { status: 200, body: { id: found.id, label: found.label } };
}

function store(state: State, body: Record<string, unknown>): Note {
  const id = state.fault === 'duplicate-id' && state.next > 3 ? 4 : state.next;
  state.next += 1;
  const note = { ...body, id, updated_at: new Date().toISOString(), version: state.version++ };
  state.notes.set(id, note);
  return note;
}

/** As it is shown. */
function show({ version: _, ...note }: Note): Record<string, unknown> {
  return note;
}

function isGood(body: Record<string, unknown> | undefined, partial = false): body is Record<string, unknown> {
  if (body === undefined || Object.keys(body).some((name) => !['title', 'weight', 'colour', 'text'].includes(name)))
    return false;
  const { title, weight, colour, text: words } = body;
  const isText = (value: unknown, min: number, max: number): boolean =>
    typeof value === 'string' && value.length >= min && value.length <= max;
  const isWeight = Number.isInteger(weight) && Number(weight) >= 0 && Number(weight) <= 5000;
  return (
    (isText(title, 1, 60) || (partial && title === undefined)) &&
    (isWeight || (partial && weight === undefined)) &&
    (colour === undefined || (partial && colour === null) || isText(colour, partial ? 0 : 3, 40)) &&
    (words === undefined || (partial && words === null) || isText(words, 0, 200))
  );
}

function collection(call: Call, state: State): Reply {
  if (call.method === 'GET') return list(call, state);
  if (call.method !== 'POST') return refused('GET, HEAD, POST', state);
  const { fault } = state;
  if (!isGood(call.body)) {
    if (fault === 'failed-write-effect' && call.body !== undefined) store(state, call.body);
    return { status: 400 };
  }
  const key = call.request.headers['idempotency-key'];
  const known =
    typeof key === 'string' && fault !== 'idempotency-ignored' ? state.notes.get(state.keys.get(key) ?? 0) : undefined;
  const note =
    known ??
    store(state, fault === 'created-differs' ? { ...call.body, text: String(call.body.text).slice(0, 5) } : call.body);
  if (typeof key === 'string') state.keys.set(key, note.id);
  if (fault === 'created-not-readable') state.notes.delete(note.id);
  const location = fault === 'location-dead' ? `/note/${note.id}` : `/notes/${note.id}`;
  return { status: 201, body: show(note), headers: fault === 'created-without-location' ? {} : { location } };
}

function list({ query }: Call, { notes, fault }: State): Reply {
  const colour = query.get('colour');
  let items = [...notes.values()].filter((note) => note.is_deleted !== true || fault === 'deleted-still-listed');
  if (fault === 'created-not-listed') items = items.slice(0, 3);
  if (colour !== null && fault !== 'filter-ignored') items = items.filter((note) => note.colour === colour);
  const sort = query.get('sort');
  const sign = sort?.startsWith('-') ? -1 : 1;
  if (sort !== null)
    items = items.toSorted((a, b) =>
      fault === 'sort-wrong'
        ? sign * String(a.weight).localeCompare(String(b.weight))
        : sign * (Number(a.weight) - Number(b.weight)),
    );
  const total = fault === 'total-wrong' ? items.length * 2 : items.length;
  const limit = fault === 'limit-ignored' ? 1000 : Number(query.get('limit') ?? 1000);
  const offset = Number(query.get('offset') ?? 0);
  const shift = offset === 0 ? 0 : fault === 'page-repeats' ? -1 : fault === 'page-loses' ? 1 : 0;
  return { status: 200, body: { items: items.slice(offset + shift, offset + shift + limit).map(show), total } };
}

function item(call: Call, state: State, id: number): Reply {
  const { fault, notes } = state;
  const note = notes.get(id);
  if (note === undefined || note.is_deleted === true) return missing(call, fault, id);
  const tag = `"${fault === 'etag-stale' ? id : note.version}"`;
  const match = call.request.headers['if-match'];
  const isOutdated = match !== undefined && match !== tag && fault !== 'if-match-ignored';
  switch (call.method) {
    case 'GET': {
      const isKnown = call.request.headers['if-none-match'] === tag && fault !== 'etag-ignored';
      if (fault === 'safe-method-effect') notes.set(id, { ...note, weight: Number(note.weight) - 1 });
      return isKnown
        ? { status: 304, headers: { etag: tag } }
        : { status: 200, body: show(note), headers: { etag: tag } };
    }
    case 'PUT':
      return isOutdated ? { status: 412 } : replace(call, state, note);
    case 'PATCH':
      return isOutdated ? { status: 412 } : change(call, state, note);
    case 'DELETE':
      return remove(state, note);
    default:
      return otherMethod(call, state);
  }
}

function otherMethod({ method, request }: Call, state: State): Reply {
  if (method === 'TRACE' && state.fault === 'trace-enabled') return { status: 200, body: request.headers };
  if (method === 'POST' && state.fault === 'unsupported-method-accepted') return { status: 200, body: {} };
  return refused('GET, HEAD, PUT, PATCH, DELETE', state);
}

function missing({ method }: Call, fault: Fault, id: number): Reply {
  if (fault === 'missing-found' && method === 'GET') return { status: 200, body: { id, title: 'Nothing', weight: 0 } };
  return fault === 'use-after-delete' && method === 'PATCH' ? { status: 200, body: {} } : { status: 404 };
}

function remove({ fault, notes, tags: all }: State, note: Note): Reply {
  if (fault === 'soft-delete') notes.set(note.id, { ...note, is_deleted: true });
  else if (fault === 'deleted-still-listed') notes.set(note.id, { ...note, is_deleted: true });
  else if (fault !== 'delete-no-effect') notes.delete(note.id);
  if (fault === 'write-hits-others') notes.clear();
  for (const tag of all.values()) if (tag.note === note.id) all.delete(tag.id);
  return { status: 204 };
}

function replace({ body }: Call, state: State, note: Note): Reply {
  const { fault, notes } = state;
  if (!isGood(body)) {
    if (fault === 'failed-update-effect') notes.set(note.id, { ...note, ...(body as object | undefined) });
    return { status: 400 };
  }
  const kept = { id: note.id, updated_at: new Date().toISOString(), version: state.version++ };
  const replaced = { ...(fault === 'put-merges' ? note : {}), ...body, ...kept };
  if (fault === 'update-lost') Object.assign(replaced, { colour: note.colour });
  if (fault === 'put-not-idempotent')
    Object.assign(replaced, { weight: Number(body.weight), text: `${note.text ?? ''}+` });
  notes.set(note.id, replaced);
  return { status: 200, body: show(replaced) };
}

function change({ body }: Call, state: State, note: Note): Reply {
  const { fault, notes } = state;
  if (!isGood(body, true)) return { status: 400 };
  const kept = { id: note.id, updated_at: new Date().toISOString(), version: state.version++ };
  const base = fault === 'partial-update-lost' ? { title: note.title, weight: note.weight } : note;
  const merged: Note = { ...base, ...(body ?? {}), ...kept };
  for (const [name, value] of Object.entries(merged))
    if (value === null) merged[name] = fault === 'merge-patch-wrong' ? note[name] : undefined;
  notes.set(note.id, merged);
  return { status: 200, body: show(merged) };
}
