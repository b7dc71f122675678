import { readdir, readFile, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { join } from 'node:path';
import { createMockServer } from '@mockloop/mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { petstore } from './petstore.ts';
import { newFolder, run } from './run-cli.ts';

/** A mock of the Petstore: what it answers is as documented. */
async function startSound(): Promise<string> {
  const mock = await createMockServer({ document: petstore });
  onTestFinished(() => mock.close());
  return (await mock.listen({ port: 0, adminPort: 0 })).apiUrl;
}

/** A server that breaks whatever it is asked. */
async function startBroken(seen: http.IncomingHttpHeaders[] = []): Promise<string> {
  const server = http.createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(500, { 'content-type': 'text/plain' }).end('no');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test('test passes for a sound API, and writes the reports that were asked for', async () => {
  const cwd = await newFolder();
  const server = await startSound();
  const args = [
    '--server',
    server,
    '--focus',
    'smoke',
    '--report',
    'html,junit,sarif,markdown,json,csv,har',
    '--out',
    'reports',
  ];
  const { code, stdout, stderr } = await run(['test', petstore, ...args], { cwd });
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('Wrote reports/report.html') });
  expect(stdout).toContain('Passed.');
  expect(await readdir(join(cwd, 'reports'))).toEqual([
    'report.csv',
    'report.har',
    'report.html',
    'report.json',
    'report.md',
    'report.sarif',
    'report.xml',
  ]);
});

test('test fails for a broken one, and its runs are compared and reported on afterwards', async () => {
  const cwd = await newFolder();
  const options = { cwd };
  const good = await run(['test', petstore, '--server', await startSound(), '--focus', 'smoke', '--json'], options);
  const bad = await run(['test', petstore, '--server', await startBroken(), '--focus', 'smoke', '--json'], options);
  expect([good.code, bad.code]).toEqual([0, 1]);
  const { run_id: before } = JSON.parse(good.stdout);
  const { run_id: after, clusters } = JSON.parse(bad.stdout);
  expect(clusters[0]).toMatchObject({ check: 'server-error' });

  const compared = await run(['compare', before, after], options);
  expect(compared).toMatchObject({ code: 1, stdout: expect.stringContaining('Verdict: regression') });
  const report = await run(['report', after, '--format', 'markdown'], options);
  expect(report).toMatchObject({ code: 0, stdout: expect.stringContaining('server-error') });
  await writeFile(join(cwd, 'run.json'), (await run(['report', after, '--format', 'json'], options)).stdout);
  expect((await run(['report', 'run.json', '--format', 'csv'], options)).stdout).toContain('server-error');
});

test('what fails a run can be chosen', async () => {
  const args = ['test', petstore, '--server', await startBroken(), '--focus', 'smoke', '--fail-on', 'report_only'];
  expect((await run(args)).code).toBe(0);
});

test('a plan is printed, and nothing is sent', async () => {
  const seen: http.IncomingHttpHeaders[] = [];
  const { code, stdout } = await run(['test', petstore, '--server', await startBroken(seen), '--plan']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ version: 1, operations: expect.any(Array) });
  expect(seen).toEqual([]);
});

test('credentials come from variables, and are nowhere to be read afterwards', async () => {
  const cwd = await newFolder();
  const seen: http.IncomingHttpHeaders[] = [];
  const args = ['--server', await startBroken(seen), '--focus', 'smoke', '--token', 'env:SECRET', '--json'];
  const { stdout } = await run(['test', petstore, ...args], { cwd, env: { SECRET: 'very-secret-token' } });
  expect(JSON.stringify(seen)).toContain('very-secret-token');
  const report = await run(['report', JSON.parse(stdout).run_id, '--format', 'json'], { cwd });
  expect(report.stdout).toContain('mockloop-test-run');
  expect(stdout + report.stdout).not.toContain('very-secret-token');
  expect((await readFile(join(cwd, '.mockloop/context.db'))).includes('very-secret-token')).toBe(false);
});

test('load holds an API against thresholds', async () => {
  const server = await startSound();
  const load = ['load', petstore, '--server', server, '--rate', '20', '--duration', '1', '--json'];
  const { stdout } = await run([...load, '--threshold', 'error_rate<0.5', '--operation', 'listPets']);
  expect(JSON.parse(stdout)).toMatchObject({
    load: { sent: 20, ok: 20, thresholds: [{ expression: 'error_rate<0.5' }] },
  });
  expect((await run([...load, '--threshold', 'rate>1000'])).code).toBe(1);
});

test.each([
  ['a server on another machine', ['--server', 'http://192.0.2.1'], /allow-host/],
  ['no server', [], /--server/],
  ['a report that there is not', ['--server', 'http://127.0.0.1:9', '--report', 'pdf'], /no report "pdf"/],
  ['a variable that is not set', ['--server', 'http://127.0.0.1:9', '--token', 'env:NOWHERE'], /NOWHERE is not set/],
  ['credentials that are no JSON', ['--server', 'http://127.0.0.1:9', '--auth', 'x'], /JSON object/],
  ['a server that is not there', ['--server', 'http://127.0.0.1:9'], /Nobody answers/],
])('%s is refused with what to do', async (_, args, message) => {
  const { code, stderr } = await run(['test', petstore, ...args]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(message) });
});
