import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read } from './support/body.ts';

const SCHEMA = { type: 'object', properties: { a: { type: 'array' }, b: { type: 'object' } } };

const MEDIA_TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=b',
  'multipart/mixed; boundary=b',
  'application/xml',
  'application/jsonl',
  'application/json-seq',
  'text/event-stream',
  'text/csv',
  'application/yaml',
  'text/plain',
  'application/octet-stream',
];

/** Pieces that mean something to one of the readers, in any order, and bytes that mean nothing. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '<a>',
      '</a>',
      '<a b="',
      '"',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<?xml?>',
      '<!DOCTYPE a [',
      '&lt;',
      '&#1;',
      '{',
      '}',
      '[',
    ],
    ...[
      ']',
      ',',
      ':',
      '\\',
      '--b',
      '--b--',
      '\r\n',
      '\n\n',
      'Content-Disposition: form-data; name="a"',
      ';',
      '=',
      '&',
      '%',
      '%ff',
    ],
    ...['[]', '[a]', 'a', '__proto__', '\u001e', 'data:', 'retry: 1', '- ', '&a', '*a', '\0', '\ufeff', '\ud800'],
  ),
  fc.string({ unit: 'binary' }),
);
const bytes = fc.oneof(
  fc.uint8Array(),
  fc.array(piece).map((pieces) => Buffer.from(pieces.join(''))),
);

test.each(MEDIA_TYPES)('%s never fails by what it contains, and changes no prototype', async (mediaType) => {
  for (const schema of [undefined, SCHEMA]) {
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(undefined, 'gzip', 'br'), async (body, contentEncoding) => {
        const result = await read(body, { mediaType, ...(schema && { schema }) }, { contentEncoding });
        expect('value' in result || result.problems.every(({ message }) => message !== '')).toBe(true);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
});
