import { loadDocument } from '@mockloop/spec-parser';
import { describe, expect, test } from 'vitest';
import { compileScenario, draftScenario, type Scenario, type ScenarioType, validateScenario } from '../../src/index.ts';
import { createMemory, noticed } from '../packs/support/deciding.ts';
import { documentFiles, PETSTORE } from '../packs/support/documents.ts';
import { requestTo, withAskedHeaders } from '../packs/support/requests.ts';
import { SHOP } from '../packs/support/shop.ts';
import { scenarioOf } from '../support/scenario-of.ts';

const TYPES: readonly ScenarioType[] = [
  'functional_testing',
  'load_testing',
  'performance_testing',
  'error_simulation',
  'security_testing',
  'chaos',
  'workflow',
];

describe.each(documentFiles())('for %s', (_name, file) => {
  test('a draft of every type validates against the document, stays short, and comes out the same again', async () => {
    const document = await loadDocument(file);
    const drafts = TYPES.flatMap((type) => draftScenario(document, { type }) ?? []);
    expect(drafts.length).toBeGreaterThan(4);
    for (const { scenario, operations } of drafts) {
      const problems = validateScenario(scenario, { document });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(JSON.stringify(scenario).length).toBeLessThan(25_000);
      expect(operations.length).toBeGreaterThan(0);
      expect(draftScenario(document, { type: scenario.type })?.scenario).toEqual(scenario);
    }
  });

  test('a draft is for the operations that are asked for and for no others', async () => {
    const document = await loadDocument(file);
    const [first] = document.operations;
    const draft = draftScenario(document, { type: 'error_simulation', include: ({ key }) => key === first?.key });
    expect(draft?.operations).toEqual([first?.key]);
    for (const { match } of draft?.scenario.rules ?? [])
      expect(match).toEqual(
        first?.operationId === undefined
          ? { method: first?.method, path: first?.path }
          : { operation_id: first.operationId },
      );
  });
});

test.each(TYPES)('a draft of the type %s changes what the petstore answers', async (type) => {
  const document = await loadDocument(PETSTORE);
  const draft = draftScenario(document, { type });
  expect(draft && changes(draft.scenario, document.operations.map(requestTo))).toBe(true);
});

test('a workflow of a collection takes in its items, unless some of them are named', async () => {
  const document = await loadDocument(PETSTORE);
  const paths = (draft: ReturnType<typeof draftScenario>): readonly (string | undefined)[] =>
    document.operations.filter(({ key }) => draft?.operations.includes(key)).map(({ path }) => path);
  const whole = draftScenario(document, { type: 'workflow', include: ({ path }) => path === '/pets' });
  expect(new Set(paths(whole))).toEqual(new Set(['/pets', '/pets/{petId}']));
  const named = ['GET /pets', 'POST /pets', 'GET /pets/{petId}'];
  const some = draftScenario(document, { type: 'workflow', include: ({ key }) => named.includes(key) });
  expect(named).toEqual(expect.arrayContaining([...(some?.operations ?? [])]));
});

test('a load test has the load and the limits that are asked for, and answers within them', async () => {
  const document = await loadDocument(PETSTORE);
  const parameters = {
    requestsPerSecond: 40,
    durationSeconds: 90,
    rampUpSeconds: 5,
    maxResponseMs: 200,
    maxErrorRate: 0.02,
  };
  const scenario = scenarioOf(draftScenario(document, { type: 'load_testing', name: 'sale', parameters }));
  expect(scenario).toMatchObject({
    name: 'sale',
    load_profile: { requests_per_second: 40, duration_seconds: 90, ramp_up_seconds: 5 },
    thresholds: [
      { metric: 'p95_ms', operator: '<=', value: 200 },
      { metric: 'error_rate', operator: '<=', value: 0.02 },
    ],
  });
  const compiled = compileScenario(scenario, { seed: 'load' });
  const memory = createMemory();
  const requests = document.operations.map(requestTo);
  const delays = Array.from({ length: 4_000 }, (_, index) => {
    const request = requests[index % requests.length] as (typeof requests)[number];
    return compiled.decide({ ...request, time: index * 25 }, memory).delayMs;
  });
  expect(delays.toSorted((a, b) => a - b)[3_800]).toBeLessThan(200);
});

test('saturation comes where the load that rises has sent the first and the second third of its time', async () => {
  const document = await loadDocument(PETSTORE);
  const scenario = draftScenario(document, {
    type: 'performance_testing',
    parameters: { requestsPerSecond: 60, durationSeconds: 300, maxResponseMs: 400 },
  })?.scenario;
  expect(scenario?.load_profile).toEqual({
    requests_per_second: 60,
    stages: [
      { duration_seconds: 100, target: 20 },
      { duration_seconds: 100, target: 40 },
      { duration_seconds: 100, target: 60 },
    ],
  });
  // 100 s × 20/s ÷ 2, and 100 s × (20/s + 40/s) ÷ 2 more.
  expect(scenario?.rules.flatMap(({ times }) => times ?? [])).toEqual([4_000, 1_000]);
});

test('a functional scenario finds nothing under ids that nothing has, and empty lists for what nothing meets', async () => {
  const document = await loadDocument(SHOP);
  const draft = draftScenario(document, { type: 'functional_testing' });
  const { decide } = compileScenario(scenarioOf(draft));
  const list = document.operations.map(requestTo).find(({ operationId }) => operationId === 'listOrders');
  const read = document.operations.map(requestTo).find(({ operationId }) => operationId === 'readOrder');
  if (list === undefined || read === undefined) throw new Error('The shop lacks operations');
  expect(decide({ ...read, params: { orderId: 'missing' } }, createMemory()).respond?.status).toBe(404);
  expect(decide(read, createMemory()).respond?.status).not.toBe(404);
  expect(decide({ ...list, query: { page: '999999' } }, createMemory()).respond?.body).toEqual([]);
  expect(draft?.notes.join(' ')).toContain('Lists are empty where a query parameter is nothing or 999999.');
});

test('a document without any resource has no workflow', async () => {
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Ping', version: '1' },
    paths: { '/ping': { get: { responses: { 204: { description: '' } } } } },
  });
  expect(draftScenario(document, { type: 'workflow' })).toBeUndefined();
  expect(draftScenario(document, { type: 'functional_testing' })?.scenario.rules).toHaveLength(1);
});

test('a workflow leaves out what the document has no operation for, and says so', async () => {
  const document = await loadDocument(SHOP);
  const draft = draftScenario(document, { type: 'workflow', include: ({ method }) => method !== 'DELETE' });
  expect(draft?.scenario.rules.length).toBeGreaterThan(1);
  expect(validateScenario(draft?.scenario, { document }).map(({ code }) => code)).not.toContain('STATE_NEVER_SET');
  const reads = draftScenario(document, { type: 'workflow', include: ({ method }) => method === 'GET' });
  expect(reads).toBeUndefined();
});

test('a document without operations has no drafts', async () => {
  const document = await loadDocument({ openapi: '3.1.0', info: { title: 'Nothing', version: '1' }, paths: {} });
  for (const type of TYPES) expect(draftScenario(document, { type })).toBeUndefined();
});

/** Whether some request is answered otherwise than without a scenario, within the requests that any draft counts. */
function changes(scenario: Scenario, plain: readonly ReturnType<typeof requestTo>[]): boolean {
  const compiled = compileScenario(scenario, { seed: 'drafts' });
  const without = compileScenario({ name: 'none', type: 'chaos', rules: [] });
  const requests = scenario.rules.flatMap(({ match }) =>
    plain.map((request) => withAskedHeaders(request, match ?? {})),
  );
  const memory = createMemory();
  return [...requests.toReversed(), ...requests].some(
    (request) => noticed(compiled.decide(request, memory)) !== noticed(without.decide(request, createMemory())),
  );
}
