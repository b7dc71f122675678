import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { Probe } from '../run/probe.ts';
import type { RunView } from '../run/run-view.ts';
import { allTrials } from './data/all-trials.ts';
import { sendChanged } from './data/send-changed.ts';
import { takeTurns } from './data/take-turns.ts';
import { testable } from './data/testable.ts';
import type { LabelledTrial, Trial } from './data/trial.ts';
import { verdictOf } from './data/verdict.ts';

/** One defect each, which the document forbids: the server has to refuse it. */
export const NEGATIVE: CaseKind = {
  kind: 'negative',
  phase: 'negative',
  *propose(view) {
    for (const { key } of testable(view)) {
      for (const { trial, label } of invalidTrials(key, view)) yield { operation: key, title: label, input: trial };
    }
  },
  async run(testCase, probe) {
    return testCase.operation === undefined ? [] : tryDefect(testCase, testCase.operation, probe);
  },
};

function invalidTrials(key: string, view: RunView): Iterable<LabelledTrial> {
  const found = allTrials(key, view).filter(({ isValid }) => !isValid);
  return takeTurns(Map.groupBy(found, ({ trial }) => `${trial.check} ${trial.keyword}`).values());
}

async function tryDefect(testCase: TestCase, key: string, probe: Probe): Promise<readonly Observation[]> {
  const { change, ...trial } = testCase.input as Trial;
  const sent = await sendChanged(key, { change, label: 'defect', wanted: (defects) => defects.length > 0 }, probe);
  if (sent === undefined || !sent.isKnown || verdictOf(sent.exchange) !== 'accepted') return [];
  // Only where the operation works without the defect, too, has it been looked at as what it is.
  const twin = await sendChanged(
    key,
    { change: undefined, label: 'twin', wanted: (defects) => defects.length === 0 },
    probe,
  );
  if (twin === undefined || verdictOf(twin.exchange) !== 'accepted') return [];
  return [
    {
      check: trial.check,
      message: `${key} accepted a request with a defect: ${testCase.title}`,
      expected: `4xx, since the ${change.in === 'body' ? 'body' : `${change.in} parameter ${change.name}`} ${sent.defects[0]?.message ?? 'is not valid'}`,
      observed: String(sent.exchange.response?.status),
      signature: trial.signature,
      pointer: trial.pointer,
      file: trial.file,
      // What is done later may still be refused later.
      suspicion: sent.exchange.response?.status === 202 ? true : undefined,
      severity: trial.isMinor || isHint(trial.keyword, change.in) ? 'low' : undefined,
    },
  ];
}

/** What only says how an answer is to look is often put right instead of refused. */
function isHint(keyword: string, location: Trial['change']['in']): boolean {
  return location !== 'body' && location !== 'path' && keyword !== 'required';
}
