import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { processStarts } from '../src/process-starts.ts';

const platforms: NodeJS.Platform[] = process.platform === 'linux' ? ['linux', 'darwin'] : [process.platform];

test.each(platforms)('on %s processes that run have a start that stays, others have none', async (platform) => {
  const child = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  const starts = await processStarts([pid, process.pid, pid], platform);
  expect([...starts.keys()].toSorted()).toEqual([pid, process.pid].toSorted());
  expect(starts.get(pid)).not.toBe('');
  expect(await processStarts([pid, process.pid], platform)).toEqual(starts);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect([...(await processStarts([pid, process.pid], platform)).keys()]).toEqual([process.pid]);
  expect(await processStarts([pid], platform)).toEqual(new Map());
  expect(await processStarts([], platform)).toEqual(new Map());
});

test('a process that has ended and was not buried is gone', async () => {
  // The shell that started it has become a program that knows nothing of it.
  const shell = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(shell.stdout, 'data');
  const pid = Number(String(line));
  for (const platform of platforms) {
    await expect.poll(async () => (await processStarts([pid], platform)).size, { timeout: 20_000 }).toBe(0);
  }
  expect(process.kill(pid, 0)).toBe(true);
  shell.kill('SIGKILL');
  await once(shell, 'exit');
});
