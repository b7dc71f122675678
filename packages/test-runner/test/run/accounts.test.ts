import type { RequestListener, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import type { Probe } from '../../src/run/probe.ts';
import { NOTES } from '../support/accounts-document.ts';
import { json } from '../support/items-server.ts';
import { cases, oneRequest } from '../support/kinds.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

interface NotesOptions {
  /** Requests that a session lasts for. Default: all. */
  readonly lasting?: number;
  /** How it says who has logged in. Default: a member of the body. */
  readonly grant?: 'body' | 'nested' | 'cookie';
}

/** Answers as `NOTES` says. */
class Notes {
  readonly users = new Map<string, { password: string; role: string }>();
  readonly seen: { path: string; user: string | undefined }[] = [];
  readonly #sessions = new Map<string, { email: string; left: number }>();
  readonly #options: NotesOptions;

  constructor(options: NotesOptions = {}) {
    this.#options = options;
  }

  readonly listener: RequestListener = async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const path = request.url ?? '';
    if (path === '/register') return json(response, this.#register(JSON.parse(text)), {});
    if (path === '/login') return this.#logIn(JSON.parse(text), response);
    const token = /^(?:Bearer |sid=)(.*)/.exec(request.headers.authorization ?? request.headers.cookie ?? '')?.[1];
    return json(response, this.#visit(path, token ?? ''), {});
  };

  #register({ email = '', password = '', role = 'user' }: Record<string, string>): number {
    if (this.users.has(email) || !/\d/.test(password) || !/[A-Z]/.test(password)) return 409;
    this.users.set(email, { password, role });
    return 200;
  }

  #logIn({ username = '', password }: Record<string, string>, response: ServerResponse): void {
    const { grant = 'body', lasting = Number.POSITIVE_INFINITY } = this.#options;
    const isKnown = this.users.get(username)?.password === password;
    const token = `session-${this.#sessions.size}-${username.length}`;
    if (isKnown) this.#sessions.set(token, { email: username, left: lasting });
    if (isKnown && grant === 'cookie') response.setHeader('set-cookie', `sid=${token}; Path=/; HttpOnly`);
    const given = { body: { token }, nested: { data: { access_token: token, refresh_token: 'no-such' } }, cookie: {} };
    json(response, isKnown ? 200 : 401, isKnown ? given[grant] : {});
  }

  #visit(path: string, token: string): number {
    const session = this.#sessions.get(token);
    this.seen.push({ path, user: session?.email });
    if (session === undefined || session.left <= 0) return 401;
    session.left -= 1;
    if (path === '/logout') this.#sessions.delete(token);
    return path === '/admin/users' ? 403 : 200;
  }
}

const me = oneRequest({ targets: ['/me'], operation: 'GET /me' });

test.each(['body', 'nested', 'cookie'] as const)(
  'two accounts register and log in: the credentials are in the %s',
  async (grant) => {
    const notes = new Notes({ grant });
    await using server = await serve(notes.listener);
    const run = await runKinds({ document: NOTES, serverUrl: server.url, kinds: [me] });

    expect(notes.users.size).toBe(2);
    expect([...notes.users.values()].map(({ role }) => role)).toEqual(['user', 'user']);
    expect(notes.seen.at(-1)).toMatchObject({ path: '/me', user: [...notes.users.keys()][0] });
    expect(run.coverage.never_succeeded).not.toContain('GET /me');
    expect(run.warnings).toEqual([]);
  },
);

test('a session that ends is begun again, and the request repeated', async () => {
  const notes = new Notes({ lasting: 3 });
  await using server = await serve(notes.listener);
  const statuses: (number | undefined)[] = [];
  const often = cases(12, async (probe) => {
    const { response } = await probe.send({ method: 'GET', target: '/me', headers: [], identity: probe.mainIdentity });
    statuses.push(response?.status);
    return [];
  });
  await runKinds({ document: NOTES, serverUrl: server.url, kinds: [often], plan: { concurrency: 1 } });

  expect(statuses).toEqual(Array.from({ length: 12 }, () => 200));
});

test('what ends a session is called as somebody whom nobody else needs', async () => {
  const notes = new Notes();
  await using server = await serve(notes.listener);
  const logout = oneRequest({ kind: 'every', method: 'POST', targets: ['/logout'], operation: 'POST /logout' });
  const kind = {
    ...logout,
    *propose(view: Probe) {
      for (const { key, method, path } of view.operations.filter(({ secured }) => secured))
        yield { operation: key, title: key, input: { target: path, method } };
    },
    async run({ input }: { input: unknown }, probe: Probe) {
      const { target, method } = input as { target: string; method: string };
      await probe.send({ target, method, headers: [], identity: probe.mainIdentity });
      return [];
    },
  };
  await runKinds({ document: NOTES, serverUrl: server.url, kinds: [{ ...logout, ...kind } as typeof logout] });

  const [a, b, throwaway] = notes.users.keys();
  const loggedOut = new Set(notes.seen.filter(({ path }) => path === '/logout').map(({ user }) => user));
  expect(loggedOut).toContain(throwaway);
  expect(loggedOut).not.toContain(a);
  expect(loggedOut).not.toContain(b);
});

test('a case can have somebody new register, with what it wants to add', async () => {
  const notes = new Notes();
  await using server = await serve(notes.listener);
  const names: (string | undefined)[] = [];
  const kind = cases(1, async (probe) => {
    const admin = await probe.freshIdentity?.({ role: 'admin' });
    const other = await probe.freshIdentity?.();
    names.push(admin?.name, other?.name);
    const { response } = await probe.send({ method: 'GET', target: '/me', headers: [], identity: admin?.name ?? '' });
    expect(response?.status).toBe(200);
    expect(admin?.login).toMatchObject({ operation: 'POST /login', body: { password: expect.any(String) } });
    return [];
  });
  const run = await runKinds({ document: NOTES, serverUrl: server.url, kinds: [kind] });

  expect(run.warnings).toEqual([]);
  expect(new Set(names).size).toBe(2);
  expect([...notes.users.values()].map(({ role }) => role)).toEqual(['user', 'user', 'admin', 'user']);
});

test('whoever is given logs in, and nothing of theirs leaves the run', async () => {
  const notes = new Notes();
  notes.users.set('ann@example.com', { password: 'Correct-horse-1', role: 'user' });
  await using server = await serve(notes.listener);
  const kind = oneRequest({
    targets: ['/me'],
    operation: 'GET /me',
    look: () => [{ check: 'server-error', message: 'Correct-horse-1 was seen.', signature: 'x' }],
  });
  const run = await runKinds({
    document: NOTES,
    serverUrl: server.url,
    kinds: [kind],
    identities: [
      {
        name: 'ann',
        login: { operation: 'login', body: { username: 'ann@example.com', password: 'Correct-horse-1' } },
      },
    ],
  });

  expect(notes.seen.at(-1)).toMatchObject({ user: 'ann@example.com' });
  expect(run.findings[0]?.message).toBe('{{TOKEN_ANN_2}} was seen.');
  expect(run.findings[0]?.reproduce.curl).toContain('"$TOKEN_ANN"');
  expect(JSON.stringify(run)).not.toMatch(/Correct-horse-1|session-\d/);
});

test('a run says where it has no credentials', async () => {
  const closed = new Notes();
  await using server = await serve((request, response) =>
    request.url === '/register' ? json(response, 403, {}) : closed.listener(request, response),
  );
  const run = await runKinds({ document: NOTES, serverUrl: server.url, kinds: [me] });

  expect(run.warnings).toContainEqual({
    code: 'identity_missing',
    message: expect.stringContaining('Give identities'),
    operations: ['POST /logout', 'GET /me', 'GET /admin/users'],
  });
  expect(run.target.identities).toEqual(['anonymous']);
});

test.each([
  [{ name: 'anonymous' }, /needs a name/],
  [{ name: 'a', credentials: { basic: 'x' } }, /no security scheme "basic". It has: bearer/],
  [{ name: 'a', login: { operation: 'enter', body: {} } }, /no operation "enter"/],
])('an identity that cannot be is an error: %j', async (identity, message) => {
  await using server = await serve(new Notes().listener);
  await expect(
    runKinds({ document: NOTES, serverUrl: server.url, kinds: [me], identities: [identity] }),
  ).rejects.toThrow(message);
});
