import http from 'node:http';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, onTestFinished, test } from 'vitest';
import { createTestPlan, runTests, type TestRun } from '../../src/index.ts';

const answer = { description: 'Yes', content: { 'text/plain': {} } };
const openOnly = {
  openapi: '3.1.0',
  info: { title: 'Open', version: '1' },
  paths: { '/open': { get: { responses: { 200: answer } } } },
};
const withClosed = {
  ...openOnly,
  paths: {
    ...openOnly.paths,
    '/closed': { get: { security: [{ key: [] }], responses: { 200: answer, 401: { description: 'No' } } } },
  },
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
};

/** Runs the examples of a document on a server that lets everybody into `/open` and one token into `/closed`. */
async function runExamples(
  document: object,
  { token, below = '' }: { token?: string; below?: string } = {},
): Promise<TestRun> {
  const server = http.createServer((request, response) => {
    const isRight = request.headers.authorization === 'Bearer right';
    const status =
      request.url === '/open' || (request.url === '/closed' && isRight) ? 200 : request.url === '/closed' ? 401 : 404;
    response
      .writeHead(status, { 'content-type': 'text/plain', ...(status === 401 && { 'www-authenticate': 'Bearer' }) })
      .end('yes');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const loaded = await loadDocument(document);
  const { port } = server.address() as { port: number };
  const plan = await createTestPlan(loaded, { serverUrl: `http://127.0.0.1:${port}${below}`, phases: ['examples'] });
  return await runTests(loaded, plan, { identities: token === undefined ? undefined : [{ name: 'a', token }] });
}

test('a run below a base path that nothing answers at does not pass', async () => {
  expect(await runExamples(openOnly)).toMatchObject({ status: 'passed' });
  expect(await runExamples(openOnly, { below: '/nowhere' })).toMatchObject({
    status: 'incomplete',
    reason: expect.stringContaining('base path'),
  });
});

test.each([[undefined], ['wrong']])('a run whose credentials (%s) open nothing does not pass', async (token) => {
  expect(await runExamples(withClosed, { ...(token !== undefined && { token }) })).toMatchObject({
    status: 'incomplete',
    reason: expect.stringContaining('credentials'),
  });
});

test('a run with the right credentials does', async () => {
  expect(await runExamples(withClosed, { token: 'right' })).toMatchObject({ status: 'passed' });
});
