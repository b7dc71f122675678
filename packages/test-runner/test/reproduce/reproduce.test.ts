import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { TestRequest } from '../../src/model/test-request.ts';
import { toCurl } from '../../src/reproduce/to-curl.ts';
import { toHttp } from '../../src/reproduce/to-http.ts';
import { toVitest } from '../../src/reproduce/to-vitest.ts';
import type { Identity } from '../../src/target/identity.ts';
import { serve } from '../support/serve.ts';

const run = promisify(execFile);

const a: Identity = {
  name: 'a',
  headers: [['Authorization', 'Bearer se$cret"1']],
  query: [['api_key', 'key & 2']],
  cookies: [],
  secrets: ['se$cret"1', 'key & 2'],
};
const variables = { TOKEN_A: 'se$cret"1', TOKEN_A_2: 'key%20%26%202' };

const hostile: TestRequest = {
  method: 'POST',
  target: "/a'b/$(id)/%0A?x=`id`&y=[1]{2}",
  headers: [
    ['Content-Type', 'text/plain'],
    ['X-Quote', `it's "$HOME" \\ \`id\``],
    ['X-Empty', ''],
  ],
  body: { text: `@/etc/passwd '$(id)' "x"\r\n\t\u0001 ünï` },
  identity: 'a',
};

/** Remembers what it was sent. */
async function serveEcho(status = 200) {
  const received: { readonly line: string; readonly headers: IncomingMessage['headers']; readonly body: string }[] = [];
  const server = await serve(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    received.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
    response.writeHead(status).end('seen');
  });
  return { ...server, received, url: server.url, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() };
}

test('the command sends what was sent, whatever a shell would make of it', async () => {
  await using server = await serveEcho();
  const command = toCurl({ request: hostile, identity: a, serverUrl: `${server.url}/v1` });
  await run('bash', ['-c', command], { env: { PATH: process.env.PATH, ...variables } });

  expect(command).not.toContain('se$cret');
  expect(server.received[0]).toMatchObject({
    line: "POST /v1/a'b/$(id)/%0A?x=`id`&y=[1]{2}&api_key=key%20%26%202",
    body: hostile.body && 'text' in hostile.body ? hostile.body.text : '',
  });
  expect(server.received[0]?.headers).toMatchObject({
    'content-type': 'text/plain',
    'x-quote': `it's "$HOME" \\ \`id\``,
    'x-empty': '',
    authorization: 'Bearer se$cret"1',
  });
  expect(server.received[0]?.headers.accept).toBeUndefined();
});

test.each([
  ['no body', { method: 'GET', target: '/x', headers: [], identity: 'a' }, ''],
  [
    'bytes',
    { method: 'PUT', target: '/x', headers: [], body: { base64: 'AAECAwo=' }, identity: 'a' },
    '\u0000\u0001\u0002\u0003\n',
  ],
] as const)('the command sends %s', async (_, request, body) => {
  await using server = await serveEcho();
  const command = toCurl({ request, identity: a, serverUrl: server.url });
  await run('bash', ['-c', command], { env: { PATH: process.env.PATH, ...variables } });
  expect(server.received[0]).toMatchObject({ line: `${request.method} /x?api_key=key%20%26%202`, body });
});

test.each([
  [500, 'fails'],
  [200, 'passes'],
])('the test runs as it is: against a server that answers %i it %s', async (status, outcome) => {
  await using server = await serveEcho(status);
  const text = toVitest([{ request: hostile, identity: a, serverUrl: server.url, status: 500 }], {
    title: ['It\'s "broken" $', '{process.exit()} `x`'].join(''),
    expected: 'no\nerror',
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'mockloop-reproduce-'));
  await writeFile(path.join(folder, 'it.test.ts'), text);
  const vitest = path.join(import.meta.dirname, '../../../../node_modules/vitest/vitest.mjs');
  const ran = run(process.execPath, [vitest, 'run', '--root', folder, '--no-cache'], {
    env: { ...process.env, ...variables, NODE_PATH: path.join(import.meta.dirname, '../../../../node_modules') },
  }).then(
    () => 'passes',
    ({ stderr }: { stderr: string }) => (stderr.includes('expected 500 to be less than 500') ? 'fails' : stderr),
  );

  expect(await ran).toBe(outcome);
  expect(server.received[0]).toMatchObject({
    line: "POST /a'b/$(id)/%0A?x=`id`&y=[1]{2}&api_key=key%20%26%202",
    body: hostile.body && 'text' in hostile.body ? hostile.body.text : '',
    headers: { authorization: 'Bearer se$cret"1', 'x-quote': `it's "$HOME" \\ \`id\`` },
  });
  await rm(folder, { recursive: true });
});

test('an .http file has the request, with variables for credentials', () => {
  expect(
    toHttp({
      request: { ...hostile, target: '/x', headers: [['X', '1']], body: { text: '{}' } },
      identity: a,
      serverUrl: 'http://127.0.0.1:1/v1',
    }),
  ).toBe(
    [
      'POST http://127.0.0.1:1/v1/x?api_key={{$processEnv TOKEN_A_2}}',
      'X: 1',
      'Authorization: Bearer {{$processEnv TOKEN_A}}',
      '',
      '{}',
    ].join('\n'),
  );
});
