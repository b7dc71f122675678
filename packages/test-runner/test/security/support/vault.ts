import { randomBytes, scryptSync } from 'node:crypto';
import { get, type IncomingMessage, type ServerResponse } from 'node:http';
import { DatabaseSync } from 'node:sqlite';
import { type Served, serve } from '../../support/serve.ts';
import { readToken, writeToken } from './tokens.ts';

interface User {
  readonly id: number;
  readonly username: string;
  readonly password: string;
  display_name: string;
  role: string;
  failed: number;
}

interface Note {
  readonly id: number;
  readonly owner: number;
  title: string;
  verified: boolean;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface VaultOptions {
  /** What it does wrong. */
  readonly faults?: readonly string[];
  readonly upstream?: string;
}

/** Answers as `VAULT` says, and does wrong what it is told to. */
export function serveVault({ faults = [], upstream }: VaultOptions = {}): Promise<Served> {
  const vault = new Vault(new Set(faults), upstream);
  return serve((request, response) => {
    vault.answer(request).then(
      (reply) => write(response, vault.decorate(reply, request)),
      () => write(response, { status: 500, body: { detail: 'Something went wrong' } }),
    );
  });
}

function write(response: ServerResponse, { status, body, headers = {} }: Reply): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : text);
}

const GONE: Reply = { status: 404, body: { detail: 'There is no such thing' } };
const REFUSED: Reply = { status: 401, body: { detail: 'Log in' }, headers: { 'www-authenticate': 'Bearer' } };
const INVALID: Reply = { status: 400, body: { detail: 'This is not valid' } };
const SETTINGS: Reply = {
  status: 200,
  body: 'DB_HOST=10.0.0.1\nDB_PASSWORD=x\n',
  headers: { 'content-type': 'text/plain' },
};
const DOORS = ['/me', '/admin', '/notes', '/folders', '/posts'];

class Vault {
  readonly #on: (fault: string) => boolean;
  readonly #key: string;
  readonly #upstream: string | undefined;
  readonly #users: User[] = [];
  readonly #notes = new Map<number, Note>();
  readonly #folders = new Map<number, { id: number; owner: number; name: string }>();
  readonly #files = new Map<number, { id: number; folder_id: number; name: string }>();
  readonly #posts: { id: number; text: string }[] = [];
  readonly #database = new DatabaseSync(':memory:');
  #last = 1_000;

  constructor(faults: ReadonlySet<string>, upstream: string | undefined) {
    this.#on = (fault) => faults.has(fault);
    this.#upstream = upstream;
    this.#key = faults.has('weak-key') ? 'changeme' : randomBytes(32).toString('hex');
    this.#database.exec("CREATE TABLE things (name TEXT); INSERT INTO things VALUES ('lamp'), ('chair'), ('table');");
  }

  decorate(reply: Reply, { headers: { origin } }: IncomingMessage): Reply {
    const cors = this.#on('cors') && origin !== undefined;
    return {
      ...reply,
      headers: {
        ...(this.#on('banner') ? { server: 'nginx/1.14.0' } : {}),
        ...(cors ? { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' } : {}),
        ...reply.headers,
      },
    };
  }

  async answer(request: IncomingMessage): Promise<Reply> {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const url = new URL(request.url ?? '/', 'http://vault.invalid');
    const call: Call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      text,
      body: parse(text),
    };
    if (text.length > 1_000_000 && !this.#on('huge-body')) return { status: 413 };
    const isClosed = DOORS.some((door) => call.path === door || call.path.startsWith(`${door}/`));
    return isClosed ? this.#closed(call) : ((await this.#fetching(call)) ?? this.#open(call));
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }

  #who({ headers, path, method }: Call): User | undefined {
    const token = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
    const isOpen = this.#on('auth-ignored') && path.startsWith('/posts/');
    const isWritable = this.#on('anonymous-write') && path === '/posts' && method === 'POST';
    const takesAny = this.#on('any-token') && path === '/posts' && token !== undefined;
    if (isOpen || isWritable || takesAny) return this.#users[0];
    const claims = readToken(token ?? '', {
      key: this.#key,
      takesNone: this.#on('jwt-none'),
      takesAny: this.#on('jwt-unsigned'),
      takesExpired: this.#on('jwt-expired'),
    });
    return this.#users.find(({ username }) => username === claims?.sub);
  }

  #closed(call: Call): Reply {
    const user = this.#who(call);
    if (user === undefined) return REFUSED;
    if (call.path === '/me') return this.#me(user, call);
    if (call.path === '/admin/report') {
      const isAllowed = user.role === 'admin' || this.#on('open-admin');
      return isAllowed ? { status: 200, body: { users: this.#users.length } } : { status: 403, body: {} };
    }
    if (call.path.startsWith('/notes')) return this.#note(user, call);
    return call.path.startsWith('/posts') ? this.#post(call) : this.#folder(user, call);
  }

  #me(user: User, { method, body }: Call): Reply {
    if (method === 'PATCH') {
      if (!isText(body.display_name)) return INVALID;
      user.display_name = body.display_name;
      if (this.#on('escalation') && isText(body.role)) user.role = body.role;
    }
    return { status: 200, body: this.#show(user) };
  }

  #show({ id, username, display_name, role, password }: User): object {
    const hash = this.#on('exposure') ? { password_hash: hashOf(password) } : {};
    return { id, username, display_name, role, ...hash };
  }

  #note(user: User, call: Call): Reply {
    const id = call.path.split('/')[2];
    if (id === undefined) return call.method === 'GET' ? this.#listNotes(user) : this.#createNote(user, call);
    const note = this.#notes.get(Number(id));
    return note === undefined ? GONE : this.#oneNote(note, call, note.owner === user.id);
  }

  #listNotes(user: User): Reply {
    return { status: 200, body: [...this.#notes.values()].filter(({ owner }) => owner === user.id) };
  }

  #createNote(user: User, { body }: Call): Reply {
    if (!isText(body.title)) return INVALID;
    const verified = this.#on('mass-assignment') && body.verified === true;
    const note = { id: this.#next(), owner: user.id, title: body.title, verified };
    this.#notes.set(note.id, note);
    return { status: 201, body: note, headers: { location: `/notes/${note.id}` } };
  }

  #oneNote(note: Note, { method, body }: Call, isOwn: boolean): Reply {
    const fault = { GET: 'bola-read', PUT: 'bola-write', DELETE: 'bola-delete' }[method];
    if (fault === undefined) return { status: 405, headers: { allow: 'GET, PUT, DELETE' } };
    if (!isOwn && !this.#on(fault)) return GONE;
    if (method === 'DELETE') return this.#notes.delete(note.id) ? { status: 204 } : GONE;
    if (method === 'PUT') {
      if (!isText(body.title)) return INVALID;
      note.title = body.title;
    }
    return { status: 200, body: note };
  }

  #post({ method, path, body }: Call): Reply {
    if (path === '/posts' && method === 'POST') {
      if (!isText(body.text)) return INVALID;
      const post = { id: this.#next(), text: body.text };
      this.#posts.push(post);
      return { status: 201, body: post };
    }
    if (path === '/posts') return { status: 200, body: this.#posts };
    const post = this.#posts.find(({ id }) => String(id) === path.split('/')[2]);
    return post === undefined ? GONE : { status: 200, body: post };
  }

  #folder(user: User, call: Call): Reply {
    const [, , folderId, , fileId] = call.path.split('/');
    if (folderId === undefined) return this.#foldersOf(user, call);
    const folder = this.#folders.get(Number(folderId));
    if (folder === undefined || folder.owner !== user.id) return GONE;
    if (call.path === `/folders/${folderId}`) return { status: 200, body: folder };
    if (fileId === undefined) return this.#filesIn(folder.id, call);
    const file = this.#files.get(Number(fileId));
    const isThere = file !== undefined && (file.folder_id === folder.id || this.#on('hierarchy'));
    return isThere ? { status: 200, body: file } : GONE;
  }

  #foldersOf(user: User, { method, body }: Call): Reply {
    const own = [...this.#folders.values()].filter(({ owner }) => owner === user.id);
    if (method === 'GET') return { status: 200, body: own };
    if (!isText(body.name)) return INVALID;
    const folder = { id: this.#next(), owner: user.id, name: body.name };
    this.#folders.set(folder.id, folder);
    return { status: 201, body: folder };
  }

  #filesIn(folder: number, { method, body }: Call): Reply {
    const files = [...this.#files.values()].filter((file) => file.folder_id === folder);
    if (method === 'GET') return { status: 200, body: files };
    if (!isText(body.name)) return INVALID;
    const file = { id: this.#next(), folder_id: folder, name: body.name };
    this.#files.set(file.id, file);
    return { status: 201, body: file };
  }

  #open({ method, path, query, body, text }: Call): Reply {
    const [value = ''] = query.values();
    const routes: Readonly<Record<string, () => Reply>> = {
      'POST /register': () => this.#register(body),
      'POST /login': () => this.#logIn(body),
      'GET /search': () => this.#search(value),
      'POST /find': () => this.#find(body.name),
      'GET /download': () => this.#download(value),
      'POST /preview': () => this.#preview(body.message),
      'GET /page': () => this.#page(value),
      'GET /go': () => this.#redirect(value),
      'GET /language': () => ({ status: 200, body: { ok: value !== '' } }),
      'POST /notices': () => this.#notice(text),
      'GET /items': () => this.#items(Number(value)),
      'GET /codes': () => ({
        status: 200,
        body: { ok: (this.#on('redos') ? /^([a-z]+)+$/ : /^[a-z]+$/).test(value) },
      }),
      'GET /.env': () => (this.#on('hidden') ? SETTINGS : GONE),
    };
    return routes[`${method} ${path}`]?.() ?? GONE;
  }

  #page(title: string): Reply {
    const shown = this.#on('xss') ? title : title.replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const headers = {
      'content-type': 'text/html',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
    };
    return { status: 200, body: `<html><h1>${shown}</h1></html>`, headers };
  }

  #redirect(next: string): Reply {
    const isNear = next.startsWith('/') && !next.startsWith('//');
    return isNear || this.#on('open-redirect') ? { status: 302, headers: { location: encodeURI(next) } } : INVALID;
  }

  #items(limit: number): Reply {
    if (!(limit >= 1 && (limit <= 20 || this.#on('page-size')))) return INVALID;
    return { status: 200, body: Array.from({ length: Math.min(limit, 50) }, (_, index) => index) };
  }

  #register({ username, password, ...others }: Call['body']): Reply {
    if (!isText(username) || !isText(password) || !/^[a-z0-9]{3,40}$/.test(username) || password.length < 8)
      return INVALID;
    if (this.#users.some((user) => user.username === username)) return { status: 409 };
    const role = this.#on('register-role') && isText(others.role) ? others.role : 'member';
    const user: User = { id: this.#next(), username, password, display_name: username, role, failed: 0 };
    this.#users.push(user);
    return { status: 201, body: this.#show(user) };
  }

  #logIn({ username, password }: Call['body']): Reply {
    const user = this.#users.find((one) => one.username === username);
    const isLocked = (user?.failed ?? 0) >= 10 && !this.#on('brute-force');
    if (isLocked) return { status: 429, headers: { 'retry-after': '60' } };
    if (user === undefined || user.password !== password) {
      if (user !== undefined) user.failed += 1;
      const detail = user === undefined && this.#on('enumeration') ? 'Nobody has that name' : 'Wrong name or password';
      return { status: 401, body: { detail } };
    }
    user.failed = 0;
    const exp = Math.floor(Date.now() / 1000) + 3_600;
    return { status: 200, body: { token: writeToken({ sub: user.username, exp }, this.#key) } };
  }

  #search(q: string): Reply {
    const sql = 'SELECT name FROM things WHERE name = ';
    const isUnsafe = this.#on('sqli') || this.#on('sqli-error');
    try {
      const rows = isUnsafe ? this.#database.prepare(`${sql}'${q}'`).all() : this.#database.prepare(`${sql}?`).all(q);
      return { status: 200, body: rows };
    } catch (error) {
      if (this.#on('sqli-error')) throw error;
      return { status: 200, body: [] };
    }
  }

  #find(name: unknown): Reply {
    const names = ['lamp', 'chair'];
    if (isText(name)) return names.includes(name) ? { status: 200, body: { name } } : GONE;
    if (!this.#on('nosql') || typeof name !== 'object' || name === null || !('$ne' in name)) return INVALID;
    return { status: 200, body: { name: names.find((one) => one !== name.$ne) } };
  }

  #download(file: string): Reply {
    const headers = { 'content-type': 'text/plain' };
    if (file === 'read-me.txt') return { status: 200, body: 'Read me\n', headers };
    const isOutside = /^(?:\.\.\/)+etc\/passwd$/.test(file) && this.#on('traversal');
    return isOutside ? { status: 200, body: 'root:x:0:0:root:/root:/bin/sh\n', headers } : GONE;
  }

  #preview(message: unknown): Reply {
    if (!isText(message)) return INVALID;
    const computed = (pattern: RegExp): string =>
      message.replaceAll(pattern, (_all, left, right) => String(Number(left) * Number(right)));
    if (this.#on('template')) return { status: 200, body: { text: computed(/\{\{(\d+)\*(\d+)\}\}/g) } };
    if (this.#on('command')) return { status: 200, body: { text: computed(/\$\(expr (\d+) \\\* (\d+)\)/g) } };
    return { status: 200, body: { text: message } };
  }

  #notice(text: string): Reply {
    const subject = /<subject>([^<]*)<\/subject>/.exec(text)?.[1];
    if (subject === undefined || (text.includes('<!DOCTYPE') && !this.#on('xxe'))) return INVALID;
    const isFile = /<!ENTITY mlc SYSTEM "file:\/\/\/etc\/passwd">/.test(text);
    return { status: 200, body: { subject: isFile ? subject.replace('&mlc;', 'root:x:0:0:') : subject } };
  }

  async #fetching({ method, path, body }: Call): Promise<Reply | undefined> {
    if (method === 'POST' && path === '/import') return this.#import(body.image_url);
    return path === '/rate' && this.#upstream !== undefined ? this.#rate(this.#upstream) : undefined;
  }

  async #import(url: unknown): Promise<Reply> {
    if (!isText(url) || URL.parse(url) === null) return INVALID;
    if (!this.#on('ssrf')) return { status: 202 };
    const answer = await load(url);
    return { status: answer.text === undefined ? 502 : 202 };
  }

  async #rate(upstream: string): Promise<Reply> {
    const first = await load(upstream);
    const answer = first.location !== undefined && this.#on('follows') ? await load(first.location) : first;
    const rate = this.#on('trusts') ? JSON.parse(answer.text ?? '{}').rates.eur : rateIn(answer.text);
    return rate === undefined ? { status: 502 } : { status: 200, body: { rate } };
  }
}

function rateIn(text: string | undefined): number | undefined {
  const rates = parse(text ?? '').rates;
  const rate = typeof rates === 'object' && rates !== null && 'eur' in rates ? rates.eur : undefined;
  return typeof rate === 'number' ? rate : undefined;
}

/** What an address answers within half a second and 10,000 characters. */
function load(url: string): Promise<{ readonly text?: string; readonly location?: string }> {
  const { promise, resolve } = Promise.withResolvers<{ readonly text?: string; readonly location?: string }>();
  if (!url.startsWith('http:')) return Promise.resolve({ text: '' });
  const request = get(url, { signal: AbortSignal.timeout(500) }, (response) => {
    let text = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.length > 10_000) response.destroy();
    });
    response.on('error', () => resolve({}));
    response.on('close', () => {
      const { location } = response.headers;
      resolve({ ...(response.complete ? { text } : {}), ...(location === undefined ? {} : { location }) });
    });
  });
  request.on('error', () => resolve({}));
  return promise;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 300;
}

function hashOf(password: string): string {
  return scryptSync(password, 'salt', 32).toString('hex');
}
