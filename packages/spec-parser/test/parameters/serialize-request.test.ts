import { expect, test } from 'vitest';
import { serializeRequest } from '../../src/parameters/serialize-request.ts';
import { parameter } from './parameter.ts';

const a = parameter({ name: 'a', in: 'path' });
const b = parameter({ name: 'b', in: 'path' });
const q = parameter({ name: 'q', in: 'query' });

test.each([
  ['/x/{a}', '/x/1%2F2'],
  ['/x/{a}.{b}', '/x/1%2F2.3'],
  ['/x/{a}{b}', '/x/1%2F23'],
  ['/x/{+a}/y', '/x/1/2/y'],
  ['/x/{a+}', '/x/1/2'],
  ['/x/{a*}', '/x/1/2'],
  ['/x/{a}:verb', '/x/1%2F2:verb'],
  ['/x#{a}', '/x'],
  ['/x?y=1&{a}', '/x?y=1&1%2F2'],
  ['/x?y={b}&q={q}&flag', '/x?y=3&flag'],
  ['/x/{missing}', '/x/%7Bmissing%7D'],
])('the template %s becomes %s', (path, target) => {
  expect(serializeRequest(path, [a, b], ['1/2', '3'])).toEqual({ target, headers: [] });
});

test('operators of RFC 6570 in a template are no part of the name', () => {
  const label = parameter({ name: 'a', in: 'path', style: 'label', explode: true });
  const matrix = parameter({ name: 'b', in: 'path', style: 'matrix' });
  expect(serializeRequest('/{.a*}/{;b}', [label, matrix], [['1', '2'], '3']).target).toBe('/.1.2/;b=3');
});

test('query parameters follow those of the template, and what is undefined is not sent', () => {
  const list = parameter({ name: 'list', in: 'query' });
  const empty = parameter({ name: 'empty', in: 'query' });
  const { target } = serializeRequest('/x?z=0', [q, list, empty, a], ['&', ['1', '2'], {}, undefined]);
  expect(target).toBe('/x?z=0&q=%26&list=1&list=2');
});

test('cookies are joined into one field, behind the headers', () => {
  const header = parameter({ name: 'X-A', in: 'header' });
  const cookies = [parameter({ name: 'c', in: 'cookie' }), parameter({ name: 'd', in: 'cookie', style: 'cookie' })];
  expect(serializeRequest('/', [...cookies, header], ['1;', ['2', '3'], 'x y'])).toEqual({
    target: '/',
    headers: [
      ['X-A', 'x y'],
      ['Cookie', 'c=1%3B; d=2; d=3'],
    ],
  });
});
