import { expect, test } from 'vitest';
import { type LoadRequest, runLoadTest } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { serve, unusedAddress } from './support/serve.ts';

test('a second at 200/s sends 200 requests, with any number of workers', async () => {
  for (const workers of [1, 3]) {
    let seen = 0;
    const url = await serve((_, response) => {
      seen++;
      response.end('{}');
    });
    const stages = [{ type: 'steady', seconds: 1, level: 200 }] as const;
    const result = await runLoadTest(planOf(url, { stages, workers }));
    expect(seen).toBe(200);
    expect(result).toMatchObject({ model: 'open', sent: 200, answered: 200, ok: 200, errors: {}, target_rate: 200 });
    expect(result.response.count).toBe(200);
    expect(result.service.count).toBe(200);
    expect(result.dispatch_lag?.count).toBe(200);
    expect(result.series.reduce((sum, { sent }) => sum + sent, 0)).toBe(200);
    expect(result.machine.workers).toBe(workers);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  }
});

test('ramps, jumps and the warm-up are as many requests as the area below them', async () => {
  let seen = 0;
  const url = await serve((_, response) => {
    seen++;
    response.end();
  });
  const result = await runLoadTest(
    planOf(url, {
      warmUpSeconds: 0.25,
      stages: [
        { type: 'ramp', seconds: 0.4, from: 100, level: 200 },
        { type: 'spike', seconds: 0.1, level: 300 },
        { type: 'ramp', seconds: 0.5, level: 0 },
      ],
    }),
  );
  expect(result.stages.map(({ sent }) => sent)).toEqual([60, 30, 75]);
  expect(result.sent).toBe(165);
  expect(seen).toBe(165 + 25);
  expect(result.warm_up_seconds).toBe(0.25);
});

test('requests are chosen by weight and seed, whatever the number of workers', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(request.url ?? '');
    response.end();
  });
  const requests: readonly LoadRequest[] = [
    { operation: 'GET /a', method: 'GET', target: '/a?x=1' },
    { operation: 'GET /a', method: 'GET', target: '/a?x=2' },
    { operation: 'GET /b', method: 'GET', target: '/b', weight: 3 },
    { operation: 'GET /never', method: 'GET', target: '/never', weight: 0 },
  ];
  const sentWith = async (seed: string, workers: number): Promise<readonly string[]> => {
    seen.length = 0;
    const stages = [{ type: 'steady', seconds: 0.4, level: 1000 }] as const;
    const { operations } = await runLoadTest(planOf(`${url}/v1/`, { requests, seed, workers, stages }));
    expect(operations.map(({ operation }) => operation)).toEqual(['GET /a', 'GET /b', 'GET /never']);
    expect(operations.map(({ sent }) => sent)).toEqual(
      ['/v1/a', '/v1/b', '/v1/never'].map((path) => seen.filter((target) => target.startsWith(path)).length),
    );
    return seen.toSorted();
  };
  const first = await sentWith('one', 1);
  expect(await sentWith('one', 2)).toEqual(first);
  expect(await sentWith('two', 1)).not.toEqual(first);
  expect(new Set(first)).toEqual(new Set(['/v1/a?x=1', '/v1/a?x=2', '/v1/b']));
  expect(first.filter((target) => target === '/v1/b').length).toBeGreaterThan(250);
});

test('method, headers and body arrive as they were given', async () => {
  const seen: unknown[] = [];
  const url = await serve((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += String(data);
    });
    request.on('end', () => {
      const { method, headers } = request;
      seen.push([method, headers['x-key'], headers['content-length'], headers.host === new URL(url).host, body]);
      response.writeHead(method === 'HEAD' ? 200 : 201, { 'content-length': 5 }).end('hello');
    });
  });
  const requests: readonly LoadRequest[] = [
    { operation: 'POST /', method: 'POST', target: '/', headers: [['X-Key', 'ü']], body: { text: '{"ü":1}' } },
    { operation: 'PUT /', method: 'PUT', target: '/', body: { base64: 'AAE=' } },
    { operation: 'DELETE /', method: 'DELETE', target: '/' },
    { operation: 'HEAD /', method: 'HEAD', target: '/' },
    { operation: 'PATCH /', method: 'PATCH', target: '/' },
  ];
  const result = await runLoadTest(planOf(url, { requests, stages: [{ type: 'steady', seconds: 0.2, level: 500 }] }));
  expect(result.ok).toBe(100);
  expect(new Set(seen.map((line) => JSON.stringify(line)))).toEqual(
    new Set([
      JSON.stringify(['POST', 'ü', '8', true, '{"ü":1}']),
      JSON.stringify(['PUT', undefined, '2', true, '\u0000\u0001']),
      JSON.stringify(['DELETE', undefined, undefined, true, '']),
      JSON.stringify(['HEAD', undefined, undefined, true, '']),
      JSON.stringify(['PATCH', undefined, '0', true, '']),
    ]),
  );
});

test('in the closed model there are never more requests under way than users', async () => {
  let underWay = 0;
  let most = 0;
  const url = await serve((_, response) => {
    most = Math.max(most, ++underWay);
    setImmediate(() => {
      underWay--;
      response.end();
    });
  });
  const result = await runLoadTest(
    planOf(url, { model: 'closed', workers: 2, stages: [{ type: 'steady', seconds: 0.5, level: 7 }] }),
  );
  expect(most).toBeLessThanOrEqual(7);
  expect(result).toMatchObject({ model: 'closed', concurrent_users: 7, errors: {} });
  expect(result.sent).toBeGreaterThanOrEqual(7);
  expect(result.answered).toBe(result.sent);
  expect(result).not.toHaveProperty('dispatch_lag');
  expect(result).not.toHaveProperty('target_rate');
});

test('a target that is not there ends the run before it began', async () => {
  const result = await runLoadTest(
    planOf(await unusedAddress(), { stages: [{ type: 'soak', seconds: 1e6, level: 9 }] }),
  );
  expect(result).toMatchObject({ status: 'aborted', sent: 0, status_reason: expect.stringContaining('ECONNREFUSED') });
  expect(result.thresholds).toEqual([{ expression: 'error_rate<0.01', passed: false }]);
});

test.each([
  [{ requests: [] }, 'at least one request'],
  [{ stages: [] }, 'at least one stage'],
  [{ stages: [{ type: 'steady', seconds: Number.NaN, level: 1 }] }, 'seconds of a stage'],
  [{ stages: [{ type: 'steady', seconds: 1, level: 1e9 }] }, 'level of a stage'],
  [{ thresholds: ['p99 is good'] }, 'A threshold is written like'],
  [{ thresholds: ['p99<5%'] }, 'A threshold is written like'],
  [{ thresholds: ['p99{GET /else}<5'] }, 'the threshold p99{GET /else}<5 names'],
  [{ serverUrl: 'ftp://127.0.0.1' }, 'no http or https address'],
  [{ requests: [{ operation: 'x', method: 'GET', target: '/ HTTP/1.1' }] }, 'percent-encoded'],
  [{ requests: [{ operation: 'x', method: 'G T', target: '/' }] }, 'no method'],
  [{ requests: [{ operation: 'x', method: 'GET', target: '/', headers: [['a', 'b\r\nc: d']] }] }, 'no header'],
  [
    { requests: [{ operation: 'x', method: 'GET', target: '/', headers: [['Content-Length', '5']] }] },
    'written for it',
  ],
  [{ requests: [{ operation: 'x', method: 'GET', target: '/', weight: 0 }] }, 'a weight above 0'],
  [{ requests: [{ operation: 'x', method: 'GET', target: '/', weight: -1 }] }, 'its weight -1'],
  [{ shard: { index: 2, count: 2 } }, 'shard.index'],
] as const)('refuses %o', async (options, message) => {
  await expect(runLoadTest(planOf('http://127.0.0.1:9', options))).rejects.toThrow(message);
});
