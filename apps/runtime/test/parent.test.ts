import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { openLogStore } from '@mockloop/log-store';
import { type MockMessage, runtimeFiles } from '@mockloop/runtime';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isAnswering, newFolder, petstore, ports, start, startListening } from './child.ts';

const patience = { timeout: 20_000, interval: 50 };

test('whoever starts a mock is told once where it listens, also when it starts again', async () => {
  const mock = await startListening([petstore, ...ports]);
  expect(await isAnswering(mock.api)).toBe(true);
  const before = await startedAt(mock.admin);
  const answer = await fetch(`${mock.admin}/api/server/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"action":"restart"}',
  });
  expect(answer.ok).toBe(true);
  await vi.waitFor(async () => {
    const after = await startedAt(mock.admin);
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
  }, patience);

  mock.process.kill('SIGTERM');
  expect(await mock.ended).toEqual({ code: 0 });
  expect(mock.messages).toEqual([
    {
      type: 'listening',
      api_url: mock.api,
      admin_url: mock.admin,
      database_url: path.join('.mockloop', 'mockloop.db'),
      pid: mock.process.pid,
    },
  ]);
});

test.each([
  ['a document that is not there', ['missing.yaml'], 'there is no such file'],
  ['a flag that there is not', [petstore, '--prot', '1'], 'Did you mean --port?'],
  ['no document', [], 'missing required argument'],
])('whoever starts a mock with %s is told what was printed', async (_, args, text) => {
  const child = await start(args);
  expect(await child.ended).toEqual({ code: 1 });
  const [message] = child.messages as [Extract<MockMessage, { type: 'failed' }>];
  expect(child.messages).toHaveLength(1);
  expect(message).toEqual({ type: 'failed', message: expect.stringContaining(text) });
  await vi.waitFor(() => expect(child.stderr()).toContain(message.message), patience);
});

test('a mock that is told to stop while it starts again stops cleanly, and has written what it was asked', async () => {
  const mock = await startListening([petstore, ...ports, '--db', 'log.db', '--durability', 'batch']);
  for (let count = 0; count < 20; count++) await fetch(`${mock.api}/pets`);
  await fetch(`${mock.admin}/api/server/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"action":"restart"}',
  });
  await vi.waitFor(async () => expect(await isAnswering(mock.api)).toBe(false), { ...patience, interval: 1 });
  mock.process.kill('SIGTERM');

  expect(await mock.ended).toEqual({ code: 0 });
  const log = await openLogStore({ url: path.join(mock.folder, 'log.db') });
  onTestFinished(() => log.close());
  expect((await log.search()).total).toBe(20);
});

test('a mock that is attached stops cleanly when its parent lets go of it', async () => {
  const mock = await startListening([petstore, ...ports], { MOCKLOOP_ATTACHED: '1' });
  mock.process.disconnect();
  expect(await mock.ended).toEqual({ code: 0 });
});

test('a mock that is attached stops when its parent is killed', async () => {
  const folder = await newFolder();
  const { program, execArgv } = runtimeFiles();
  const parent = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { fork } from 'node:child_process';
       const [program, args, options] = JSON.parse(process.argv[1]);
       fork(program, args, options).on('message', (message) => console.log(message.api_url));`,
      JSON.stringify([program, [petstore, ...ports], { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }]),
    ],
    { cwd: folder, env: { PATH: process.env.PATH, MOCKLOOP_ATTACHED: '1' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [line] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
  const api = line.trim();
  expect(await isAnswering(api)).toBe(true);

  parent.kill('SIGKILL');
  await vi.waitFor(async () => expect(await isAnswering(api)).toBe(false), patience);
});

test('a mock that is not attached goes on without its parent, and ends when it is told to', async () => {
  const mock = await startListening([petstore, ...ports]);
  mock.process.disconnect();
  expect(await isAnswering(mock.api)).toBe(true);
  mock.process.kill('SIGTERM');
  expect(await mock.ended).toEqual({ code: 0 });
});

test('a mock whose parent is gone before it listens ends: nobody else knows of it', async () => {
  const { program, execArgv } = runtimeFiles();
  const mock = fork(program, [petstore, ...ports], {
    cwd: await newFolder(),
    env: { PATH: process.env.PATH },
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onTestFinished(() => void mock.kill('SIGKILL'));
  const ended = once(mock, 'exit');
  mock.disconnect();
  expect(await ended).toEqual([1, null]);
});

test('being attached means nothing to a mock that was started without a channel', async () => {
  const { program, execArgv } = runtimeFiles();
  const mock = spawn(process.execPath, [...execArgv, program, petstore, ...ports], {
    cwd: await newFolder(),
    env: { PATH: process.env.PATH, NO_COLOR: '1', MOCKLOOP_ATTACHED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void mock.kill('SIGKILL'));
  const [text] = (await once(mock.stdout.setEncoding('utf8'), 'data')) as [string];
  const [, api = ''] = /listening on (\S+)/.exec(text) ?? [];
  expect(await isAnswering(api)).toBe(true);
  expect(path.isAbsolute(program)).toBe(true);
});

async function startedAt(admin: string): Promise<string | undefined> {
  const answer = await fetch(`${admin}/health`).catch(() => undefined);
  return ((await answer?.json()) as { started_at?: string } | undefined)?.started_at;
}
