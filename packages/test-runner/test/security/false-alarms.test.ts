import type { RequestListener, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { SECURITY_KINDS } from '../../src/security/security-kinds.ts';
import type { GivenIdentity } from '../../src/target/given-identity.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';
import { VAULT } from './support/vault-document.ts';

const LOGIN = { operation: 'login', body: { username: 'someone', password: 'correct-horse' } };
const TOKENS: readonly GivenIdentity[] = [
  { name: 'a', headers: { Authorization: 'Bearer aaaaaaaaaaaa' } },
  { name: 'b', headers: { Authorization: 'Bearer bbbbbbbbbbbb' } },
];

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly text: string;
  readonly who: string | undefined;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

function listener(answer: Answer): RequestListener {
  return async (request, response) => {
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
    const url = request.url ?? '/';
    const who = /^Bearer ([ab])\1{11}$/.exec(request.headers.authorization ?? '')?.[1];
    answer({ method: request.method ?? '', path: url.split('?')[0] ?? '', url, text, who }, response);
  };
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** One page for every address, as those have that draw themselves in a browser. */
const onePage: Answer = (_asked, response) => {
  response.writeHead(200, {
    'content-type': 'text/html',
    'content-security-policy': '',
    'x-content-type-options': 'nosniff',
  });
  response.end('<html><title>phpinfo() goroutine heap</title><body>root of the app: DB_PASSWORD=</body></html>');
};

/** Whatever is sent comes back, escaped where it is HTML, and means nothing. */
const echo: Answer = ({ url, text, who }, response) =>
  who === undefined ? json(response, 401, {}) : json(response, 200, { id: 1, url, text: text.slice(0, 2_000) });

/** One error for everything. */
const alwaysBroken: Answer = (_asked, response) => json(response, 500, { detail: 'Something went wrong' });

interface Page {
  readonly id: number;
  readonly title: string;
  readonly text: string;
  readonly name: string;
}

const WIKI: ReadonlySet<string> = new Set(['notes', 'posts', 'folders']);

/** All who are known share everything; what does not exist is not found; identities never differ. */
const sharedWiki = (): Answer => {
  const pages = new Map<string, Page>();
  let last = 1_000;
  const count = (): number => {
    last += 1;
    return last;
  };
  const write = (id: number, text: string): Page => {
    const { title = '', text: content = '', name = '' } = JSON.parse(text) as Record<string, string>;
    const page = { id, title, text: content, name };
    pages.set(String(id), page);
    return page;
  };
  return ({ method, path, text, who }, response) => {
    const [, collection = '', id, rest] = path.split('/');
    const isThere = WIKI.has(collection) && rest === undefined && (id === undefined || pages.has(id));
    if (who === undefined || !isThere) return json(response, who === undefined ? 401 : 404, { detail: 'Refused' });
    const act: Readonly<Record<string, () => unknown>> = {
      POST: () => write(count(), text),
      PUT: () => write(Number(id), text),
      DELETE: () => pages.delete(id ?? '') && {},
      GET: () => (id === undefined ? [...pages.values()] : pages.get(id)),
    };
    return json(response, method === 'POST' ? 201 : 200, act[method]?.() ?? {});
  };
};

/** Who logs in is let in, whatever they say: a test system without accounts. It asks for tokens all the same. */
const anyLogin: Answer = ({ path, who }, response) => {
  if (path === '/login') return json(response, 200, { token: 'aaaaaaaaaaaa' });
  if (path === '/register') return json(response, 201, { id: 1, username: 'x', display_name: 'x', role: 'member' });
  return who === undefined ? json(response, 401, {}) : json(response, 404, {});
};

/** Ten logins a minute, for everybody together. */
const limitedLogin = (): Answer => {
  let count = 0;
  return (asked, response) => {
    if (asked.path !== '/login') return anyLogin(asked, response);
    count += 1;
    if (count > 10) {
      response.writeHead(429, { 'retry-after': '1', 'content-type': 'application/json' }).end('{}');
      return;
    }
    const isRight = asked.text.includes('correct-horse');
    json(response, isRight ? 200 : 401, isRight ? { token: 'aaaaaaaaaaaa' } : { detail: 'Wrong' });
  };
};

interface Tempting {
  readonly name: string;
  readonly create: () => Answer;
  readonly identities?: readonly GivenIdentity[];
}

const TEMPTING: readonly Tempting[] = [
  { name: 'one page for every address', create: () => onePage },
  { name: 'an echo of what is sent', create: () => echo },
  { name: 'one error for everything', create: () => alwaysBroken },
  { name: 'a wiki that all who are logged in share', create: sharedWiki },
  { name: 'a login that takes everybody', create: () => anyLogin },
  { name: 'a login with a limit', create: limitedLogin, identities: [{ name: 'a', login: LOGIN }] },
];

test.each(TEMPTING)('takes $name for nothing worse', async ({ create, identities = TOKENS }) => {
  await using server = await serve(listener(create()));
  const run = await runKinds({
    document: VAULT,
    serverUrl: server.url,
    kinds: SECURITY_KINDS,
    identities,
    selfRegister: false,
    plan: { phases: ['security'], budget: { max_seconds: 30, max_requests: 1_200 } },
  });
  const found = run.findings.filter(({ family, severity }) => family === 'security' && severity !== 'info');
  // Without a limit on a flow that the document calls worth money, there is none.
  expect(
    found
      .filter(({ check }) => check !== 'business-flow')
      .map(({ check, operation, message }) => `${check} ${operation}: ${message}`),
  ).toEqual([]);
});
