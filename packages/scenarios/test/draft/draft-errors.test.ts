import { type ApiDocument, loadDocument } from '@mockloop/spec-parser';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileScenario, draftErrors, ERROR_KINDS, type ErrorSeverity, validateScenario } from '../../src/index.ts';
import { createMemory } from '../packs/support/deciding.ts';
import { documentFiles } from '../packs/support/documents.ts';
import { operationOf, requestTo } from '../packs/support/requests.ts';
import { SHOP } from '../packs/support/shop.ts';
import { scenarioOf } from '../support/scenario-of.ts';

let shop: ApiDocument;
beforeAll(async () => {
  shop = await loadDocument(SHOP);
});

describe.each(documentFiles())('for %s', (_name, file) => {
  test('drafts of every kind of error validate against the document and stay short', async () => {
    const document = await loadDocument(file);
    const { mixed, inTurn, recovery, errors } = draftErrors(document, { kinds: ERROR_KINDS });
    for (const draft of [mixed, inTurn, recovery]) {
      const problems = validateScenario(draft?.scenario, { document });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(JSON.stringify(draft?.scenario).length).toBeLessThan(25_000);
    }
    expect(errors.length).toBeGreaterThan(0);
  });
});

test.each<[ErrorSeverity, number]>([
  ['low', 0.05],
  ['medium', 0.2],
  ['high', 0.5],
])('of severity %s, a share of %d of all requests fails', async (severity, share) => {
  const { mixed } = draftErrors(shop, { severity });
  const { decide } = compileScenario(mixed.scenario, { seed: 'errors' });
  const memory = createMemory();
  const request = requestTo(operationOf(shop, 'GET /orders'));
  const failed = Array.from({ length: 5_000 }, () => decide(request, memory)).filter(
    ({ respond, fault, delayMs }) => (respond?.status ?? 200) >= 400 || fault !== undefined || delayMs > 0,
  );
  expect(failed.length / 5_000).toBeGreaterThan(share * 0.85);
  expect(failed.length / 5_000).toBeLessThan(share * 1.15);
});

test('errors that the document declares come first, and others are told apart from them', () => {
  const { errors } = draftErrors(shop, { kinds: ['declared', 'conflict', 'rate_limit', 'unauthorized'] });
  expect(errors.find(({ operation }) => operation === 'POST /orders')).toEqual({
    operation: 'POST /orders',
    declared: [409, 422],
    undeclared: [429, 401],
  });
});

test('each operation answers as usual and then with each of its errors, and begins again', () => {
  const { inTurn } = draftErrors(shop, { kinds: ['declared', 'rate_limit'] });
  const { decide } = compileScenario(scenarioOf(inTurn));
  const memory = createMemory();
  const request = requestTo(operationOf(shop, 'POST /orders'));
  const statuses = Array.from({ length: 5 }, () => decide(request, memory).respond?.status);
  expect(statuses).toEqual([undefined, 409, 422, 429, undefined]);
});

test('each operation recovers on its own, and says when to try again', () => {
  const { recovery } = draftErrors(shop, { kinds: ['service_unavailable', 'not_found'], severity: 'medium' });
  const { decide } = compileScenario(scenarioOf(recovery));
  const memory = createMemory();
  const list = requestTo(operationOf(shop, 'GET /orders'));
  const create = requestTo(operationOf(shop, 'POST /orders'));
  const answers = [list, list, list, create].map((request) => decide(request, memory).respond);
  expect(answers.map((respond) => respond?.status)).toEqual([503, 503, undefined, 503]);
  expect(answers[0]?.headers).toEqual({ 'Retry-After': '5' });
});

test('faults share the failures with answers evenly', () => {
  const { mixed } = draftErrors(shop, { kinds: ['server_error', 'timeout', 'connection_reset'], severity: 'high' });
  const { decide } = compileScenario(mixed.scenario, { seed: 'faults' });
  const memory = createMemory();
  const request = requestTo(operationOf(shop, 'GET /orders'));
  const decisions = Array.from({ length: 6_000 }, () => decide(request, memory));
  const shareOf = (isIt: (decision: (typeof decisions)[number]) => boolean): number =>
    decisions.filter(isIt).length / 6_000;
  for (const share of [
    shareOf(({ respond }) => respond?.status === 500),
    shareOf(({ fault }) => fault === 'timeout'),
    shareOf(({ fault }) => fault === 'connection_reset'),
  ]) {
    expect(share).toBeGreaterThan(0.145);
    expect(share).toBeLessThan(0.19);
  }
});

test('kinds that no operation can have are named', () => {
  const { mixed, unused } = draftErrors(shop, {
    kinds: ['payload_too_large', 'server_error'],
    include: ({ method }) => method === 'DELETE',
  });
  expect(unused).toEqual(['payload_too_large']);
  expect(mixed.operations).toEqual(['DELETE /orders/{orderId}']);
});

test('without an error to try again after there is no recovery', () => {
  expect(draftErrors(shop, { kinds: ['not_found'] }).recovery).toBeUndefined();
});
