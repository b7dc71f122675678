import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LogExportFormat, type LogStore, openLogStore } from '../src/index.ts';
import { appendAll, entryOf, FIRST_TIME } from './log-entries.ts';

async function exported(log: LogStore, format: LogExportFormat): Promise<string> {
  let text = '';
  for await (const piece of log.export({}, format)) text += piece;
  return text;
}

/** Reads RFC 4180: fields may be quoted, a quote is written twice, records end with CRLF. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

test('JSON and NDJSON hold every entry, oldest first', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(
    log,
    Array.from({ length: 250 }, (_, index) => ({ path: `/${index}` })),
  );
  const { entries } = await log.search({}, { limit: 1_000 });
  expect(JSON.parse(await exported(log, 'json'))).toEqual(entries.toReversed());
  const lines = (await exported(log, 'ndjson')).split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual(entries.toReversed());
  await log.close();
});

test('an empty log is exported as valid texts', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  expect(JSON.parse(await exported(log, 'json'))).toEqual([]);
  expect(await exported(log, 'ndjson')).toBe('');
  expect(parseCsv(await exported(log, 'csv'))).toHaveLength(1);
  expect(JSON.parse(await exported(log, 'har')).log.entries).toEqual([]);
  await log.close();
});

test('CSV keeps every text, and lets no spreadsheet take one for a formula', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  const texts = fc.sample(fc.string({ unit: 'binary' }), { seed: 7, numRuns: 100 });
  const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', 'a,b', '"quoted"', 'two\r\nlines', 'plain'];
  const all = [...hostile, ...texts].map((text) => text.toWellFormed());
  await appendAll(
    log,
    all.map((scenario) => ({ scenario })),
  );
  const [header = [], ...records] = parseCsv(await exported(log, 'csv'));
  const column = header.indexOf('scenario');
  expect(records.every(({ length }) => length === header.length)).toBe(true);
  expect(records.map((record) => record[column])).toEqual(
    all.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)),
  );
  expect(records.flat().filter((field) => /^[=+\-@\t\r]/.test(field))).toEqual([]);
  await log.close();
});

test('HAR 1.2 holds request and response as its specification wants', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await log.append(
    entryOf({
      method: 'POST',
      path: '/pets',
      query: 'a=1&b=x%20y',
      status: 201,
      durationMs: 2.5,
      request: {
        headers: [
          ['Host', 'mock:8000'],
          ['Content-Type', 'application/json'],
        ],
        body: '{"name":"Rex"}',
        size: 14,
      },
      response: {
        headers: [
          ['Location', '/pets/1'],
          ['Content-Type', 'image/png'],
        ],
        body: Uint8Array.of(255),
        size: 1,
      },
    }),
  );
  const { log: har } = JSON.parse(await exported(log, 'har'));
  expect(har).toMatchObject({ version: '1.2', creator: { name: 'MockLoop', version: expect.any(String) } });
  expect(har.entries).toMatchObject([
    {
      startedDateTime: new Date(FIRST_TIME).toISOString(),
      time: 2.5,
      request: {
        method: 'POST',
        url: 'http://mock:8000/pets?a=1&b=x%20y',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        headers: [
          { name: 'Host', value: 'mock:8000' },
          { name: 'Content-Type', value: 'application/json' },
        ],
        queryString: [
          { name: 'a', value: '1' },
          { name: 'b', value: 'x y' },
        ],
        postData: { mimeType: 'application/json', params: [], text: '{"name":"Rex"}' },
        headersSize: -1,
        bodySize: 14,
      },
      response: {
        status: 201,
        statusText: 'Created',
        httpVersion: 'HTTP/1.1',
        cookies: [],
        content: { size: 1, mimeType: 'image/png', text: '/w==', encoding: 'base64' },
        redirectURL: '/pets/1',
        headersSize: -1,
        bodySize: 1,
      },
      cache: {},
      timings: { send: 0, wait: 2.5, receive: 0 },
    },
  ]);
  await log.close();
});

test('an export ends with what was there when it began', async () => {
  const log = await openLogStore({ api: 'Petstore' });
  await appendAll(
    log,
    Array.from({ length: 300 }, () => ({})),
  );
  let lines = 0;
  for await (const piece of log.export({}, 'ndjson')) {
    lines += piece.split('\n').length - 1;
    await appendAll(
      log,
      Array.from({ length: 100 }, () => ({})),
    );
  }
  expect(lines).toBe(300);
  await log.close();
});
