import { randomUUID } from 'node:crypto';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { RecordedExchange } from '../model/exchange.ts';
import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import type { TestRun } from '../model/test-run.ts';
import { TestRunError } from '../model/test-run-error.ts';
import { digestOf } from '../plan/create-test-plan.ts';
import { ActiveRun } from './active-run.ts';
import type { CaseKind } from './case-kind.ts';
import { CASE_KINDS } from './case-kinds.ts';
import type { CaseRun } from './case-run.ts';
import { createKnowledge } from './create-knowledge.ts';
import { ANONYMOUS } from './create-view.ts';
import { executeCase } from './execute-case.ts';
import { recordExchange } from './record-exchange.ts';
import { createRedaction } from './redact-secrets.ts';
import type { RunOptions } from './run-options.ts';
import { becomeThrowaway } from './throwaway.ts';
import { type RunKnowledge, readKnowledge } from './write-knowledge.ts';

export type ReplayOptions = Omit<RunOptions, 'onFinding' | 'onSnapshot' | 'validationMode' | 'nonce' | 'whileThere'>;

/** What a stored run needs for one of its cases to be replayed. */
export type ReplayableRun = Pick<TestRun, 'plan' | 'cases' | 'knowledge'> &
  Partial<Pick<TestRun, 'findings' | 'suspicions'>>;

export interface ReplayResult {
  readonly case_id: string;
  readonly title: string;
  /** What its findings say showed itself again; where the run holds none, anything did. */
  readonly reproduced: boolean;
  /** 1: with the same bytes. Else so many tries were made, with other names and what is there now. */
  readonly attempts: number;
  readonly observations: readonly Observation[];
  /** Of the last attempt, in order. */
  readonly evidence: readonly RecordedExchange[];
}

const FRESH_ATTEMPTS = [1, 2];

/**
 * Sends what a case sent, to the byte but for credentials; where that does not show the same, since the world has moved on, again with
 * other names and things made anew.
 *
 * @param run The run that the case is from; its plan may name another server by now.
 * @throws {TestRunError} `CASE_UNKNOWN`, or where the run cannot be begun.
 */
export async function replayCase(
  document: ApiDocument,
  run: ReplayableRun,
  { caseId, ...options }: ReplayOptions & { readonly caseId: string },
): Promise<ReplayResult> {
  if (digestOf(document) !== run.plan.document.digest)
    throw new TestRunError(
      'DOCUMENT_CHANGED',
      'The run was made with another document, or another version of it, so that its cases may mean something else now. Run the test again.',
    );
  const testCase = run.cases.find(({ id }) => id === caseId);
  const kind = (options.kinds ?? CASE_KINDS).find((one) => one.kind === testCase?.kind);
  if (testCase === undefined || kind === undefined)
    throw new TestRunError(
      'CASE_UNKNOWN',
      `The run holds no case ${caseId} that can be replayed. It keeps those behind findings.`,
    );
  await using active = await ActiveRun.begin(document, run.plan, { ...options, id: options.id ?? randomUUID() });
  await active.preflight();
  const isAgain = whatCounts(run, caseId);
  const tries = attemptsFor(testCase, readKnowledge(run.knowledge, active.state.identities.values()));
  await prepare(active, testCase);
  return await tryAll(active, { testCase, kind, tries, isAgain });
}

async function prepare(active: ActiveRun, { operation }: TestCase): Promise<void> {
  const planned = operation === undefined ? undefined : active.view.planned(operation);
  if (planned?.ends_session === true) await becomeThrowaway(active, [planned]);
}

interface Try {
  readonly attempt: number;
  readonly nonce: string;
  readonly knowledge: RunKnowledge['all'];
}

/** First what it was told when it ran; then what worked, but with nothing that may be gone by now. */
function attemptsFor({ id }: TestCase, { nonce, all, cases }: RunKnowledge): readonly Try[] {
  const told = Object.hasOwn(cases, id) ? cases[id] : undefined;
  const fresh = { good: all.good, made: [] };
  const later = FRESH_ATTEMPTS.map((attempt) => ({ attempt, nonce: randomUUID().slice(0, 8), knowledge: fresh }));
  return [{ attempt: 0, nonce, knowledge: told ?? fresh }, ...later];
}

/** Which observations are those that the run reported of the case. */
function whatCounts(run: ReplayableRun, caseId: string): (observation: Observation) => boolean {
  const reported = [...(run.findings ?? []), ...(run.suspicions ?? [])].filter((finding) => finding.case_id === caseId);
  if (reported.length === 0) return () => true;
  return ({ check, signature }) => reported.some((one) => one.check === check && one.signature === signature);
}

interface Replay {
  readonly testCase: TestCase;
  readonly kind: CaseKind;
  readonly tries: readonly Try[];
  readonly isAgain: (observation: Observation) => boolean;
}

async function tryAll(active: ActiveRun, { testCase, kind, tries, isAgain }: Replay): Promise<ReplayResult> {
  let last: CaseRun | undefined;
  let attempts = 0;
  let reproduced = false;
  for (const { attempt, nonce, knowledge } of tries) {
    attempts += 1;
    const setting = { ...active.setting, nonce, attempt, knowledge: createKnowledge(knowledge) };
    last = await executeCase(testCase, kind, setting);
    reproduced = last.noticed.some(({ observation }) => isAgain(observation));
    if (reproduced) break;
  }
  return {
    case_id: testCase.id,
    title: testCase.title,
    reproduced,
    attempts,
    observations: (last?.noticed ?? []).map(({ observation }) => observation),
    evidence: record(last, active),
  };
}

function record(run: CaseRun | undefined, { state, plan }: ActiveRun): readonly RecordedExchange[] {
  const redaction = createRedaction(state.identities.values());
  return (run?.exchanges ?? []).map((exchange) =>
    recordExchange(exchange, {
      serverUrl: plan.server_url,
      identity: state.identities.get(exchange.request.identity) ?? ANONYMOUS,
      redaction,
    }),
  );
}
