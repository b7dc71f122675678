import { expect, test } from 'vitest';
import { applyJsonPatch } from '../../src/storage/json-patch.ts';

/** RFC 6902, appendix A, where the document is an object. */
test.each([
  ['A.1 adding a member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
  [
    'A.2 adding an element',
    { foo: ['bar', 'baz'] },
    [{ op: 'add', path: '/foo/1', value: 'qux' }],
    { foo: ['bar', 'qux', 'baz'] },
  ],
  ['A.3 removing a member', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  [
    'A.4 removing an element',
    { foo: ['bar', 'qux', 'baz'] },
    [{ op: 'remove', path: '/foo/1' }],
    { foo: ['bar', 'baz'] },
  ],
  [
    'A.5 replacing a value',
    { baz: 'qux', foo: 'bar' },
    [{ op: 'replace', path: '/baz', value: 'boo' }],
    { baz: 'boo', foo: 'bar' },
  ],
  [
    'A.6 moving a value',
    { foo: { bar: 'baz', waldo: 'fred' }, qux: { corge: 'grault' } },
    [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
    { foo: { bar: 'baz' }, qux: { corge: 'grault', thud: 'fred' } },
  ],
  [
    'A.7 moving an element',
    { foo: ['all', 'grass', 'cows', 'eat'] },
    [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
    { foo: ['all', 'cows', 'eat', 'grass'] },
  ],
  [
    'A.8 testing a value',
    { baz: 'qux', foo: ['a', 2, 'c'] },
    [
      { op: 'test', path: '/baz', value: 'qux' },
      { op: 'test', path: '/foo/1', value: 2 },
    ],
    { baz: 'qux', foo: ['a', 2, 'c'] },
  ],
  [
    'A.10 adding a nested member',
    { foo: 'bar' },
    [{ op: 'add', path: '/child', value: { grandchild: {} } }],
    { foo: 'bar', child: { grandchild: {} } },
  ],
  [
    'A.11 ignoring unrecognized members',
    { foo: 'bar' },
    [{ op: 'add', path: '/baz', value: 'qux', xyz: 123 }],
    { foo: 'bar', baz: 'qux' },
  ],
  ['A.14 escape ordering', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: 10 }], { '/': 9, '~1': 10 }],
  [
    'A.16 adding an array value',
    { foo: ['bar'] },
    [{ op: 'add', path: '/foo/-', value: ['abc', 'def'] }],
    { foo: ['bar', ['abc', 'def']] },
  ],
  ['replacing the whole', { foo: 'bar' }, [{ op: 'replace', path: '', value: { baz: 1 } }], { baz: 1 }],
  ['copying', { foo: { a: 1 } }, [{ op: 'copy', from: '/foo', path: '/bar' }], { foo: { a: 1 }, bar: { a: 1 } }],
])('%s', (_, document, patch, expected) => {
  expect(applyJsonPatch(document, patch)).toEqual({ value: expected });
});

test.each([
  ['A.9 a test that fails', { baz: 'qux' }, [{ op: 'test', path: '/baz', value: 'bar' }], 'test'],
  ['A.12 adding to a nonexistent target', { foo: 'bar' }, [{ op: 'add', path: '/baz/bat', value: 'qux' }], 'apply'],
  ['A.13 an invalid operation', { foo: 'bar' }, [{ op: 'none', path: '/baz' }], 'apply'],
  ['A.15 comparing strings and numbers', { '/': 9, '~1': 10 }, [{ op: 'test', path: '/~01', value: '10' }], 'test'],
  ['no array', {}, { op: 'add', path: '/a', value: 1 }, 'apply'],
  ['no object in it', {}, [null], 'apply'],
  ['no pointer', {}, [{ op: 'add', path: 'a', value: 1 }], 'apply'],
  ['no value', {}, [{ op: 'add', path: '/a' }], 'apply'],
  ['removing what is not there', {}, [{ op: 'remove', path: '/a' }], 'apply'],
  ['moving a value into itself', { a: { b: 1 } }, [{ op: 'move', from: '/a', path: '/a/b' }], 'apply'],
  ['the whole made a text', {}, [{ op: 'replace', path: '', value: 'x' }], 'apply'],
])('refuses %s', (_, document, patch, failure) => {
  expect(applyJsonPatch(document, patch)).toMatchObject({ failure });
});

test('nothing of a patch that fails is left', () => {
  const document = { list: [1] };
  applyJsonPatch(document, [
    { op: 'add', path: '/list/-', value: 2 },
    { op: 'test', path: '/list', value: [] },
  ]);
  expect(document).toEqual({ list: [1] });
});

test.each(['/__proto__/polluted', '/constructor/prototype/polluted', '/a/__proto__', '/__proto__'])(
  '%s reaches nothing that objects inherit',
  (path) => {
    expect(applyJsonPatch({ a: {} }, [{ op: 'add', path, value: true }])).toMatchObject({ failure: 'apply' });
    expect({}).not.toHaveProperty('polluted');
  },
);

test('copies of copies come to an end', () => {
  const doubling = Array.from({ length: 60 }, () => ({ op: 'copy', from: '/a', path: '/a/-' }));
  expect(applyJsonPatch({ a: ['x'.repeat(1000)] }, doubling)).toMatchObject({ failure: 'apply' });
});
