import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { Probe } from '../run/probe.ts';
import type { RunView } from '../run/run-view.ts';
import { allTrials } from './data/all-trials.ts';
import type { Change } from './data/change.ts';
import { followsACourse, namesSomething } from './data/depends-on-state.ts';
import { sendChanged } from './data/send-changed.ts';
import { takeTurns } from './data/take-turns.ts';
import { testable } from './data/testable.ts';
import type { LabelledTrial, Trial } from './data/trial.ts';
import { type Verdict, verdictOf } from './data/verdict.ts';

/** Values that are just allowed: the server has to take them. */
export const COVERAGE: CaseKind = {
  kind: 'coverage',
  phase: 'coverage',
  *propose(view) {
    for (const { key } of testable(view)) {
      for (const { trial, label } of validTrials(key, view)) yield { operation: key, title: label, input: trial };
    }
  },
  async run(testCase, probe) {
    return testCase.operation === undefined ? [] : tryLimit(testCase, testCase.operation, probe);
  },
};

function validTrials(key: string, view: RunView): Iterable<LabelledTrial> {
  const found = allTrials(key, view).filter(({ isValid }) => isValid);
  return takeTurns(Map.groupBy(found, ({ trial }) => trial.keyword).values());
}

async function tryLimit(testCase: TestCase, key: string, probe: Probe): Promise<readonly Observation[]> {
  const trial = testCase.input as Trial;
  const { change, keyword } = trial;
  const sent = await sendChanged(key, { change, label: 'limit', wanted: isRight }, probe);
  if (sent === undefined || !sent.isKnown || verdictOf(sent.exchange) !== 'refused') return [];
  if (keyword !== 'enum' && keyword !== 'const' && namesSomething(change)) return [];
  const isProven = await proves(trial, { key, probe });
  // Without that, something else may be wrong with it that no document says: what is left is a doubt.
  if (!isProven && (await verdictWith(undefined, { key, probe })) !== 'accepted') return [];
  return [
    {
      check: 'valid-rejected',
      message: `${key} refused a request that its document allows: ${testCase.title}`,
      expected: `an answer other than 400 and 422${isProven ? `, as for ${(trial.controls ?? []).map(({ value }) => inShort(value)).join(' and ')}` : ''}`,
      observed: String(sent.exchange.response?.status),
      signature: `${trial.signature}${keyword === 'enum' ? ` ${inShort(change.value)}` : ''}`,
      pointer: trial.pointer,
      file: trial.file,
      suspicion: isProven ? undefined : true,
    },
  ];
}

interface Tried {
  readonly key: string;
  readonly probe: Probe;
}

function inShort(value: unknown): string {
  const text = JSON.stringify(value) ?? '';
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Whether values that are as valid are all accepted, and nothing but the document says which may be chosen. */
async function proves({ change, keyword, controls = [] }: Trial, tried: Tried): Promise<boolean> {
  const asks = change.in === 'query' && tried.probe.planned(tried.key)?.risk === 'read';
  if (controls.length === 0 || (keyword === 'enum' && !asks && followsACourse(change))) return false;
  for (const control of controls) if ((await verdictWith(control, tried)) !== 'accepted') return false;
  return true;
}

function isRight(defects: readonly unknown[]): boolean {
  return defects.length === 0;
}

async function verdictWith(change: Change | undefined, { key, probe }: Tried): Promise<Verdict | undefined> {
  const label = change === undefined ? 'twin' : `control ${JSON.stringify(change)}`;
  const sent = await sendChanged(key, { change, label, wanted: isRight }, probe);
  return sent && verdictOf(sent.exchange);
}
