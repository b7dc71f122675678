import type { Observation } from '../model/observation.ts';
import type { Collapse, CollapseCheck } from './guard.ts';
import type { Seen } from './to-finding.ts';

const SAID: Readonly<Record<CollapseCheck, string>> = {
  'server-crashed': 'nobody listens at the server any more',
  'server-stopped-answering': 'the server answers nothing any more',
  'state-collapsed': 'requests that succeeded before fail',
};
const MAX_NAMED = 5;

/** A finding about a server that the run has broken; `undefined` where nothing had been sent before. */
export function collapseFinding(collapse: Collapse): Seen | undefined {
  const [suspect] = collapse.suspects;
  if (suspect === undefined) return undefined;
  const { check, isProven, isOver, exchange } = collapse;
  const { request } = suspect.exchange;
  const got = exchange.failure?.message ?? `status ${exchange.response?.status}`;
  const named = collapse.suspects
    .slice(0, MAX_NAMED)
    .map((one) => `${one.exchange.request.method} ${one.exchange.request.target}`);
  const observation: Observation = {
    check,
    operation: suspect.operation,
    message: isProven
      ? `After ${request.method} ${request.target}, ${SAID[check]}: ${got}. Repeating it did the same again.`
      : `Since about ${request.method} ${request.target}, ${SAID[check]}: ${got}.${named.length > 1 ? ` It may also have been ${named.slice(1).join(', ')}.` : ''}`,
    expected: 'the server goes on answering',
    observed: `${exchange.request.method} ${exchange.request.target}: ${got}`,
    signature: `${check} ${suspect.operation ?? ''}`,
    once: true,
  };
  return {
    observation,
    evidence: [suspect.exchange, exchange],
    testCase: suspect.testCase,
    // Who did it is open where it did not do it again; that it happened is not, where the server stays as it is.
    confidence: isProven || !isOver ? 'confirmed' : 'suspicion',
    repeated: isProven ? { shown: 2, tried: 2 } : { shown: 1, tried: 1 },
    number: 1,
  };
}
