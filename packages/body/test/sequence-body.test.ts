import fc from 'fast-check';
import { expect, test } from 'vitest';
import { read, roundTrip, write } from './support/body.ts';

const SEED = { seed: 20_261_121 };

test.each(['application/jsonl', 'application/x-ndjson', 'application/json-seq', 'application/geo+json-seq'])(
  '%s carries any array',
  async (mediaType) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue()), async (value) => {
        expect(await roundTrip(value, { mediaType })).toEqual({ value: JSON.parse(JSON.stringify(value)) });
      }),
      SEED,
    );
  },
);

test('JSON Lines have one value a line, whatever ends it, and empty lines are passed over', async () => {
  expect(write([{ a: 1 }, 'x'], { mediaType: 'application/jsonl' }).body).toBe('{"a":1}\n"x"\n');
  expect(await read('{"a":1}\r\n\n "x" ', { mediaType: 'application/jsonl' })).toEqual({ value: [{ a: 1 }, 'x'] });
});

test('a broken line is named', async () => {
  expect(await read('1\n{\n', { mediaType: 'application/jsonl' })).toMatchObject({
    problems: [{ code: 'BAD_JSON', message: expect.stringMatching(/^has a mistake in line 2/) }],
  });
});

test('a JSON sequence begins with a record separator (RFC 7464)', async () => {
  expect(write([1, { a: 2 }], { mediaType: 'application/json-seq' }).body).toBe('\u001e1\n\u001e{"a":2}\n');
  expect(await read('1', { mediaType: 'application/json-seq' })).toMatchObject({ problems: [{ code: 'BAD_JSON' }] });
});

const STREAM = { mediaType: 'text/event-stream' };

// OpenAPI 3.2 §4.14.5.3
test('the event stream of the specification is read as it says', async () => {
  const text = `event: addString
data: This data is formatted
data: across two lines
retry: 5

event: addInt64
data: 1234.5678
unknownField: this is ignored

: This is a comment
event: addJSON
data: {"foo": 42}
`;
  expect(await read(text, STREAM)).toEqual({
    value: [
      { event: 'addString', data: 'This data is formatted\nacross two lines', retry: 5 },
      { event: 'addInt64', data: '1234.5678' },
      { event: 'addJSON', data: '{"foo": 42}' },
    ],
  });
});

test('fields follow the HTML standard: one blank is dropped, a bad retry and an id with NUL are ignored, no data is no event', async () => {
  const text = '\ufeffdata:  a\rdata\r\nid: 1\0\nretry: 1s\n\nevent: lonely\n\ndata:b\n\n';
  expect(await read(text, STREAM)).toEqual({ value: [{ data: ' a\n' }, { data: 'b' }] });
});

test('events that are written are read again', async () => {
  const line = fc.string({ unit: 'grapheme' }).map((value) => value.replace(/[\r\n\0]/g, ''));
  const event = fc.record(
    { event: line, id: line, retry: fc.nat(), data: fc.array(line, { minLength: 1 }).map((lines) => lines.join('\n')) },
    { requiredKeys: ['data'], noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(event), async (value) => {
      expect(await roundTrip(value, STREAM)).toEqual({ value });
    }),
    SEED,
  );
});

test('what is no event is written as the data of one, and no field can end its line', () => {
  expect(write([{ price: 1 }, 'a\r\nb', { event: 'x\ndata: y', data: { a: 1 } }], STREAM).body).toBe(
    'data: {"price":1}\n\ndata: a\ndata: b\n\nevent: x data: y\ndata: {"a":1}\n\n',
  );
});

const CSV = { mediaType: 'text/csv', schema: { type: 'array', items: { type: 'object' } } };

test('CSV carries objects with the same names', async () => {
  const row = fc.record(
    { id: fc.string(), '"quoted", name': fc.string(), ['__proto__']: fc.string() },
    { noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), async (value) => {
      expect(await roundTrip(value, CSV)).toEqual({ value });
    }),
    SEED,
  );
});

test('CSV has a header of all names, and quotes where RFC 4180 asks for them', () => {
  const value = [
    { a: 1, b: 'x,y' },
    { a: null, c: ['"'] },
  ];
  expect(write(value, CSV).body).toBe('a,b,c\r\n1,"x,y",\r\n,,"[""\\""""]"\r\n');
  expect(write('a,b\n', CSV).body).toBe('a,b\n');
});

test('CSV of arrays has no header', async () => {
  const described = { mediaType: 'text/csv', schema: { type: 'array', items: { type: 'array' } } };
  expect(
    await roundTrip(
      [
        ['a', ''],
        ['b', 'c'],
      ],
      described,
    ),
  ).toEqual({
    value: [
      ['a', ''],
      ['b', 'c'],
    ],
  });
});
