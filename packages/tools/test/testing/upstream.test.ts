import { expect, test } from 'vitest';
import { mockUpstream } from '../../src/testing/mock-upstream.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { startMock } from '../support/start-mock.ts';

test('a mock misbehaves as an upstream, and answers as before once it is restored', async () => {
  const { apiUrl, call } = await startMock();
  const toolbox = await openToolbox();
  const upstream = await mockUpstream(apiUrl, toolbox.services);
  await upstream.misbehave({ kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' });
  const redirected = await fetch(`${apiUrl}/pets`, { redirect: 'manual' });
  expect([redirected.status, redirected.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/elsewhere']);
  await upstream.misbehave({ kind: 'endless' });
  expect((await call('GET', '/pets')).text.length).toBeGreaterThan(1_000_000);
  await upstream.misbehave({ kind: 'reset' });
  await expect(call('GET', '/pets')).rejects.toThrow();
  await upstream.misbehave({ kind: 'answer', status: 203, body: '{"no": "pet"}' });
  expect(await call('GET', '/pets')).toEqual({ status: 203, text: '{"no":"pet"}' });
  await upstream.misbehave({ kind: 'answer', status: 200, body: '{"no": "pet"' });
  const spoilt = await call('GET', '/pets');
  expect(() => JSON.parse(spoilt.text)).toThrow();

  await upstream.restore();
  expect((await call('GET', '/pets')).status).toBe(200);
  const { servers } = await toolbox.call('list_active_scenarios', { server_urls: [apiUrl] });
  expect(JSON.stringify(servers)).not.toContain('hostile');
});
