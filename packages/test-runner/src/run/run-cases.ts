import { checkById } from '../checks/catalogue.ts';
import { CONTRACT_CHECKS } from '../checks/contract-checks.ts';
import { ROBUSTNESS_CHECKS } from '../checks/robustness-checks.ts';
import type { CaseKind } from './case-kind.ts';
import type { QueuedCase } from './case-queue.ts';
import { type CaseRun, keyOf, type Noticed } from './case-run.ts';
import { clusterKey } from './cluster-findings.ts';
import { collapseFinding } from './collapse-finding.ts';
import { confirmCase } from './confirm-case.ts';
import { executeCase } from './execute-case.ts';
import type { BudgetLimit } from './run-budget.ts';
import { RunOverError } from './run-over-error.ts';
import type { RunSetting } from './run-setting.ts';
import { shrinkCase } from './shrink-case.ts';
import { type Seen, toFinding } from './to-finding.ts';

/** What each answer is held against, and each request that got none. */
const OF_EACH_ANSWER: readonly string[] = [...CONTRACT_CHECKS, ...ROBUSTNESS_CHECKS].map(({ id }) => id);

/** Works through some cases until they, or what may be spent on them, come to an end. */
export async function runCases(cases: Iterable<QueuedCase>, limit: BudgetLimit, setting: RunSetting): Promise<void> {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const start = (queued: QueuedCase): void => {
    const work = runCase(queued, setting)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(work));
    running.add(work);
  };
  for (const queued of cases) {
    const atOnce = queued.kind.alone === true ? 1 : setting.view.plan.concurrency;
    while (running.size >= atOnce) await Promise.race(running);
    if (failures.length > 0 || setting.budget.reaches(limit)) break;
    start(queued);
    if (queued.kind.alone === true) await Promise.all(running);
  }
  await Promise.all(running);
  const [failure] = failures.toSorted((a, b) => Number(isSpent(a)) - Number(isSpent(b)));
  if (failure !== undefined) throw failure;
}

function isSpent(error: unknown): boolean {
  return error instanceof RunOverError && error.code !== 'target';
}

async function runCase({ testCase, kind }: QueuedCase, setting: RunSetting): Promise<void> {
  const { ledger, findings, guard } = setting;
  const run = await executeCase(testCase, kind, { ...setting, attempt: 0 });
  ledger.figures().cases += 1;
  findings.noteTried(kind.checks ?? []);
  findings.noteTried(OF_EACH_ANSWER, run.checked);
  setting.onCase(run);
  await lookAfter(kind, setting);
  const fit = run.noticed.filter(
    (noticed) => checkById(noticed.observation.check) !== undefined && !guard.isUnfit(noticed),
  );
  noteUnknown(run, setting);
  if (fit.length > 0) await settle({ ...run, noticed: fit }, { testCase, kind }, setting);
}

/**
 * Looks whether the server is still well.
 *
 * @param kind What was done last; `undefined`: look in any case.
 * @throws {RunOverError} where the server is gone for good.
 */
export async function lookAfter(kind: CaseKind | undefined, setting: RunSetting): Promise<void> {
  const collapse = await setting.guard.look(kind);
  if (collapse === undefined) return;
  const seen = collapseFinding(collapse);
  if (seen !== undefined) add(seen, setting.readsOf(seen.testCase.id), setting);
  if (!collapse.isOver) throw new RunOverError('target', seen?.observation.message ?? 'The server is gone.');
}

/** An observation of a check that nobody knows is a mistake in a way of testing. */
function noteUnknown({ noticed, testCase }: CaseRun, { ledger }: RunSetting): void {
  for (const { observation } of noticed)
    if (checkById(observation.check) === undefined)
      ledger.warn(
        'check_unknown',
        `Cases "${testCase.kind}" speak of a check that is not in the catalogue: ${observation.check}`,
      );
}

/** Finds out of each thing that was noticed whether it is so. */
async function settle(run: CaseRun, { kind }: QueuedCase, setting: RunSetting): Promise<void> {
  const { findings, guard } = setting;
  const news = run.noticed.filter(({ observation }) => findings.isOpen(keyOf(observation)));
  const [lasting, repeatable] = [news.filter(isSaidOnce), news.filter((noticed) => !isSaidOnce(noticed))];
  let number = 0;
  const seen = (noticed: Noticed, repeated: Seen['repeated'], confidence: Seen['confidence']): Seen => {
    number += 1;
    return { ...noticed, testCase: run.testCase, confidence, repeated, number };
  };
  const asked = new Map(repeatable.map((noticed) => [keyOf(noticed.observation), repetitions(noticed, setting)]));
  for (const { observation } of news) findings.noteTry(keyOf(observation));
  for (const noticed of lasting) {
    const confidence = noticed.observation.suspicion === true ? 'suspicion' : 'confirmed';
    add(seen(noticed, { shown: 1, tried: 1 }, confidence), run.reads, setting);
  }
  if (asked.size === 0) return;
  for (const { noticed, ...repeated } of await confirmCase(run, asked, { kind, setting })) {
    const isConfirmed = repeated.shown === repeated.tried && !guard.isUnfit(noticed);
    const one = seen(noticed, repeated, isConfirmed ? 'confirmed' : 'suspicion');
    if (isConfirmed) await addSmallest(one, { run, kind }, setting);
    else add(one, run.reads, setting);
  }
}

/** It cannot be repeated, or repeating it would prove nothing. */
function isSaidOnce({ observation }: Noticed): boolean {
  return observation.once === true || observation.suspicion === true;
}

/** What was found at three operations already has one cause, and needs no more than one repetition; so does what fails no run. */
function repetitions({ observation }: Noticed, { findings }: RunSetting): number {
  const severity = observation.severity ?? checkById(observation.check)?.severity;
  const isKnown = findings.spread(clusterKey(observation.check, observation.signature)) >= 3;
  const usual = isKnown || severity === 'info' ? 1 : 2;
  // What did not show itself again before has to do so more often.
  return usual + findings.triesOf(keyOf(observation)) * 2;
}

/** Only the first of what has one cause is made smaller. */
async function addSmallest(
  seen: Seen,
  { run, kind }: { readonly run: CaseRun; readonly kind: CaseKind },
  setting: RunSetting,
): Promise<void> {
  const { check, signature } = seen.observation;
  const isFirst = setting.findings.spread(clusterKey(check, signature)) === 0;
  const smaller = isFirst ? await shrinkCase(seen, kind, setting) : undefined;
  if (smaller === undefined) return add(seen, run.reads, setting);
  add(smaller.seen, smaller.reads, setting);
}

function add(seen: Seen, reads: CaseRun['reads'], setting: RunSetting): void {
  const { findings, ledger } = setting;
  const key = keyOf(seen.observation);
  if (findings.isConfirmed(key)) return;
  const finding = toFinding(seen, setting.view);
  findings.add({ key, finding, testCase: seen.testCase, reads });
  if (finding.confidence !== 'confirmed') return;
  ledger.figures().findings += 1;
  setting.onFinding(finding);
}
