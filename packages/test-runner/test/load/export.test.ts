import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { type LoadPlan, runLoadTest, toArtillery, toK6, toK6TestRun } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { serve } from './support/serve.ts';

const HOSTILE = '"); process.exit(1); //\u2028`\u0024{1}`\n"\'</script>{{ $processEnvironment }}';

const plan: LoadPlan = {
  serverUrl: 'https://api.example.com/v1/',
  requests: [
    {
      operation: 'GET /pets',
      method: 'GET',
      target: '/pets?q={{x}}',
      headers: [
        ['Accept', 'a'],
        ['accept', 'b'],
      ],
    },
    { operation: HOSTILE, method: 'POST', target: '/pets', weight: 3, body: { text: JSON.stringify(HOSTILE) } },
  ],
  stages: [
    { type: 'ramp', seconds: 10, level: 50 },
    { type: 'spike', seconds: 5, level: 200 },
    { type: 'soak', seconds: 60, level: 200 },
  ],
  warmUpSeconds: 3,
  thresholds: ['p99<300', 'error_rate<1%', 'rate>=45', 'p95{GET /pets}<200', 'p99.9<1s', 'rate{GET /pets}>1'],
  abortOnThreshold: true,
  timeoutMs: 5000,
};

interface K6Call {
  readonly method: string;
  readonly url: string;
  readonly body: string | null;
  readonly tags: { readonly operation: string; readonly name: string };
}

test('k6 gets stages that jump, thresholds by operation, and users by Little’s law', async () => {
  const { options } = await loadK6(toK6(plan));
  expect(options).toEqual({
    discardResponseBodies: true,
    scenarios: {
      load: {
        executor: 'ramping-arrival-rate',
        startRate: 50,
        timeUnit: '1s',
        stages: [
          { duration: '3000ms', target: 50 },
          { duration: '0s', target: 0 },
          { duration: '10000ms', target: 50 },
          { duration: '0s', target: 200 },
          { duration: '5000ms', target: 200 },
          { duration: '60000ms', target: 200 },
        ],
        preAllocatedVUs: 300,
        maxVUs: 1200,
      },
    },
    thresholds: {
      http_req_duration: [
        { threshold: 'p(99)<300', abortOnFail: true },
        { threshold: 'p(99.9)<1000', abortOnFail: true },
      ],
      http_req_failed: [{ threshold: 'rate<0.01', abortOnFail: true }],
      http_reqs: [{ threshold: 'rate>=45', abortOnFail: true }],
      'http_req_duration{operation:op0}': [{ threshold: 'p(95)<200', abortOnFail: true }],
      'http_reqs{operation:op0}': [{ threshold: 'rate>1', abortOnFail: true }],
      dropped_iterations: [{ threshold: 'count<1', abortOnFail: true }],
    },
  });
});

test('k6 sends the requests that a run here sends, and text stays text', async () => {
  const seen: string[] = [];
  const url = await serve((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end();
  });
  const here = planOf(url, {
    ...plan,
    serverUrl: url,
    thresholds: [],
    warmUpSeconds: 0,
    stages: [{ type: 'steady', seconds: 0.5, level: 200 }],
  });
  await runLoadTest(here);
  const { calls } = await loadK6(toK6(here), 100);
  expect(calls.map(({ method, url: target }) => `${method} ${target.slice(url.length)}`).toSorted()).toEqual(
    seen.toSorted(),
  );
  const post = calls.find(({ method }) => method === 'POST');
  expect(post).toMatchObject({ body: JSON.stringify(HOSTILE), tags: { operation: 'op1', name: HOSTILE } });
});

test('k6 gets fractions of a rate, and users in the closed model', async () => {
  const stages = [{ type: 'steady', seconds: 10, level: 0.5 }] as const;
  const slow = await loadK6(toK6({ ...plan, stages, warmUpSeconds: 0 }));
  expect(slow.options).toMatchObject({
    scenarios: { load: { startRate: 500, timeUnit: '1000s', stages: [{ target: 500 }] } },
  });
  const closed = await loadK6(toK6({ ...plan, model: 'closed', thresholds: [] }));
  expect(closed.options).toMatchObject({
    scenarios: { load: { executor: 'ramping-vus', startVUs: 50 } },
    thresholds: {},
  });
});

test('the operator gets a TestRun', () => {
  const options = { name: 'pets', configMap: 'pets-load', parallelism: 4 };
  expect(parse(toK6TestRun(options))).toEqual({
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name: 'pets' },
    spec: { parallelism: 4, script: { configMap: { name: 'pets-load', file: 'load.js' } } },
  });
  for (const wrong of [{ name: 'a b' }, { configMap: '../x' }, { file: 'a/b' }, { parallelism: 0 }])
    expect(() => toK6TestRun({ ...options, ...wrong })).toThrow(TypeError);
});

test('Artillery gets phases, whole weights and conditions, and no template', () => {
  const yaml = toArtillery(plan);
  expect(yaml).toMatch(/^# Artillery cannot check "rate\{GET \/pets\}>1"\nconfig:/);
  expect(yaml.split('scenarios:')[1]).not.toContain('{{');
  const { config, scenarios } = parse(yaml);
  expect(config).toMatchObject({
    target: 'https://api.example.com',
    phases: [
      { name: 'warm_up', duration: 3, arrivalRate: 50 },
      { name: 'ramp', duration: 10, arrivalRate: 0, rampTo: 50 },
      { name: 'spike', duration: 5, arrivalRate: 200 },
      { name: 'soak', duration: 60, arrivalRate: 200 },
    ],
    http: { timeout: 5 },
    ensure: {
      maxErrorRate: 1,
      conditions: [
        { expression: 'http.response_time.p99 < 300' },
        { expression: 'http.request_rate >= 45' },
        { expression: 'plugins.metrics-by-endpoint.response_time.op0.p95 < 200' },
        { expression: 'http.response_time.p999 < 1000' },
      ],
    },
  });
  expect(scenarios).toMatchObject([
    {
      name: 'GET /pets',
      weight: 100,
      flow: [{ get: { name: 'op0', url: '/v1/pets?q=%7B%7Bx}}', headers: { accept: 'a, b' } } }],
    },
    { weight: 300, flow: [{ post: { name: 'op1', url: '/v1/pets' } }] },
  ]);
  expect(JSON.parse(scenarios[1].flow[0].post.body)).toBe(HOSTILE);
});

test.each([
  [{ model: 'closed' }, 'no closed model'],
  [{ requests: [{ operation: 'x', method: 'PUT', target: '/', body: { base64: '/w==' } }] }, 'bodies of text only'],
  [{ requests: [{ operation: 'x', method: 'PUT', target: '/', body: { text: 'a {{b}}' } }] }, 'for a template'],
  [{ requests: [{ operation: 'x', method: 'GET', target: '/', headers: [['a', '{{b}}']] }] }, 'for a template'],
] as const)('Artillery cannot send %o', (options, message) => {
  expect(() => toArtillery({ ...plan, thresholds: [], ...options })).toThrow(message);
});

/** Runs a script for k6 with modules that stand for k6's own, and lets it send so many requests. */
async function loadK6(script: string, requests = 0): Promise<{ options: object; calls: readonly K6Call[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mockloop-k6-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const write = (name: string, code: string): void => writeFileSync(path.join(folder, name), code);
  write('encoding.mjs', `export default { b64decode: (text) => Buffer.from(text, 'base64').toString() };`);
  write(
    'execution.mjs',
    'export const state = { iteration: 0 }; export default { scenario: { get iterationInTest() { return state.iteration; } } };',
  );
  write(
    'http.mjs',
    'export const calls = []; export default { request: (method, url, body, { tags }) => calls.push({ method, url, body, tags }) };',
  );
  write('script.mjs', script.replaceAll(/from 'k6\/(\w+)'/g, `from './$1.mjs'`));
  const module = await import(path.join(folder, 'script.mjs'));
  const { state } = await import(path.join(folder, 'execution.mjs'));
  for (state.iteration = 0; state.iteration < requests; state.iteration++) module.default();
  const { calls } = await import(path.join(folder, 'http.mjs'));
  return { options: module.options, calls };
}
