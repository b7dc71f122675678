import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import { wordsOf } from '../../plan/words.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isOk, statusOf } from '../support/answers.ts';
import { freshParts } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { callable, sendParts } from '../support/requests.ts';

const TIMES = 30;

/** Flows that the document tags as `business-flow`: how often one person can go through them. Nothing without the tag. */
export const BUSINESS_FLOW_KIND: CaseKind = {
  kind: 'business-flow',
  phase: 'security',
  checks: ['business-flow'],
  last: true,
  *propose(view): Iterable<ProposedCase> {
    const isFlow = (key: string): boolean =>
      view.operation(key)?.tags.some((tag) => wordsOf(tag).join(' ') === 'business flow') ?? false;
    for (const { key } of callable(view).filter((planned) => planned.risk === 'write' && isFlow(planned.key)))
      yield { operation: key, title: `${TIMES} times in a row by one person`, input: {} };
  },
  run: goThrough,
};

async function goThrough(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const operation = probe.operation(key);
  const success = await probe.succeed(key);
  if (operation === undefined || success === undefined) return [];
  const answers: TestExchange[] = [];
  for (let time = 0; time < TIMES; time++) {
    const parts = freshParts(operation, success.parts, { probe, salt: `flow ${time}` });
    const sending = { operation: key, parts, identity: success.request.identity };
    const answer = await sendParts(probe, sending, { asItIs: true });
    if (answer === undefined || !isOk(answer) || statusOf(answer) !== statusOf(success.exchange)) return [];
    answers.push(answer);
  }
  return [
    observe('business-flow', {
      message: `One person went through \`${key}\` ${TIMES} times in ${Math.round(answers.reduce((sum, { durationMs }) => sum + durationMs, 0))} ms, without being slowed down or asked anything.`,
      expected: '429, or a question that only people can answer',
      observed: `${TIMES} times ${statusOf(success.exchange)}`,
      signature: 'no friction',
    }),
  ];
}
