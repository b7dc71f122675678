import { loadDocument } from '@mockloop/spec-parser';
import { describe, expect, test } from 'vitest';
import { RISK_AREAS } from '../../src/ai/analysis/assess-risks.ts';
import { type AnalyzeOpenapiForTestingResult, findTool, MAX_TEXT, toolText } from '../../src/index.ts';
import { chosenDocuments, EXAMPLES } from '../support/documents.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { riskyApi, soundApi } from '../support/risky-api.ts';
import { startMock } from '../support/start-mock.ts';

const call = { timeout: 60_000 };

test('every risk that shows in a document is told, with the place that shows it', async () => {
  const toolbox = await openToolbox();
  const { risk_areas: risks } = await toolbox.call('analyze_openapi_for_testing', {
    api_spec: riskyApi,
    analysis_depth: 'comprehensive',
  });
  // Where some operations need credentials and some cannot be read, the others show too.
  const told = risks.map(({ area }) => area).toSorted();
  expect(told).toEqual(RISK_AREAS.filter((area) => area !== 'no_authentication').toSorted());
  const places = Object.fromEntries(risks.map(({ area, evidence }) => [area, evidence.map(({ pointer }) => pointer)]));
  expect(places).toMatchObject({
    object_level_authorization: ['/paths/~1v1~1accounts~1{accountId}/put'],
    operations_without_security: ['/paths/~1v2~1exports/get'],
    secrets_in_urls: ['/components/securitySchemes/key'],
    weak_authentication: ['/components/securitySchemes/oauth', '/components/securitySchemes/basic'],
    cross_site_requests: ['/paths/~1v1~1accounts~1{accountId}/put'],
    unencrypted_servers: ['/servers/0/url'],
    open_redirect: ['/paths/~1v1~1accounts/post/requestBody/content/application~1json/schema/properties/return_url'],
    server_side_request_forgery: [
      '/paths/~1v1~1accounts/post/requestBody/content/application~1json/schema/properties/webhook_url',
    ],
    mass_assignment: ['/paths/~1v1~1accounts/post/requestBody/content/application~1json/schema/properties/role'],
    secrets_in_answers: [
      '/paths/~1v1~1accounts/get/responses/200/content/application~1json/schema/items/properties/password_hash',
    ],
    injection: ['/paths/~1v1~1accounts/get/parameters/1'],
    unbounded_pages: ['/paths/~1v1~1accounts/get/parameters/0'],
    get_changes_state: ['/paths/~1v2~1admin~1cache/get'],
    unreadable_operations: ['/paths/~1v2~1broken/get'],
    undescribed_answers: ['/paths/~1v1~1accounts~1{accountId}/put'],
    xml_entities: ['/paths/~1v1~1accounts~1{accountId}/put'],
    file_upload: ['/paths/~1v2~1payments/post/requestBody'],
    unsafe_consumption: ['/webhooks/paid/post'],
  });
});

test('the worst risks come first', async () => {
  const toolbox = await openToolbox();
  const { risk_areas: risks } = await toolbox.call('analyze_openapi_for_testing', { api_spec: riskyApi });
  const levels = risks.map(({ risk_level: level }) => ['critical', 'high', 'medium', 'low'].indexOf(level));
  expect(levels).toEqual(levels.toSorted((a, b) => a - b));
  expect(risks[0]).toMatchObject({ area: 'secrets_in_answers', risk_level: 'critical', owasp: 'API3:2023' });
});

test('an API that nothing can be said against has no risks', async () => {
  const toolbox = await openToolbox();
  const { risk_areas: risks } = await toolbox.call('analyze_openapi_for_testing', { api_spec: soundApi });
  expect(risks).toEqual([]);
});

test('an API without any credentials is told as such, once', async () => {
  const toolbox = await openToolbox();
  const { security: _, ...open } = soundApi;
  const { risk_areas: risks } = await toolbox.call('analyze_openapi_for_testing', { api_spec: open });
  expect(risks.map(({ area }) => area)).toEqual(['no_authentication']);
});

test('the summary counts what the document has', async () => {
  const toolbox = await openToolbox();
  const { api_summary: summary } = await toolbox.call('analyze_openapi_for_testing', { api_spec: riskyApi });
  expect(summary).toMatchObject({
    ...{ title: 'Risky', version: '1', openapi_version: '3.1', total_operations: 7, total_endpoints: 6 },
    ...{ methods: { GET: 4, POST: 2, PUT: 1 }, operations_without_authentication: 1, deprecated_operations: 1 },
    ...{ resources: ['/v1/accounts'], webhooks: 1, servers: ['http://api.risky.test.org/v1'] },
    authentication_methods: [
      { name: 'key', type: 'apiKey', detail: 'query api_key', operations: 1 },
      { name: 'cookie', type: 'apiKey', detail: 'cookie sid', operations: 1 },
      { name: 'basic', type: 'http', detail: 'basic', operations: 1 },
      { name: 'oauth', type: 'oauth2', detail: 'implicit', operations: 2 },
    ],
  });
});

test.each([
  ['security', ['security']],
  ['performance', ['performance']],
  ['functional', ['functional']],
  ['comprehensive', ['functional', 'performance', 'security']],
] as const)('the focus %s tells of %j and of nothing else', async (testing_focus, categories) => {
  const toolbox = await openToolbox();
  const { testable_scenarios: scenarios, risk_areas: risks } = await toolbox.call('analyze_openapi_for_testing', {
    api_spec: riskyApi,
    testing_focus,
  });
  for (const list of [scenarios, risks])
    expect([...new Set(list.map(({ category }) => category))].toSorted()).toEqual(categories);
});

test('risks and security tests can be left out', async () => {
  const toolbox = await openToolbox();
  const result = await toolbox.call('analyze_openapi_for_testing', {
    api_spec: riskyApi,
    risk_assessment: false,
    include_security_tests: false,
  });
  expect(result.risk_areas).toEqual([]);
  expect(result.testable_scenarios.filter(({ category }) => category === 'security')).toEqual([]);
});

test('what is told grows with the depth, what is counted does not', async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const results: AnalyzeOpenapiForTestingResult[] = [];
  for (const analysis_depth of ['summary', 'standard', 'comprehensive'] as const)
    results.push(await toolbox.call('analyze_openapi_for_testing', { openapi_spec: 'petstore.yaml', analysis_depth }));
  const sizes = results.map((result) => JSON.stringify(result).length);
  expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  const counted = results.map(({ risk_areas: risks }) => risks.map(({ area, total_evidence: total }) => [area, total]));
  expect(counted[0]).toEqual(counted[2]);
});

test('every thing that is worth testing says a call that drafts it', call, async () => {
  const toolbox = await openToolbox({ workspace: EXAMPLES });
  const { testable_scenarios: scenarios } = await toolbox.call('analyze_openapi_for_testing', {
    openapi_spec: 'petstore.yaml',
  });
  expect(scenarios.length).toBeGreaterThan(10);
  for (const { next } of scenarios) {
    const drafted = await toolbox.callUnchecked(next.tool, { api_spec: 'petstore.yaml', ...next.arguments });
    expect(drafted).toMatchObject({ status: 'success', source: 'computed' });
  }
});

test('a running mock is asked for its own document', async () => {
  const { adminUrl } = await startMock();
  const toolbox = await openToolbox();
  const { api_summary: summary } = await toolbox.call('analyze_openapi_for_testing', { server_url: adminUrl });
  expect(summary).toMatchObject({ title: 'Pets', total_operations: 4 });
});

test('two documents, or none, are refused', async () => {
  const toolbox = await openToolbox();
  const both = toolbox.call('analyze_openapi_for_testing', { api_spec: soundApi, openapi_spec: soundApi });
  await expect(both).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS', problems: [{ pointer: '/api_spec' }] });
  const none = toolbox.call('analyze_openapi_for_testing', {});
  await expect(none).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
});

test('names and texts of a hostile document stay short, on one line, and are no members of anything', async () => {
  const long = 'x'.repeat(100_000);
  const document = JSON.parse(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: `A\n\u202e${long}`, version: long },
      paths: {
        [`/${long}/{id}`]: { get: { summary: long, responses: { 200: { description: '' } } } },
        '/p': {
          post: {
            requestBody: {
              content: {
                'application/json': {
                  schema: { type: 'object', properties: { PROTO: { type: 'string' }, [long]: { type: 'string' } } },
                },
              },
            },
            responses: {},
          },
        },
      },
      components: { schemas: { [long]: {}, PROTO: {} } },
    }).replaceAll('PROTO', '__proto__'),
  );
  const toolbox = await openToolbox();
  const result = await toolbox.call('analyze_openapi_for_testing', { api_spec: document });
  expect(JSON.stringify(result).length).toBeLessThan(40_000);
  expect(result.api_summary.title).not.toMatch(/[\n\u202e]/);
  expect(result.api_summary.data_models).toContain('__proto__');
  expect(result.api_summary.total_operations).toBe(2);
});

describe.each(chosenDocuments())('of %s', (_name, file) => {
  test('every place that is told is there, and the answer is bounded', call, async () => {
    const toolbox = await openToolbox();
    const document = await loadDocument(file);
    const result = await toolbox.call('analyze_openapi_for_testing', { api_spec: file });
    const places = result.risk_areas.flatMap(({ evidence }) => evidence);
    const missing = places.filter((place) => place.file === undefined && !isThere(document.source, place.pointer));
    expect(missing).toEqual([]);
    const keys = new Set(document.operations.map(({ key }) => key));
    const named = [
      ...result.testable_scenarios.flatMap(({ endpoints_involved: endpoints }) => endpoints),
      ...places.flatMap(({ operation }) => operation ?? []),
    ];
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
    expect(JSON.stringify(result).length).toBeLessThan(50_000);
    expect(toolText(findTool('analyze_openapi_for_testing'), result).length).toBeLessThan(MAX_TEXT);
  });
});

function isThere(source: unknown, pointer: string): boolean {
  const tokens = pointer.split('/').slice(1);
  return (
    tokens.reduce<unknown>((value, token) => {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
      return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
    }, source) !== undefined
  );
}
