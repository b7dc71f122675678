import { expect, test } from 'vitest';
import { isJson, matchMediaType, negotiate, parseMediaType } from '../src/index.ts';

test('a media type is read with its parameters, names in lower case and quotes undone', () => {
  expect(parseMediaType(' Text/HTML ; Charset="utf-8"; x="a;\\"b" ; broken; x=2')).toEqual({
    type: 'text',
    subtype: 'html',
    suffix: '',
    parameters: new Map([
      ['charset', 'utf-8'],
      ['x', 'a;"b'],
    ]),
  });
  expect(parseMediaType('application/vnd.a+b+json')?.suffix).toBe('json');
});

test.each(['', 'text', 'text/', '/html', 'text/html/x', 'te xt/html', 'text/ht"ml'])('%j is no media type', (text) => {
  expect(parseMediaType(text)).toBeUndefined();
});

test.each([
  ['application/json', 'application/json; charset=utf-8', true],
  ['application/json; charset=utf-8', 'Application/JSON', true],
  ['application/*', 'application/json', true],
  ['*/*', 'image/png', true],
  ['*', 'image/png', true],
  ['application/*+json', 'application/problem+json', true],
  ['application/*+json', 'application/problem+xml', false],
  ['application/json', 'application/problem+json', false],
  ['text/*', 'application/json', false],
  ['text/html;level=1', 'text/html', false],
  ['text/html;level=1', 'text/html;level=1', true],
  ['text/html', 'text/html;level=1', true],
  ['multipart/form-data; boundary=x', 'multipart/form-data; boundary=y', true],
  ['nonsense', 'nonsense', false],
])('the range %s and the type %s: %s', (range, type, expected) => {
  expect(matchMediaType(range, type)).toBe(expected);
});

// The table of RFC 9110 §12.5.1, read as choices: the better of two is chosen.
const ACCEPT = 'text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, */*;q=0.5';

test.each([
  ['text/plain;format=flowed', 'text/plain'],
  ['text/plain', 'image/jpeg'],
  ['image/jpeg', 'text/plain;format=fixed'],
  ['text/plain;format=fixed', 'text/html'],
  ['text/plain', 'text/html;level=3'],
])('%s is better than %s', (better, worse) => {
  expect(negotiate(ACCEPT, [worse, better])).toBe(1);
  expect(negotiate(ACCEPT, [better, worse])).toBe(0);
});

test.each([
  ['absent', undefined, 0],
  ['empty', '', 0],
  ['unreadable', ';;,,"', 0],
  ['anything', '*/*', 0],
  ['as old Java says it', 'text/html, image/gif, *; q=.2, */*; q=.2', 0],
  ['the second only', 'application/xml', 1],
  ['the second rather', 'application/json;q=0.5, application/xml', 1],
  ['not the first', 'application/json;q=0, */*', 1],
  ['none of them', 'text/csv', undefined],
  ['none at all', '*/*;q=0', undefined],
  ['with a parameter that nothing offered has', 'application/xml;version=2', 1],
  ['case and blanks', ' APPLICATION/XML ; q=1 ', 1],
])('Accept %s (%s) selects %s', (_, accept, expected) => {
  expect(negotiate(accept, ['application/json', 'application/xml'])).toBe(expected);
});

test('what the document offers may be a range, and nothing is chosen from nothing', () => {
  expect(negotiate('image/png', ['application/json', 'image/*'])).toBe(1);
  expect(negotiate('application/hal+json', ['text/plain', 'application/*+json'])).toBe(1);
  expect(negotiate('*/*', [])).toBeUndefined();
});

test.each([
  ['application/json', true],
  ['application/json;charset=utf-8', true],
  ['application/vnd.api+json', true],
  ['text/json', true],
  ['application/jsonl', false],
  ['application/json-seq', false],
  ['application/xml; x="a/json"', false],
])('%s is JSON: %s', (mediaType, expected) => {
  expect(isJson(mediaType)).toBe(expected);
});
