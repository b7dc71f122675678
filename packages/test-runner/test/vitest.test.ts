import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startVitest } from 'vitest/node';

const root = path.join(import.meta.dirname, '../../..');
const helper = path.join(import.meta.dirname, '../src/vitest.ts');

const document = {
  openapi: '3.1.0',
  info: { title: 'Times', version: '1' },
  paths: {
    '/time': { get: { responses: { 200: timeOf('integer') } } },
    '/zone': { get: { responses: { 200: timeOf('string') } } },
  },
};

function timeOf(type: string): object {
  return { description: 'Now', content: { 'application/json': { schema: { type } } } };
}

/** An API whose zones are what is given, and whose times are numbers. */
async function startApi(zone: unknown): Promise<string> {
  const server = http.createServer(({ url, method }, response) => {
    const value = { '/time': 5, '/zone': zone }[url ?? ''];
    if (value === undefined) return void response.writeHead(404).end();
    if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    response.writeHead(200, { 'content-type': 'application/json' });
    return void response.end(method === 'HEAD' ? undefined : JSON.stringify(value));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

/** Runs a test file that describes the API, and says how each of its tests ended and why. */
async function describeIn(serverUrl: string): Promise<Readonly<Record<string, readonly string[]>>> {
  // Within the repository, whose packages the file imports.
  const folder = await mkdtemp(path.join(root, 'node_modules/.cache-describe-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = JSON.stringify({ document, serverUrl, phases: ['examples', 'coverage'] });
  await writeFile(
    path.join(folder, 'api.test.ts'),
    `import { describeApi } from ${JSON.stringify(helper)};\nawait describeApi(${options});\n`,
  );
  const vitest = await startVitest(
    'test',
    [],
    {
      root: folder,
      config: false,
      watch: false,
      reporters: [{}],
      include: ['api.test.ts'],
      exclude: [],
    },
    { ssr: { resolve: { conditions: ['@mockloop/source', 'module', 'node'] } } },
  );
  const [file] = vitest.state.getTestModules();
  const tests = [...(file?.children.allTests() ?? [])];
  await vitest.close();
  process.exitCode = undefined;
  return Object.fromEntries(
    tests.map((one) => {
      const { state, errors = [] } = one.result();
      return [one.fullName, [state, ...errors.map(({ message }) => message)]];
    }),
  );
}

test('each operation is a test, which fails with what was proven and how to reproduce it', async () => {
  const tests = await describeIn(await startApi(7));
  expect(Object.keys(tests)).toEqual(['Times > GET /time', 'Times > GET /zone', 'Times > the server as a whole']);
  expect(tests['Times > GET /time']).toEqual(['passed']);
  expect(tests['Times > the server as a whole']).toEqual(['passed']);
  const [state, message] = tests['Times > GET /zone'] ?? [];
  expect(state).toBe('failed');
  expect(message).toContain('response-schema');
  expect(message).toContain('curl');
});

test('a server that is not there fails every test', async () => {
  const tests = await describeIn('http://127.0.0.1:1');
  expect(Object.values(tests)).toHaveLength(3);
  expect(Object.values(tests).map(([state]) => state)).not.toContain('passed');
});
