import type { LoggedViolation, NewLogEntry } from '@mockloop/log-store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FailureCollector, failureReasons, type TestReport, testReport } from '../src/index.ts';
import { logOf } from './log-of.ts';

const violation = (message: string, severity: LoggedViolation['severity'] = 'Error'): LoggedViolation => ({
  location: ['query', 'limit'],
  severity,
  code: 'maximum',
  message,
});
const operations = [
  { key: 'GET /pets', operationId: 'listPets', statuses: ['200', 'default'] },
  { key: 'POST /pets', operationId: 'createPet', statuses: ['201', '4XX'] },
  { key: 'DELETE /pets/{petId}', statuses: ['204'] },
];

async function reportOf(entries: readonly Partial<NewLogEntry>[]): Promise<TestReport> {
  const log = await logOf(entries);
  const collector = new FailureCollector();
  const { entries: found } = await log.search({}, { limit: 1_000 });
  for (const entry of found) collector.add(entry);
  const [endpoints, timeRange] = [await log.groups({}, 'endpoint'), await log.timeRange({})];
  return testReport({ endpoints, failures: collector.tally(), operations, timeRange });
}

const traffic: readonly Partial<NewLogEntry>[] = [
  ...Array.from({ length: 4 }, () => ({})),
  { status: 422, violations: [violation('too large'), violation('not a number')], durationMs: 50 },
  { status: 422, violations: [violation('too large')] },
  { status: 503, method: 'POST', decision: { by: 'scenario', why: 'rule 1 of "down"' } },
  { status: 404, method: 'POST' },
  { status: 404, route: undefined, path: '/nowhere' },
  { status: 200, violations: [violation('odd', 'Warning')] },
];

test('a report counts requests, failures with their reasons, and what of the document was covered', async () => {
  const report = await reportOf(traffic);
  expect(report).toMatchObject({
    status: 'failed',
    total_requests: 10,
    failed_requests: 4,
    passed_requests: 6,
    checked_requests: 10,
    earliest: '2026-11-21T10:59:00.000Z',
    performance: { max_ms: 50 },
    operations: [
      {
        key: 'GET /pets',
        operation_id: 'listPets',
        declared: true,
        total_requests: 7,
        failed_requests: 2,
        statuses: { 200: 5, 422: 2 },
        failures: [
          { kind: 'violation', message: 'query.limit: too large', count: 2 },
          { kind: 'violation', message: 'query.limit: not a number', count: 1 },
        ],
      },
      {
        key: 'POST /pets',
        failed_requests: 1,
        failures: [
          {
            kind: 'server_error',
            message: 'answered with 503 Service Unavailable (scenario: rule 1 of "down")',
            example_id: expect.any(String),
          },
        ],
      },
      { key: 'GET (no matching path)', declared: false, failed_requests: 1, failures: [{ kind: 'no_operation' }] },
    ],
    coverage: {
      operations: { total: 3, called: 2, not_called: ['DELETE /pets/{petId}'] },
      statuses: { total: 5, seen: 3, percentage: 60, undeclared: [{ operation: 'POST /pets', status: 503, count: 1 }] },
    },
  });
  expect(report.coverage.operations.percentage).toBeCloseTo(66.67, 1);
  expect(report.failures).toHaveLength(4);
  expect(report.failures[0]).toMatchObject({ path: '/nowhere', reasons: [{ kind: 'no_operation' }] });
});

test('nothing failed: passed, and without a request nothing is measured', async () => {
  expect(await reportOf([{}, { status: 404 }, { method: 'HEAD' }])).toMatchObject({
    status: 'passed',
    failed_requests: 0,
    failures: [],
    coverage: { operations: { called: 1 } },
  });
  const nothing = testReport({ endpoints: [], failures: new FailureCollector().tally(), operations: [] });
  expect(nothing).toMatchObject({ total_requests: 0, operations: [] });
  for (const absent of ['performance', 'error_rate', 'earliest']) expect(nothing).not.toHaveProperty(absent);
  expect(nothing.coverage.operations).not.toHaveProperty('percentage');
});

test.each([
  [{ status: 404, route: undefined }, ['no_operation']],
  [{ status: 405, route: undefined }, ['no_operation']],
  [{ status: 404, route: undefined, decision: { by: 'override', why: 'x' } }, []],
  [{ status: 204, route: undefined, method: 'OPTIONS' }, []],
  [{ status: 500, violations: [violation('x')] }, ['server_error', 'violation']],
  [{ status: 401 }, []],
])('%j fails because of %j', async (values, kinds) => {
  const { entries } = await (await logOf([values])).search();
  const [entry] = entries;
  expect(entry && failureReasons(entry).map(({ kind }) => kind)).toEqual(kinds);
});

test('what is kept of failures is bounded, what is counted is not', async () => {
  const log = await logOf([{}]);
  const { entries } = await log.search();
  const collector = new FailureCollector();
  for (let index = 0; index < 1_000; index++) {
    for (const entry of entries) collector.add({ ...entry, violations: [violation(`${index} ${'x'.repeat(10_000)}`)] });
  }
  const { failed, requests, byOperation } = collector.tally();
  expect([failed, requests.length]).toEqual([1_000, 200]);
  const { failed: ofOperation, reasons = [] } = byOperation.get('GET /pets') ?? {};
  expect([ofOperation, reasons.length]).toEqual([1_000, 50]);
  for (const { message } of reasons) expect(message.length).toBeLessThan(600);
});

test('an operation of any name is reported like any other', async () => {
  const report = await reportOf([{ method: '__proto__', route: '/constructor', status: 500 }]);
  expect(report.operations[0]).toMatchObject({ key: '__proto__ /constructor', failed_requests: 1, declared: false });
});

test('passed and failed are all, and each operation has its share', async () => {
  const one = fc.record({
    status: fc.constantFrom(200, 201, 404, 500, 503),
    method: fc.constantFrom('GET', 'POST', 'PUT'),
    route: fc.constantFrom('/pets', '/pets/{petId}', undefined),
    violations: fc.constantFrom(undefined, [violation('x')]),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 40 }), async (entries) => {
      const report = await reportOf(entries);
      const failed = entries.filter(
        ({ status, violations, route }) =>
          status >= 500 || violations !== undefined || (route === undefined && status === 404),
      );
      expect(report.failed_requests).toBe(failed.length);
      expect(report.passed_requests).toBe(entries.length - failed.length);
      expect(report.operations.reduce((sum, operation) => sum + operation.failed_requests, 0)).toBe(failed.length);
      expect(report.operations.reduce((sum, operation) => sum + operation.total_requests, 0)).toBe(entries.length);
    }),
    { seed: 5, numRuns: 30 },
  );
});
