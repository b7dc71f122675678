import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  compileScenario,
  draftSecurity,
  SECURITY_FOCUSES,
  type SecurityFocus,
  validateScenario,
} from '../../src/index.ts';
import { createMemory } from '../packs/support/deciding.ts';
import { documentFiles } from '../packs/support/documents.ts';
import { operationOf, requestTo } from '../packs/support/requests.ts';
import { SHOP } from '../packs/support/shop.ts';

let shop: ApiDocument;
beforeAll(async () => {
  shop = await loadDocument(SHOP);
});

describe.each(documentFiles())('for %s', (_name, file) => {
  test('both drafts validate against the document without a warning about their rules', async () => {
    const document = await loadDocument(file);
    const { hardened, vulnerable } = draftSecurity(document, { focus: SECURITY_FOCUSES });
    for (const { scenario } of [hardened, vulnerable]) {
      expect(scenario.rules.length).toBeGreaterThan(0);
      const problems = validateScenario(scenario, { document });
      expect(problems.filter(({ code }) => code !== 'STATUS_UNDECLARED')).toEqual([]);
    }
  });
});

test.each<[SecurityFocus, string, Partial<ReturnType<typeof requestTo>>, number, number | undefined]>([
  ['authentication', 'PATCH /orders/{orderId}', { headers: { authorization: 'Bearer null' } }, 401, undefined],
  ['authorization', 'GET /orders/{orderId}', { params: { orderId: '0' }, path: '/orders/0' }, 404, undefined],
  ['input_validation', 'GET /search', { query: { text: '   ' } }, 422, 500],
  ['injection', 'GET /search', { query: { text: "' OR '1'='1" } }, 422, 200],
  ['xss', 'GET /search', { query: { text: '<script>alert(1)</script>' } }, 422, 200],
  ['csrf', 'POST /orders', { headers: { origin: 'https://attacker.example' } }, 403, undefined],
  ['ssrf', 'POST /orders', { body: { note: 'http://169.254.169.254/latest' } }, 422, undefined],
  ['mass_assignment', 'POST /orders', { body: { is_admin: true } }, 403, undefined],
  ['data_exposure', 'GET /search', { query: { text: "O'Brien" } }, 400, 500],
])(
  'an API that is hardened or vulnerable as to %s answers %s accordingly',
  (focus, key, members, refused, fallenFor) => {
    const request = { ...requestTo(operationOf(shop, key)), ...members };
    const { hardened, vulnerable } = draftSecurity(shop, { focus: [focus] });
    const strict = compileScenario(hardened.scenario).decide(request, createMemory());
    const naive = compileScenario(vulnerable.scenario).decide(request, createMemory());
    expect(strict.respond?.status).toBe(refused);
    expect(naive.rule).toBeDefined();
    expect(naive.respond?.status).toBe(fallenFor);
  },
);

test('a focus for which the document has no place says why', async () => {
  const document = await loadDocument({
    openapi: '3.1.0',
    info: { title: 'Ping', version: '1' },
    paths: { '/ping': { get: { responses: { 204: { description: '' } } } } },
  });
  const { hardened, unused } = draftSecurity(document, { focus: ['authentication', 'csrf', 'rate_limiting'] });
  expect(unused).toEqual([
    { focus: 'authentication', reason: 'In "Ping", no operation needs credentials.' },
    { focus: 'csrf', reason: 'In "Ping", no operation writes (POST, PUT, PATCH or DELETE).' },
  ]);
  expect(hardened.scenario.rules).toEqual([{ rate_limit: { limit: 20, window_seconds: 10, per: 'client' } }]);
});

test('a limit of rates refuses the twenty-first request of a client', () => {
  const { hardened, vulnerable } = draftSecurity(shop, { focus: ['rate_limiting'] });
  const { decide } = compileScenario(hardened.scenario);
  const memory = createMemory();
  const request = requestTo(operationOf(shop, 'GET /orders'));
  expect(Array.from({ length: 21 }, () => decide(request, memory).isLimited).indexOf(true)).toBe(20);
  expect(vulnerable.scenario.rules).toEqual([]);
});
