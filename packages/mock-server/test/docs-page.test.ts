import { expect, test } from 'vitest';
import { createMockServer } from '../src/index.ts';
import { shop } from './support/shop.ts';

async function get(path: string, info: { title: string; version: string } = shop.info): Promise<Response> {
  await using mock = await createMockServer({ document: { ...shop, info } });
  return mock.fetch(new Request(`http://localhost:8000${path}`));
}

test('the page and everything it loads comes from the mock itself', async () => {
  const page = await get('/docs');
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await page.text();
  const targets = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, target = '']) => target);
  expect(targets).toContain('docs/swagger-ui-bundle.js');
  for (const target of targets) {
    expect(target).not.toMatch(/^[a-z]+:|^\/\//);
    expect((await get(new URL(target, 'http://localhost/docs').pathname)).status).toBe(200);
  }
});

test('its policy lets in no inline code and no other origin', async () => {
  const policy = (await get('/docs')).headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
});

test('with a slash at the end its parts are found all the same', async () => {
  expect(await (await get('/docs/')).text()).toContain('src="swagger-ui-bundle.js"');
});

test('a title is text, whatever it says', async () => {
  const html = await (await get('/docs', { ...shop.info, title: '</title><script>alert(1)</script>' })).text();
  expect(html).toContain('&lt;script&gt;');
  expect(html).not.toContain('<script>alert');
});

test.each(['/docs/package.json', '/docs/../package.json', '/docs/__proto__', '/docs/swagger-ui.css/x'])(
  '%s is no part of it',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);
