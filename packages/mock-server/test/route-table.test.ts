import { expect, test } from 'vitest';
import { parsePathTemplate } from '../src/path-template.ts';
import { RouteTable } from '../src/route-table.ts';

function table(...templates: readonly string[]): RouteTable<string> {
  const routes = new RouteTable<string>();
  for (const text of templates) {
    const [method = '', path = ''] = text.split(' ');
    routes.add({ method, basePath: '', template: parsePathTemplate(path) }, text);
  }
  return routes;
}

test.each([
  ['/pets/mine', 'GET /pets/mine', []],
  ['/pets/7', 'GET /pets/{id}', ['7']],
  ['/pets/7.json', 'GET /pets/{id}.json', ['7']],
  ['/pets/a/b/c', 'GET /pets/{+rest}', ['a/b/c']],
  ['/pets/7/owner', 'GET /pets/{id}/owner', ['7']],
  ['/pets/mine/owner', 'GET /pets/{id}/owner', ['mine']],
  ['/p%65ts/7', 'GET /pets/{id}', ['7']],
  ['/pets/a%2Fb', 'GET /pets/{id}', ['a%2Fb']],
])('%s reaches %s', (path, value, captures) => {
  const routes = table(
    'GET /pets/{+rest}',
    'GET /pets/{id}',
    'GET /pets/{id}.json',
    'GET /pets/mine',
    'GET /pets/{id}/owner',
  );
  expect(routes.find('GET', path)).toEqual({ kind: 'found', values: [value], captures });
});

test('a path that is known for other methods says which', () => {
  expect(table('GET /a', 'PUT /a').find('DELETE', '/a')).toEqual({ kind: 'method-not-allowed', allow: ['GET', 'PUT'] });
});

test('a literal path without the method does not hide a template that has it', () => {
  expect(table('GET /a/b', 'DELETE /a/{x}').find('DELETE', '/a/b')).toMatchObject({ kind: 'found', captures: ['b'] });
});

test('a trailing slash more or less is forgiven, and counts where a template says so', () => {
  expect(table('GET /a').find('GET', '/a/')).toMatchObject({ values: ['GET /a'] });
  expect(table('GET /a/').find('GET', '/a')).toMatchObject({ values: ['GET /a/'] });
  expect(table('GET /a', 'GET /a/').find('GET', '/a/')).toMatchObject({ values: ['GET /a/'] });
});

test('methods are told apart by case', () => {
  expect(table('GET /a').find('get', '/a').kind).toBe('method-not-allowed');
});

test('an empty segment is no parameter', () => {
  expect(table('GET /a/{id}/b').find('GET', '/a//b').kind).toBe('not-found');
});

test('names of object members are ordinary segments', () => {
  const routes = table('GET /__proto__', 'GET /constructor/{id}');
  expect(routes.find('GET', '/__proto__').kind).toBe('found');
  expect(routes.find('GET', '/constructor/1').kind).toBe('found');
  expect(routes.find('GET', '/toString').kind).toBe('not-found');
});

test('a table of 5,000 templates that share no prefix finds each of them', () => {
  const templates = Array.from({ length: 5_000 }, (_, index) => `GET /r${index}/{id}/part`);
  const routes = table(...templates);
  for (const [index, template] of templates.entries()) {
    expect(routes.find('GET', `/r${index}/x/part`)).toMatchObject({ values: [template] });
  }
});
