import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { appendEntries } from './log-entries.ts';
import { type Admin, openAdmin } from './open-admin.ts';

const PATH = '/api/testing/report';

async function tested(): Promise<Admin> {
  const admin = await openAdmin();
  const headers = { 'x-session-id': 'a' };
  await admin.call(
    ['GET', '/v2/items', { headers }],
    ['GET', '/v2/items', { headers }],
    ['GET', '/v2/items?limit=0', { headers }],
    ['GET', '/v2/items/1', { headers }],
    ['GET', '/nowhere', { headers }],
    ['GET', '/impossible', { headers }],
    ['GET', '/v2/items', { headers: { 'x-session-id': 'b' } }],
  );
  return admin;
}

async function textOf({ ask }: Admin, format: string): Promise<string> {
  return (await ask(`${PATH}?session_id=a&format=${format}`)).text();
}

test('a session is reported on: its failures, its operations, its coverage', async () => {
  const { read } = await tested();
  const report = await read(`${PATH}?session_id=a`);
  expect(report).toMatchObject({
    title: 'Shop',
    session_id: 'a',
    status: 'failed',
    total_requests: 6,
    failed_requests: 3,
    passed_requests: 3,
    checked_requests: 6,
    coverage: {
      operations: { total: 7, called: 3, not_called: expect.arrayContaining(['POST /items']) },
      statuses: {
        total: 8,
        seen: 2,
        undeclared: expect.arrayContaining([{ operation: 'GET /items', status: 422, count: 1 }]),
      },
    },
  });
  expect(report.operations[0]).toMatchObject({
    key: 'GET /items',
    total_requests: 3,
    failed_requests: 1,
    failures: [{ kind: 'violation', message: expect.stringContaining('limit'), count: 1 }],
  });
  const { id } = report.failures[0];
  expect(await read(`/api/logs/${id}`)).toMatchObject({ path: '/impossible', status: 500 });
});

test('a report without a session is about all requests; worlds and times narrow it', async () => {
  const admin = await tested();
  expect(await admin.read(PATH)).toMatchObject({ total_requests: 7, status: 'failed' });
  expect(await admin.read(`${PATH}?session_id=b`)).toMatchObject({ total_requests: 1, status: 'passed', failures: [] });
  await appendEntries(admin, [{ world: 'w', time: Date.UTC(2026, 0, 1) }]);
  expect(await admin.read(`${PATH}?world=w`)).toMatchObject({ total_requests: 1, world: 'w' });
  expect(await admin.read(`${PATH}?world=default`)).toMatchObject({ total_requests: 7 });
  expect(await admin.read(`${PATH}?time_to=2026-01-02T00:00:00Z`)).toMatchObject({ total_requests: 1 });
});

test('what was told to answer a path is no failure of the document', async () => {
  const admin = await openAdmin();
  const update = { endpoint: '/extra', method: 'GET', new_response: { status: 404, body: 'told' } };
  await admin.send('POST', '/api/mock-data/update', update);
  await admin.call(['GET', '/extra', { headers: { 'x-session-id': 'a' } }]);
  expect(await admin.read(`${PATH}?session_id=a`)).toMatchObject({ status: 'passed' });
});

test.each([
  ['json', 'application/json', null],
  ['html', 'text/html; charset=utf-8', null],
  ['csv', 'text/csv; charset=utf-8', 'attachment; filename="mockloop-report.csv"'],
  ['markdown', 'text/markdown; charset=utf-8', 'attachment; filename="mockloop-report.md"'],
  ['junit', 'application/xml', 'attachment; filename="mockloop-report.xml"'],
])('format=%s comes as %s', async (format, type, disposition) => {
  const { ask } = await tested();
  const { headers } = await ask(`${PATH}?session_id=a&format=${format}`);
  expect([headers.get('content-type'), headers.get('content-disposition')]).toEqual([type, disposition]);
});

test('JUnit has a test case for each operation that was called, failed where one of its requests did', async () => {
  const xml = await textOf(await tested(), 'junit');
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => name === 'testcase' });
  const suite = parser.parse(xml).testsuites.testsuite;
  expect([suite['@_name'], suite['@_tests'], suite['@_failures']]).toEqual(['Shop, session "a"', '4', '3']);
  const cases = suite.testcase.map((one: Record<string, unknown>) => [one['@_name'], one.failure !== undefined]);
  expect(cases).toEqual(
    expect.arrayContaining([
      ['GET /items', true],
      ['GET /items/{id}', false],
      ['GET (no matching path)', true],
      ['GET /impossible', true],
    ]),
  );
});

test('CSV has a record for each operation, with the same figures', async () => {
  const admin = await tested();
  const [header = '', ...records] = (await textOf(admin, 'csv')).trimEnd().split('\r\n');
  const { operations } = await admin.read(`${PATH}?session_id=a`);
  expect(header.split(',').slice(0, 5)).toEqual([
    'operation',
    'operation_id',
    'declared',
    'total_requests',
    'failed_requests',
  ]);
  expect(records.map((record) => record.split(',').slice(0, 5).join(','))).toEqual(
    operations.map((one: Record<string, unknown>) =>
      [one.key, one.operation_id ?? '', one.declared, one.total_requests, one.failed_requests].join(','),
    ),
  );
});

test('Markdown and HTML say the same', async () => {
  const admin = await tested();
  for (const format of ['markdown', 'html']) {
    const text = await textOf(admin, format);
    for (const fact of ['failed', '3 of 7', 'GET /impossible', 'POST /items', 'A request counts as failed when']) {
      expect(text).toContain(fact);
    }
  }
});

test('the page needs nothing else: no script, no style but its own, bars in the right proportion', async () => {
  const admin = await tested();
  const response = await admin.ask(`${PATH}?session_id=a&format=html`);
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  const html = await response.text();
  expect(html).not.toMatch(/<script|<link|<img|style=|https?:/);
  const widths = [...html.matchAll(/class="total" width="([\d.]+)"/g)].map(([, width]) => Number(width));
  expect(widths).toEqual([100, 33.33, 33.33, 33.33]);
  expect(html).toContain('class="broken" width="33.33"');
});

test('what requests and the document say is shown as text in every format', async () => {
  const hostile = '</td></failure>]]><script>alert(1)</script>"|`=cmd()\u0000\ud800';
  const admin = await openAdmin({
    document: { openapi: '3.1.0', info: { title: hostile, version: '1' }, paths: { [`/${hostile}`]: { get: {} } } },
  });
  const violations = [{ location: ['query', hostile], severity: 'Error', code: 'x', message: hostile }] as const;
  await appendEntries(admin, [
    { route: `/${hostile}`, path: `/${hostile}`, sessionId: 'a', violations, operationId: hostile },
    { method: '=cmd()', route: '/x', sessionId: 'a', violations },
  ]);
  const html = await textOf(admin, 'html');
  expect(html).not.toContain('<script');
  const xml = await textOf(admin, 'junit');
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).not.toContain('<script');
  expect(xml).not.toContain('\u0000');
  const markdown = await textOf(admin, 'markdown');
  expect(markdown).not.toContain('<script');
  expect(markdown.split('\n').filter((line) => line.startsWith('| GET'))).toHaveLength(1);
  expect(await textOf(admin, 'csv')).toContain(`\r\n'=cmd() /x,`);
  expect((await admin.read(`${PATH}?session_id=a`)).title).toBe(hostile);
});

test.each([
  ['?session_id=nope', 404],
  ['?session_id=__proto__', 404],
  ['?session_id=', 400],
  ['?format=pdf', 400],
  ['?time_from=yesterday', 400],
  ['?sesion_id=a', 400],
])('%s is %i with the remedy', async (query, status) => {
  const { send } = await tested();
  const refused = await send('GET', `${PATH}${query}`);
  expect(refused).toMatchObject({ status, body: { detail: expect.stringMatching(/\w/) } });
});
