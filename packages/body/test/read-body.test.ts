import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { read, roundTrip, write } from './support/body.ts';

const PACK = {
  gzip: gzipSync,
  'x-gzip': gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
  zstd: zstdCompressSync,
} as const;
const JSON_BODY = { mediaType: 'application/json' };

test.each(Object.entries(PACK))('%s is unpacked', async (contentEncoding, pack) => {
  expect(await read(pack(Buffer.from('{"a":1}')), JSON_BODY, { contentEncoding })).toEqual({ value: { a: 1 } });
});

test('deflate without its header, several codings, and identity are unpacked too', async () => {
  const text = Buffer.from('[1]');
  expect(await read(deflateRawSync(text), JSON_BODY, { contentEncoding: 'deflate' })).toEqual({ value: [1] });
  expect(await read(brotliCompressSync(gzipSync(text)), JSON_BODY, { contentEncoding: 'GZIP, br' })).toEqual({
    value: [1],
  });
  expect(await read(text, JSON_BODY, { contentEncoding: ' identity ' })).toEqual({ value: [1] });
});

test('a bomb stops at its bound', async () => {
  const bomb = gzipSync(gzipSync(Buffer.alloc(100_000_000)));
  expect(bomb.length).toBeLessThan(10_000);
  expect(await read(bomb, JSON_BODY, { contentEncoding: 'gzip, gzip', maxBytes: 1_000_000 })).toEqual({
    problems: [{ code: 'TOO_LARGE', message: 'is larger than 1000000 bytes when unpacked' }],
  });
});

test.each([
  ['compress', 'UNKNOWN_CONTENT_ENCODING', 'unknown content coding'],
  ['gzip, gzip, gzip, gzip', 'BAD_CONTENT_ENCODING', 'more than 3 times'],
  ['gzip', 'BAD_CONTENT_ENCODING', 'not valid gzip'],
])('the content encoding %s is refused as %s', async (contentEncoding, code, message) => {
  const result = await read('plain', JSON_BODY, { contentEncoding });
  expect(result).toMatchObject({
    problems: [{ code, message: expect.stringContaining(message) }],
  });
});

test('text is decoded as its charset says', async () => {
  const bytes = Buffer.from([0xe9]);
  const text = { mediaType: 'text/plain' };
  expect(await read(bytes, text, { contentType: 'text/plain; charset=ISO-8859-1' })).toEqual({ value: 'é' });
  expect(await read('é', text)).toEqual({ value: 'é' });
  expect(await read(bytes, text)).toMatchObject({ problems: [{ code: 'BAD_ENCODING' }] });
  expect(await read(bytes, text, { contentType: 'text/plain; charset=x-no' })).toMatchObject({
    problems: [{ code: 'UNSUPPORTED_CHARSET' }],
  });
});

test('bytes of an unknown type are a string with one character for each', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
  const described = { mediaType: 'application/octet-stream' };
  expect(await read(bytes, described)).toEqual({ value: bytes.toString('latin1') });
  expect(write(bytes.toString('latin1'), described)).toEqual({ contentType: 'application/octet-stream', body: bytes });
});

test.each(['text/plain', 'application/vnd.custom', 'application/x-yaml'])(
  'an object in %s is JSON',
  async (mediaType) => {
    const described = { mediaType, schema: { type: 'object' } };
    expect(await roundTrip({ a: [1, null] }, described)).toEqual({ value: { a: [1, null] } });
    expect(await roundTrip('{"a":1}', { mediaType, schema: { type: 'string' } })).toEqual({
      value: mediaType.includes('yaml') ? { a: 1 } : '{"a":1}',
    });
  },
);

test('YAML is read, and what its aliases multiply is bounded', async () => {
  const yaml = { mediaType: 'application/yaml' };
  expect(await read('a:\n  - 1\n  - no\n', yaml)).toEqual({ value: { a: [1, 'no'] } });
  const bomb = Array.from(
    { length: 9 },
    (_, index) => `a${index}: &a${index} [${`*a${index - 1},`.repeat(index === 0 ? 0 : 9)}1]`,
  );
  expect(await read(bomb.join('\n'), yaml)).toMatchObject({ problems: [{ code: 'BAD_YAML' }] });
  expect(await read('a: [1', yaml)).toMatchObject({ problems: [{ code: 'BAD_YAML' }] });
});

test.each([
  ['*/*', { a: 1 }, 'application/json', '{"a":1}'],
  ['*/*', 'text', 'text/plain', 'text'],
  ['application/*', [1], 'application/json', '[1]'],
  ['application/*+json', 1, 'application/json', '1'],
  ['text/*', 'a', 'text/plain', 'a'],
  ['application/json; charset=utf-8', null, 'application/json; charset=utf-8', 'null'],
])('for %s, %j is written as %s', (mediaType, value, contentType, body) => {
  expect(write(value, { mediaType })).toEqual({ contentType, body });
});

test.each([
  ['image/png', '89504e47'],
  ['image/*', '89504e47'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '474946383961'],
  ['application/pdf', '255044462d312e34'],
  ['application/zip', '504b0506'],
  ['application/gzip', '1f8b'],
  ['audio/wav', '52494646'],
  ['image/svg+xml', Buffer.from('<svg').toString('hex')],
])('a generated text for %s becomes a file that can be opened', (mediaType, signature) => {
  for (const value of ['generated', undefined]) {
    const { body, contentType } = write(value, { mediaType });
    expect(Buffer.from(body).toString('hex')).toMatch(new RegExp(`^${signature}`));
    expect(contentType).not.toContain('*');
  }
});

test('a text that is such a file already is left as it is', () => {
  expect(write('\x89PNG and more', { mediaType: 'image/png' }).body).toEqual(Buffer.from('\x89PNG and more', 'latin1'));
});

test('nothing is written as nothing', () => {
  expect(write(undefined, { mediaType: 'application/json' }).body).toBe('');
});
