import { checkById } from '../checks/catalogue.ts';
import type { TestExchange } from '../model/exchange.ts';
import type { Finding } from '../model/finding.ts';
import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import { toCurl } from '../reproduce/to-curl.ts';
import { toHttp } from '../reproduce/to-http.ts';
import { toVitest } from '../reproduce/to-vitest.ts';
import { clusterKey } from './cluster-findings.ts';
import { ANONYMOUS } from './create-view.ts';
import { recordExchange } from './record-exchange.ts';
import { createRedaction, type Redaction } from './redact-secrets.ts';
import type { RunView } from './run-view.ts';

/** So many exchanges of one finding are kept: the last ones. */
const MAX_EVIDENCE = 20;
const MAX_BODY_CHARACTERS = 4096;

export interface Seen {
  readonly observation: Observation;
  readonly evidence: readonly TestExchange[];
  readonly testCase: TestCase;
  readonly confidence: Finding['confidence'];
  readonly repeated: Finding['repeated'];
  /** Of the findings of its case, from 1. */
  readonly number: number;
}

/** Makes a finding of what was observed. Its line in the document is added when the run ends. */
export function toFinding(seen: Seen, view: RunView): Finding {
  const { observation, testCase, evidence } = seen;
  const check = checkById(observation.check);
  const operation = observation.operation === undefined ? undefined : view.planned(observation.operation);
  const redaction = createRedaction(view.identities.values());
  const file = observation.file ?? view.document.file;
  const title = check?.title ?? observation.check;
  const expected = observation.expected === undefined ? undefined : redaction.body(observation.expected);
  return {
    id: `${testCase.id}-${seen.number}`,
    case_id: testCase.id,
    check: observation.check,
    title,
    family: check?.family ?? 'contract',
    severity: observation.severity ?? check?.severity ?? 'medium',
    confidence: seen.confidence,
    phase: testCase.phase,
    operation: observation.operation,
    operation_id: operation?.operation_id,
    message: redaction.body(observation.message),
    expected,
    observed: observation.observed === undefined ? undefined : redaction.body(observation.observed),
    signature: observation.signature,
    cluster: clusterKey(observation.check, observation.signature),
    pointer: observation.pointer ?? operation?.pointer,
    file: file === '' ? undefined : file,
    wfc: check?.wfc,
    owasp: check?.owasp,
    cwe: check?.cwe,
    remedy: check?.remedy ?? '',
    tried: redaction.body(testCase.title),
    seed: testCase.seed,
    repeated: seen.repeated,
    evidence: evidence.slice(-MAX_EVIDENCE).map((exchange) =>
      recordExchange(exchange, {
        serverUrl: view.plan.server_url,
        identity: view.identities.get(exchange.request.identity) ?? ANONYMOUS,
        redaction,
      }),
    ),
    reproduce: reproduce(seen, view, { title, expected: expected ?? '', redaction }),
  };
}

function reproduce(
  { evidence }: Seen,
  view: RunView,
  { redaction, ...texts }: { readonly title: string; readonly expected: string; readonly redaction: Redaction },
): Finding['reproduce'] {
  const requests = evidence.slice(-MAX_EVIDENCE).map(({ request, response }) => ({
    request,
    identity: view.identities.get(request.identity) ?? ANONYMOUS,
    serverUrl: view.plan.server_url,
    status: response?.status,
    body: response && redaction.body(Buffer.from(response.body).toString('utf8')).slice(0, MAX_BODY_CHARACTERS),
  }));
  return {
    curl: requests.map(toCurl).join('\n'),
    vitest: toVitest(requests, texts),
    http: requests.map(toHttp).join('\n\n###\n\n'),
  };
}
