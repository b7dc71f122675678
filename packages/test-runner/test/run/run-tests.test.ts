import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import type { Observation } from '../../src/model/observation.ts';
import { createTestPlan } from '../../src/plan/create-test-plan.ts';
import { replayCase } from '../../src/run/replay-case.ts';
import { ITEMS } from '../support/items-document.ts';
import { itemsServer, json } from '../support/items-server.ts';
import { cases, oneRequest } from '../support/kinds.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

const seen500 = (status: number | undefined): readonly Observation[] =>
  status === 500 ? [{ check: 'server-error', message: 'It answered 500.', signature: '500 ping' }] : [];

const ping = oneRequest({ targets: ['/ping'], operation: 'GET /ping', look: seen500 });

test('what shows itself each time is a finding, with all that it takes to believe it', async () => {
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url !== '/ping') return false;
      json(response, 500, { error: 'no' });
      return true;
    }),
  );
  const run = await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [ping] });

  expect(run.status).toBe('failed');
  const finding = run.findings.find(({ signature }) => signature === '500 ping');
  expect(finding).toMatchObject({
    check: 'server-error',
    confidence: 'confirmed',
    operation: 'GET /ping',
    operation_id: 'ping',
    pointer: '/paths/~1ping/get',
    repeated: { shown: 3, tried: 3 },
    phase: 'semantics',
  });
  expect(finding?.evidence[0]).toMatchObject({
    method: 'GET',
    url: `${server.url}/ping`,
    status: 500,
    response_body: '{"error":"no"}',
  });
  expect(run.cases.map(({ id }) => id)).toContain(finding?.case_id);
  expect(run.clusters.some(({ key, count }) => key === finding?.cluster && count === 1)).toBe(true);
});

test('an error that comes every third time is a suspicion, and fails no run', async () => {
  let count = 0;
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url !== '/ping?x') return false;
      count += 1;
      json(response, count % 3 === 1 ? 500 : 200, 'pong');
      return true;
    }),
  );
  const kind = oneRequest({ targets: ['/ping?x'], operation: 'GET /ping', look: seen500 });
  const run = await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [kind] });

  expect(run.findings).toEqual([]);
  expect(run.status).toBe('passed');
  expect(run.suspicions.find(({ signature }) => signature === '500 ping')).toMatchObject({
    confidence: 'suspicion',
    repeated: { shown: 1, tried: 2 },
  });
});

test('no more requests are sent than the budget has', async () => {
  await using server = await serve(itemsServer());
  const targets = Array.from({ length: 100 }, (_, index) => `/ping?${index}`);
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [oneRequest({ targets, operation: 'GET /ping' })],
    plan: { budget: { max_requests: 30, max_cases: 100 } },
  });

  expect(server.received.length).toBe(run.requests);
  expect(run.requests).toBeLessThanOrEqual(30);
  expect(run.requests).toBeGreaterThan(25);
});

test('a case that never ends is ended where the budget does', async () => {
  await using server = await serve(itemsServer());
  const endless = cases(1, async (probe) => {
    for (;;) await probe.send({ method: 'GET', target: '/ping', headers: [], identity: 'anonymous' });
  });
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [endless],
    plan: { budget: { max_requests: 50 } },
  });

  expect(server.received.length).toBe(50);
  expect(run.warnings.map(({ code }) => code)).toContain('budget_spent');
});

test('a run that is cancelled keeps what it had', async () => {
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url !== '/ping') return false;
      json(response, 500);
      return true;
    }),
  );
  const controller = new AbortController();
  const waiting = cases(1, async (probe) => {
    controller.abort();
    await probe.send({ method: 'GET', target: '/ping?late', headers: [], identity: 'anonymous' });
    return [];
  });
  const run = await runKinds({
    document: ITEMS,
    serverUrl: server.url,
    kinds: [ping, { ...waiting, last: true }],
    signal: controller.signal,
  });

  expect(run.status).toBe('cancelled');
  expect(run.findings.some(({ signature }) => signature === '500 ping')).toBe(true);
  expect(server.received).not.toContain('GET /ping?late');
});

test('a mistake in one way of testing costs no other', async () => {
  await using server = await serve(itemsServer());
  const wrong = cases(1, async () => {
    throw new Error('oops');
  });
  const run = await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [wrong, ping] });

  expect(run.status).toBe('passed');
  expect(run.warnings.map(({ message }) => message)).toContain('Cases "told" could not be carried out: oops');
  expect(server.received).toContain('GET /ping');
});

test('what the run has made is removed when it ends', async () => {
  await using server = await serve(itemsServer());
  const making = cases(3, async (probe) => {
    await probe.succeed('POST /items');
    return [];
  });
  const run = await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [making] });

  const created = server.received.filter((one) => one === 'POST /items').length;
  const removed = server.received.filter((one) => one.startsWith('DELETE /items/')).length;
  expect(created).toBe(3);
  expect(removed).toBe(3);
  expect(run.warnings).toEqual([]);
});

test('a case is replayed with the same bytes', async () => {
  const bodies: string[] = [];
  await using server = await serve(
    itemsServer(({ request, body }) => {
      if (request.method === 'POST') bodies.push(`${JSON.stringify(request.rawHeaders)} ${body}`);
      return false;
    }),
  );
  const finding = cases(1, async (probe) => {
    await probe.succeed('POST /items');
    return [{ check: 'server-error', message: 'x', signature: 'x' }];
  });
  const options = { document: ITEMS, serverUrl: server.url, kinds: [finding] };
  const run = await runKinds(options);
  const [first] = bodies;
  const before = bodies.length;
  const { case_id: caseId = '' } = run.findings[0] ?? {};
  const replayed = await replayCase(await loadDocument(ITEMS), JSON.parse(JSON.stringify(run)), {
    caseId,
    kinds: [finding],
  });

  expect(replayed).toMatchObject({ case_id: caseId, reproduced: true, attempts: 1 });
  expect(bodies.slice(before)).toEqual([first]);
});

test('a replay says where nothing shows itself any more', async () => {
  let isBroken = true;
  await using server = await serve(
    itemsServer(({ request, response }) => {
      if (request.url !== '/ping' || !isBroken) return false;
      json(response, 500);
      return true;
    }),
  );
  const run = await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [ping] });
  isBroken = false;
  const document = await loadDocument(ITEMS);
  const caseId = run.findings.find(({ signature }) => signature === '500 ping')?.case_id ?? '';

  expect(await replayCase(document, run, { caseId, kinds: [ping] })).toMatchObject({ reproduced: false, attempts: 3 });
  await expect(replayCase(document, run, { caseId: 'nothing', kinds: [ping] })).rejects.toMatchObject({
    code: 'CASE_UNKNOWN',
  });
});

test('the same plan gives the same cases, whatever the order and the other operations', async () => {
  await using server = await serve(itemsServer());
  const all: string[] = [];
  const few: string[] = [];
  const noting = (ids: string[]) => ({
    ...ping,
    run: async ({ id, seed }: { id: string; seed: string }) => {
      ids.push(`${id} ${seed}`);
      return [];
    },
  });
  await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [noting(all)] });
  await runKinds({ document: ITEMS, serverUrl: server.url, kinds: [noting(few)], plan: { operations: ['ping'] } });

  expect(few).toEqual(all);
  expect(all[0]).toMatch(/^[a-z2-7]{10} 1\/[a-z2-7]{10}$/);
});

test('a run is not begun where nobody listens, with another document, or at a host that is not allowed', async () => {
  const server = await serve(itemsServer());
  await server[Symbol.asyncDispose]();
  const document = await loadDocument(ITEMS);
  const plan = await createTestPlan(document, { serverUrl: 'http://192.0.2.1' });

  await expect(runKinds({ document: ITEMS, serverUrl: server.url, kinds: [ping] })).rejects.toMatchObject({
    code: 'TARGET_UNREACHABLE',
  });
  await expect(runKinds({ document, serverUrl: plan.server_url, kinds: [ping] })).rejects.toMatchObject({
    code: 'TARGET_REFUSED',
  });
});
