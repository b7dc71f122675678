import type { Observation } from '../model/observation.ts';
import type { TestCase } from '../model/test-case.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { Probe } from '../run/probe.ts';
import type { RunView } from '../run/run-view.ts';
import { fullParts } from './data/base-parts.ts';
import type { Change } from './data/change.ts';
import { sendChanged } from './data/send-changed.ts';
import { takeTurns } from './data/take-turns.ts';
import { testable } from './data/testable.ts';
import type { LabelledTrial, Trial } from './data/trial.ts';
import { trials } from './data/trials.ts';
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
  const operation = view.operation(key);
  const parts = operation && fullParts(operation, view);
  if (operation === undefined || parts === undefined) return [];
  const found = [...trials({ operation, parts, view })].filter(({ isValid }) => isValid);
  return takeTurns(Map.groupBy(found, ({ trial }) => trial.keyword).values());
}

async function tryLimit(testCase: TestCase, key: string, probe: Probe): Promise<readonly Observation[]> {
  const trial = testCase.input as Trial;
  const sent = await sendChanged(key, { change: trial.change, label: 'limit', wanted: isRight }, probe);
  if (sent === undefined || !sent.isKnown || verdictOf(sent.exchange) !== 'refused') return [];
  const inner = trial.inner && (await verdictWith(trial.inner, { key, probe }));
  const isProven = inner === 'accepted' || (isChosenFreely(trial, key, probe) && inner === undefined);
  // Without that, something else may be wrong with it that no document says: what is left is a doubt.
  if (inner !== 'accepted' && (await verdictWith(undefined, { key, probe })) !== 'accepted') return [];
  return [
    {
      check: 'valid-rejected',
      message: `${key} refused a request that its document allows: ${testCase.title}`,
      expected: `an answer other than 400 and 422${trial.inner === undefined ? '' : '; one step further inside is accepted'}`,
      observed: String(sent.exchange.response?.status),
      signature: trial.signature,
      pointer: trial.pointer,
      file: trial.file,
      suspicion: isProven ? undefined : true,
    },
  ];
}

function isRight(defects: readonly unknown[]): boolean {
  return defects.length === 0;
}

async function verdictWith(
  change: Change | undefined,
  { key, probe }: { readonly key: string; readonly probe: Probe },
): Promise<Verdict | undefined> {
  const label = change === undefined ? 'twin' : 'inner';
  const sent = await sendChanged(key, { change, label, wanted: isRight }, probe);
  return sent && verdictOf(sent.exchange);
}

/** What a question may be asked with depends on no state: one of the values that a query parameter may have. */
function isChosenFreely({ change, keyword }: Trial, key: string, probe: Probe): boolean {
  return change.in === 'query' && probe.planned(key)?.risk === 'read' && (keyword === 'enum' || keyword === 'default');
}
