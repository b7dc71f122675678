import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadDocument, locate, type Place } from '../src/index.ts';
import { fixtureDocuments } from './documents.ts';

/** Every place of a document, with the key that stands there; undefined for items and the top. */
function placesIn(value: unknown, place: Place, key?: string): { place: Place; key: string | undefined }[] {
  const below = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isList = Array.isArray(value);
  return [
    { place, key },
    ...below.flatMap(([name, item]) => {
      const pointer = `${place.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      return placesIn(item, { ...place, pointer }, isList ? undefined : name);
    }),
  ];
}

/** All but one whose aliases lead to places that stand elsewhere. */
const DOCUMENTS = fixtureDocuments().filter((path) => !path.endsWith('yaml-anchor.yaml'));

describe.each(DOCUMENTS.map((path) => [path.slice(path.indexOf('openapi/')), path] as const))('%s', (_name, path) => {
  test('has each key where it is said to be', async () => {
    const document = await loadDocument(path);
    const lines = (await readFile(path, 'utf8')).split(/\r?\n/);
    const places = placesIn(document.source, { file: document.file, pointer: '' });
    const found = await locate(
      document,
      places.map(({ place }) => place),
    );
    for (const [index, { place, key }] of places.entries()) {
      const { line, column } = found[index] ?? { line: 0, column: 0 };
      const text = lines[line - 1]?.slice(column - 1) ?? '';
      if (key === undefined) continue;
      const written = [key, JSON.stringify(key), `'${key.replaceAll("'", "''")}'`, `"${key}"`];
      expect(
        written.some((form) => text.startsWith(form)),
        `${place.pointer} at ${line}:${column}: ${text}`,
      ).toBe(true);
    }
  });
});

test('a place that is not there is where the way to it ends', async () => {
  const document = await loadDocument('openapi: 3.0.0\ninfo:\n  title: T\npaths: {}\n');
  const places = ['/info/title/x', '/info/none', '/none', ''].map((pointer) => ({ file: '', pointer }));
  expect(await locate(document, places)).toEqual([
    { line: 3, column: 3 },
    { line: 2, column: 1 },
    { line: 1, column: 1 },
    { line: 1, column: 1 },
  ]);
});

test('places of an object, and of files that are not of the document, have no line', async () => {
  const document = await loadDocument({ openapi: '3.0.0', paths: {} });
  expect(
    await locate(document, [
      { file: '', pointer: '/paths' },
      { file: 'other.yaml', pointer: '' },
    ]),
  ).toEqual([undefined, undefined]);
});

test.each([
  ['CR LF', 'openapi: 3.0.0\r\npaths:\r\n  /a: {}\r\n', { line: 3, column: 3 }],
  ['a byte order mark', '\uFEFFopenapi: 3.0.0\npaths:\n  /a: {}\n', { line: 3, column: 3 }],
  ['anchors and tags', 'openapi: 3.0.0\npaths: &p\n  !!str /a: &a !!map\n    get: {}\n', { line: 3, column: 9 }],
  [
    'a block scalar that looks like keys',
    'openapi: 3.0.0\nx: |\n  paths:\n    /a: 1\npaths:\n  /a: {}\n',
    { line: 6, column: 3 },
  ],
  ['an explicit key', 'openapi: 3.0.0\npaths:\n  ? /a\n  : {}\n', { line: 3, column: 5 }],
])('lines are right in YAML with %s', async (_name, text, expected) => {
  const document = await loadDocument(Buffer.from(text));
  expect(await locate(document, [{ file: '', pointer: '/paths/~1a' }])).toEqual([expected]);
});
