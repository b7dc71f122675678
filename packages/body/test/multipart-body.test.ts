import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writeBody } from '../src/index.ts';
import { describe, read, roundTrip, write } from './support/body.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';

const FORM = {
  mediaType: 'multipart/form-data',
  schema: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      file: { type: 'string', format: 'binary' },
      files: { type: 'array', items: { type: 'string', format: 'binary' } },
      address: { type: 'object' },
    },
  },
};
const TYPE = { contentType: 'multipart/form-data; boundary="b b"' };

function body(...parts: readonly string[]): Buffer {
  return Buffer.from(`${parts.map((part) => `--b b\r\n${part}\r\n`).join('')}--b b--\r\n`, 'latin1');
}

test('texts, files and objects are read by their names', async () => {
  const sent = body(
    'Content-Disposition: form-data; name="id"\r\n\r\ncaf\xc3\xa9',
    'Content-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\0\xff',
    'content-disposition: form-data; name=files; filename="1.json"\r\ncontent-type: application/json\r\n\r\n{"a":1}',
    'Content-Disposition: form-data; name="files"; filename="2"\r\n\r\n',
    'Content-Disposition: form-data; name="address"\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{"city":"x"}',
    'Content-Disposition: form-data; name="metadata[a]"\r\n\r\n1',
  );
  expect(await read(sent, FORM, TYPE)).toEqual({
    value: {
      id: 'café',
      file: '\x89PNG\r\n\0\xff',
      files: ['{"a":1}', ''],
      address: { city: 'x' },
      metadata: { a: '1' },
    },
  });
});

test('what FormData sends is read, also names with quotes and line ends', async () => {
  const form = new FormData();
  form.append('a"b\r\nc', '1');
  form.append('id', 'line\nbreak');
  form.append('file', new Blob([Buffer.from([0, 255])]), 'ü".bin');
  const response = new Response(form);
  const contentType = response.headers.get('content-type') ?? '';
  expect(await read(await response.bytes(), FORM, { contentType })).toEqual({
    value: { 'a"b\r\nc': '1', id: 'line\r\nbreak', file: '\0\xff' },
  });
});

test('what is written is read by FormData', async () => {
  const value = { id: 'é\n', 'a"b\r\nc': 'x', file: '\0\xff', files: ['1', '2'], address: { city: 'y' } };
  const { body: bytes, contentType } = write(value, FORM);
  const form = await new Response(bytes as Uint8Array<ArrayBuffer>, {
    headers: { 'content-type': contentType },
  }).formData();
  expect([form.get('id'), form.get('a"b\r\nc'), form.get('address')]).toEqual(['é\n', 'x', '{"city":"y"}']);
  const file = form.get('file');
  expect(file).toBeInstanceOf(File);
  expect(Buffer.from(await (file as File).arrayBuffer())).toEqual(Buffer.from([0, 255]));
  expect(form.getAll('files')).toHaveLength(2);
});

test('what is written is read again, and no content is taken for a boundary', async () => {
  const text = fc.string({ unit: 'binary' }).map((value) => value.toWellFormed());
  const bytes = fc.uint8Array().map((value) => Buffer.from(value).toString('latin1'));
  const line = fc.constantFrom('\r\n--', '--', '\r\n', 'mockloop-', '\n');
  const value = fc.record(
    {
      id: fc.array(fc.oneof(text, line)).map((pieces) => pieces.join('')),
      file: bytes,
      files: fc.array(bytes, { minLength: 1 }),
      address: fc.dictionary(text, fc.jsonValue()),
      'quo"te\r\n': text,
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(value, async (given) => {
      expect(await roundTrip(given, FORM)).toEqual({ value: JSON.parse(JSON.stringify(given)) });
    }),
    { seed: 20_261_121 },
  );
});

test('the boundary depends on the seed alone', () => {
  const context = describe(FORM);
  const one = writeBody({ id: 'x' }, { ...context, seed: 'a' });
  expect(writeBody({ id: 'x' }, { ...context, seed: 'a' })).toEqual(one);
  expect(writeBody({ id: 'x' }, { ...context, seed: 'b' }).contentType).not.toBe(one.contentType);
});

test('a name cannot add header fields to its part', () => {
  const { body: bytes } = write(
    { 'x"\r\nContent-Type: text/html\r\n\r\n<script>': '1' },
    { mediaType: 'multipart/form-data' },
  );
  expect(Buffer.from(bytes).toString()).toContain(
    'name="x%22%0D%0AContent-Type: text/html%0D%0A%0D%0A<script>"\r\n\r\n1\r\n',
  );
});

test('encodings give parts their types, and parts of other types are refused', async () => {
  const described = { ...FORM, encoding: new Map([['file', { contentType: 'image/png, image/jpeg', headers: [] }]]) };
  const { body: bytes, contentType } = write({ file: 'generated' }, described);
  expect(Buffer.from(bytes).toString('latin1')).toContain(
    'name="file"; filename="file"\r\nContent-Type: image/png\r\n\r\n\x89PNG',
  );
  expect(await read(bytes as Uint8Array, described, { contentType })).toHaveProperty('value.file');
  const sent = body('Content-Disposition: form-data; name="file"; filename="x"\r\nContent-Type: text/html\r\n\r\n');
  expect(await read(sent, described, TYPE)).toEqual({
    problems: [
      {
        code: 'BAD_MULTIPART',
        message: 'has a part "file" that is of type text/html, while the document wants image/png, image/jpeg',
        pointer: '/file',
      },
    ],
  });
});

test('encodings with a style write and read fields as a form does', async () => {
  const encoding = new Map([['address', { style: 'deepObject', explode: true, headers: [] } as const]]);
  const { body: bytes } = write({ address: { city: 'a b', deep: { x: '1' } } }, { ...FORM, encoding });
  expect(Buffer.from(bytes).toString()).toContain('name="address[city]"\r\n\r\na b\r\n');
  expect(await roundTrip({ address: { city: 'a b', deep: { x: '1' } } }, { ...FORM, encoding })).toEqual({
    value: { address: { city: 'a b', deep: { x: '1' } } },
  });
});

const MIXED = {
  mediaType: 'multipart/mixed',
  schema: { type: 'array', prefixItems: [{ type: 'object' }], items: { type: 'string' } },
};

test('other multipart types are arrays in order', async () => {
  expect(await roundTrip([{ a: 1 }, 'x', 'y'], MIXED)).toEqual({ value: [{ a: 1 }, 'x', 'y'] });
});

test('where an object is wanted, parts without names are its properties in order', async () => {
  const described = {
    mediaType: 'multipart/related',
    schema: { type: 'object', properties: { metadata: { type: 'object' }, media: { type: 'string' } } },
  };
  const sent = body('Content-Type: application/json\r\n\r\n{"title":"x"}', 'Content-Type: image/png\r\n\r\n\x89PNG');
  expect(await read(sent, described, { contentType: 'multipart/related; boundary="b b"' })).toEqual({
    value: { metadata: { title: 'x' }, media: '\x89PNG' },
  });
});

test('one multipart may stand in another, and no more', async () => {
  const inner = (boundary: string, content: string) =>
    `Content-Type: multipart/mixed; boundary=${boundary}\r\n\r\n--${boundary}\r\n${content}\r\n--${boundary}--`;
  const array = { type: 'array', items: { type: 'array' } };
  const sent = body(inner('c', '\r\n1'), inner('c', inner('d', '\r\n2')));
  const { value } = (await read(
    sent,
    { mediaType: 'multipart/mixed', schema: array },
    { contentType: 'multipart/mixed; boundary="b b"' },
  )) as { value: unknown[][] };
  expect(value[0]).toEqual(['1']);
  expect(value[1]).toEqual(['--d\r\n\r\n2\r\n--d--']);
});

test('bare line feeds, text before and after, and blanks behind a boundary are forgiven', async () => {
  const text =
    'preamble\n--b b  \nContent-Disposition: form-data; name="id"\n\n1\n--b bx\n2\n--b b--\nepilogue\n--b b\n';
  expect(await read(text, FORM, TYPE)).toEqual({ value: { id: '1\n--b bx\n2' } });
  expect(await read('--b b--', FORM, TYPE)).toEqual({ value: {} });
});

test.each([
  ['no boundary', 'x', 'multipart/form-data', 'BAD_MULTIPART'],
  ['no part', 'x', TYPE.contentType, 'BAD_MULTIPART'],
  ['no end', '--b b\r\n\r\nx', TYPE.contentType, 'BAD_MULTIPART'],
  ['an endless header', `--b b\r\nA: ${'x'.repeat(20_000)}\r\n\r\n\r\n--b b--`, TYPE.contentType, 'BAD_MULTIPART'],
  ['a header without end', '--b b\r\nA: x\r\n--b b--', TYPE.contentType, 'BAD_MULTIPART'],
  ['too many parts', `${'--b b\r\n\r\n\r\n'.repeat(1_001)}--b b--`, TYPE.contentType, 'TOO_MANY_PARTS'],
])('%s is a problem', async (_, text, contentType, code) => {
  expect(await read(text, FORM, { contentType })).toMatchObject({ problems: [{ code }] });
});

test('names of prototypes are names', async () => {
  const sent = body(
    'Content-Disposition: form-data; name="__proto__"\r\n\r\n1',
    'Content-Disposition: form-data; name="__proto__"; filename="x"\r\n\r\n2',
  );
  const result = await read(sent, { mediaType: 'multipart/form-data' }, TYPE);
  expect(JSON.stringify(result)).toBe('{"value":{"__proto__":"2"}}');
});

test('a body full of lines that are almost boundaries is read before long', async () => {
  const text = `--b b\r\n\r\n${'\r\n--b bx'.repeat(500_000)}\r\n--b b--`;
  expect(await cpuSeconds(() => read(text, FORM, TYPE))).toBeLessThan(ENDLESS_SECONDS);
});
