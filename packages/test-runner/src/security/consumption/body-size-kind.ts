import { isJson } from '@mockloop/body';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, isOk } from '../support/answers.ts';
import { freshParts } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { callable, requestFor } from '../support/requests.ts';

const MEBIBYTES = 8;

/** One body of many mebibytes for the whole API: the same JSON, with spaces behind it. */
export const BODY_SIZE_KIND: CaseKind = {
  kind: 'body-size',
  phase: 'security',
  checks: ['body-size'],
  last: true,
  *propose(view): Iterable<ProposedCase> {
    // What a mock takes is up to whoever started it.
    if (view.target.is_mock) return;
    const takers = callable(view).filter(
      ({ key, risk, role }) =>
        risk === 'write' &&
        !['register', 'login'].includes(role) &&
        (view.operation(key)?.requestBody?.content.some(({ mediaType }) => isJson(mediaType)) ?? false),
    );
    for (const { key } of takers.slice(0, 1)) yield { operation: key, title: `a body of ${MEBIBYTES} MiB`, input: {} };
  },
  run: tryHugeBody,
};

async function tryHugeBody(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const operation = probe.operation(key);
  const success = await probe.succeed(key);
  if (operation === undefined || success === undefined) return [];
  const parts = freshParts(operation, success.parts, { probe, salt: 'huge' });
  const request = requestFor(probe, { operation: key, parts, identity: success.request.identity });
  if (request?.body === undefined || !('text' in request.body)) return [];
  const text = `${request.body.text}${' '.repeat(MEBIBYTES * 1024 * 1024)}`;
  const exchange = await probe.send({ ...request, body: { text } });
  if (!isOk(exchange)) return [];
  return [
    observe('body-size', {
      message: `\`${key}\` takes a body of ${MEBIBYTES} MiB, where it needs ${request.body.text.length} bytes.`,
      expected: '413',
      observed: describeAnswer(exchange),
      signature: 'no limit',
    }),
  ];
}
