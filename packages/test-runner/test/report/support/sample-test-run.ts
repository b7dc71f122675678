import { CHECKS } from '../../../src/checks/catalogue.ts';
import type { Check } from '../../../src/model/check.ts';
import type { RecordedExchange } from '../../../src/model/exchange.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { PHASES } from '../../../src/model/phase.ts';
import type { TestRun } from '../../../src/model/test-run.ts';
import { clusterFindings, clusterKey } from '../../../src/run/cluster-findings.ts';

const OPERATIONS = [
  'GET /pets',
  'POST /pets',
  'GET /pets/{petId}',
  'PUT /pets/{petId}',
  'DELETE /pets/{petId}',
  'POST /login',
];

export interface SampleOptions {
  /** How many findings. Every third has the cause of the one before. Default 9. */
  readonly findings?: number | undefined;
  /** Put wherever a document or a server may put text. Default: a harmless word. */
  readonly text?: string | undefined;
  readonly suspicions?: number | undefined;
}

/** A run as the engine writes one, with findings of every severity and kind. */
export function sampleTestRun({ findings: amount = 9, text = 'plain', suspicions = 2 }: SampleOptions = {}): TestRun {
  const findings = Array.from({ length: amount }, (_, index) => finding(index, text));
  const suspected = Array.from({ length: suspicions }, (_, index) => ({
    ...finding(amount + index, text),
    confidence: 'suspicion' as const,
  }));
  const operations = [...OPERATIONS, `GET /${text}`];
  return {
    format: 'mockloop-test-run/1',
    id: '0198c3b2-7a54-7c1e-9d2f-3b8a6d0f4e11',
    kind: 'functional',
    status: amount === 0 ? 'passed' : 'failed',
    validation_mode: 'strict',
    plan: {
      version: 1,
      server_url: 'http://127.0.0.1:4010/v1',
      document: { title: `Petstore ${text}`, version: '1.2.0', digest: 'ab'.repeat(32) },
      seed: 'seed-1',
      phases: PHASES,
      budget: { max_requests: 5000, max_seconds: 120, max_cases: 40 },
      concurrency: 4,
      timeout_ms: 10_000,
      allow: { destructive: true, environment: false },
      operations: operations.map((key) => planned(key)),
      resources: [
        {
          name: 'pets',
          collection_path: '/pets',
          item_path: '/pets/{petId}',
          set_by_server: ['id'],
          operations: { create: 'POST /pets', list: 'GET /pets' },
          list_parameters: [{ name: 'limit', does: 'limit' }],
        },
      ],
    },
    started_at: '2026-03-01T12:30:00.000Z',
    finished_at: '2026-03-01T12:30:48.000Z',
    duration_ms: 48_000,
    target: { is_mock: false, is_stateful: true, identities: ['anonymous', 'a', 'b'] },
    requests: 2761,
    latency: {
      count: 2755,
      mean_ms: 9.4,
      p50_ms: 7.36,
      p90_ms: 80.1,
      p95_ms: 145,
      p99_ms: 290,
      p999_ms: 600,
      max_ms: 812.5,
    },
    phases: PHASES.map((phase, index) => ({
      phase,
      cases: index * 40,
      requests: index * 130 + 12,
      findings: index === 2 ? amount : 0,
      duration_ms: 1000 + index * 900,
    })),
    coverage: {
      operations: operations.length,
      called: operations.length,
      succeeded: operations.length - 1,
      never_succeeded: [`GET /${text}`],
      statuses: { declared: 24, seen: 19 },
    },
    findings,
    suspicions: suspected,
    clusters: clusterFindings(findings, operations),
    warnings: [
      { code: 'identity_missing', message: `Nobody could be registered: ${text}`, operations: ['POST /login'] },
    ],
    checks: CHECKS.map(({ id }) => ({
      check: id,
      tried: 40,
      findings: findings.filter(({ check }) => check === id).length,
    })),
    cases: [...findings, ...suspected].map(({ case_id: id, operation, phase, seed }) => ({
      id,
      phase,
      kind: 'examples',
      operation,
      title: text,
      seed,
      input: { text },
    })),
    knowledge: { text },
  };
}

function planned(key: string): TestRun['plan']['operations'][number] {
  const [method = '', path = ''] = key.split(/ (.*)/s);
  return { key, method, path, pointer: `/paths/${path}`, risk: 'read', role: 'other', secured: false };
}

function finding(index: number, text: string): Finding {
  const check = CHECKS[(index * 7) % CHECKS.length] as Check;
  const shared = CHECKS[((index - (index % 3 === 2 ? 1 : 0)) * 7) % CHECKS.length] as Check;
  const { id, title, family, remedy, owasp, cwe, wfc } = index % 3 === 2 ? shared : check;
  const signature = `type ${index % 3 === 2 ? index - 1 : index}`;
  const operation = OPERATIONS[index % OPERATIONS.length] ?? text;
  return {
    id: `case${index}-1`,
    case_id: `case${index}`,
    check: id,
    title,
    family,
    severity:
      (['critical', 'high', 'medium', 'medium', 'low', 'info'] as const)[(index + Math.floor(index / 6)) % 6] ?? 'info',
    confidence: 'confirmed',
    phase: 'coverage',
    operation,
    operation_id: 'listPets',
    message: `${operation} answered with ${text} at /items/0/price`,
    expected: `an integer, not ${text}`,
    observed: text,
    signature,
    cluster: clusterKey(id, signature),
    pointer: '/components/schemas/Pet/properties/price/type',
    file: 'api/petstore.yaml',
    line: 120 + index,
    column: 9,
    wfc,
    owasp,
    cwe,
    remedy,
    tried: `limit: ${text}`,
    seed: `seed-1/case${index}`,
    repeated: { shown: 3, tried: 3 },
    evidence: [exchange(text, index), exchange(text, index + 1000)],
    reproduce: {
      curl: `curl -i 'http://127.0.0.1:4010/v1/pets?limit=${text}'`,
      vitest: `test('${text}', async () => {});\n`,
      http: `GET http://127.0.0.1:4010/v1/pets?limit=${text}`,
    },
  };
}

function exchange(text: string, index: number): RecordedExchange {
  return {
    method: 'POST',
    url: `http://127.0.0.1:4010/v1/pets?limit=${index}`,
    identity: 'a',
    request_headers: [
      ['Content-Type', 'application/json'],
      ['X-Text', text],
    ],
    request_body: JSON.stringify({ name: text }),
    ...(index % 5 === 4
      ? { failure: `reset: ${text}` }
      : {
          status: 200 + (index % 4) * 100,
          response_headers: [
            ['content-type', 'application/json'],
            ['x-text', text],
          ],
          response_body: JSON.stringify({ id: index, name: text }),
        }),
    started_at: new Date(Date.UTC(2026, 2, 1, 12, 30, 0, index)).toISOString(),
    duration_ms: 12.5,
  };
}
