import { expect, test } from 'vitest';
import { shop } from '../support/shop.ts';
import { openAdmin } from './open-admin.ts';

test('the start page says what is where', async () => {
  const { mock, ask } = await openAdmin();
  const { apiUrl, adminUrl } = await mock.listen({ port: 0 });
  const html = await (await ask('/')).text();
  for (const text of [
    'Shop',
    apiUrl,
    `${apiUrl}/docs`,
    adminUrl,
    '/items/{id}',
    '/api/logs/search',
    'mock-token-',
    `curl &#39;${apiUrl}`,
  ]) {
    expect(html).toContain(text);
  }
});

test('what the document says is shown as text', async () => {
  const hostile = '</style><script>alert(1)</script>';
  const document = {
    ...shop,
    info: { title: hostile, version: hostile },
    paths: { [`/${hostile}`]: { get: { operationId: hostile, summary: hostile, responses: {} } } },
  };
  const { ask } = await openAdmin({ document });
  const html = await (await ask('/')).text();
  expect(html).not.toContain('<script');
  expect(html.split('</style>')).toHaveLength(2);
});

test('its policy allows its own style and nothing else', async () => {
  const { ask } = await openAdmin();
  const policy = (await ask('/')).headers.get('content-security-policy');
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
});

test('the operations of a large document do not all go onto the page', async () => {
  const paths = Object.fromEntries(
    Array.from({ length: 700 }, (_, index) => [`/p${index}`, { get: { responses: {} } }]),
  );
  const { ask } = await openAdmin({ document: { ...shop, paths } });
  const html = await (await ask('/')).text();
  expect(html).toContain('and 200 more');
  expect(html).not.toContain('/p500<');
});

test('it can be left out, and the API stays', async () => {
  const { ask, read, send } = await openAdmin({ adminUi: false });
  expect(await send('GET', '/')).toMatchObject({
    status: 404,
    body: { detail: expect.stringContaining('`admin_ui`') },
  });
  expect((await send('GET', '/api/nowhere')).body.detail).toContain('listed in /api/openapi.json');
  expect((await ask('/health')).status).toBe(200);
  expect(await read('/api/openapi.json')).toHaveProperty(['paths', '/api/logs/search']);
});
