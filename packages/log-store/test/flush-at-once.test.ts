import { expect, test } from 'vitest';
import { type NewLogEntry, openLogStore } from '../src/index.ts';

const message = { headers: [], size: 0 };
const entry: NewLogEntry = {
  time: Date.UTC(2026, 0, 1),
  method: 'GET',
  path: '/',
  query: '',
  status: 200,
  durationMs: 1,
  request: message,
  response: message,
};

test('what is appended and flushed in the very moment in which a write ends is written', async () => {
  const logs = await openLogStore({ api: 'Shop', durability: 'request' });
  await logs.append(entry);
  void logs.append(entry);
  await logs.flush();
  expect(await logs.search()).toMatchObject({ total: 2 });
  await logs.close();
});
