import type { Observation } from '../../model/observation.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { injectionCases } from '../injection/injection-cases.ts';
import { describeAnswer } from '../support/answers.ts';
import { canaryFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { takesUrl } from '../support/url-points.ts';
import { DELAYING, failureOf, MISBEHAVIOURS, PATIENCE_MS, patience } from './misbehaviours.ts';

/** What a server fetches from an address that it was given, when what answers there misbehaves. */
export const FETCHED_KIND: CaseKind = {
  kind: 'fetched-content',
  phase: 'security',
  checks: ['unsafe-consumption'],
  last: true,
  *propose(view) {
    if (view.target.is_mock) return;
    yield* injectionCases(view, { what: 'an address whose server misbehaves', points: takesUrl }).take(3);
  },
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    return injector === undefined ? [] : letDown(probe, injector);
  },
};

async function letDown(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const listener = await probe.listener();
  const kind = canaryFor(probe, 'kind');
  const usual = await injector.send(listener.url(kind));
  if ((await listener.calls(kind, 300)).length === 0) return [];
  for (const [index, { name, behaviour }] of [...MISBEHAVIOURS, ...DELAYING].entries()) {
    const token = canaryFor(probe, `fetched ${index}`);
    listener.behave(token, behaviour);
    const exchange = await injector.send(listener.url(token), {
      timeoutMs: patience(probe),
      operation: null,
      asItIs: true,
    });
    const failure = failureOf(exchange, usual);
    if (failure === undefined) continue;
    return [
      observe('unsafe-consumption', {
        message: `When what it fetches from the ${describePoint(injector.point)} answers with ${name}, \`${injector.operation.key}\` ${failure === 'hangs' ? `has no answer within ${PATIENCE_MS / 1000} seconds` : 'fails with what nobody caught'}.`,
        expected: `an answer that the document has, within ${PATIENCE_MS / 1000} seconds`,
        observed: describeAnswer(exchange),
        signature: `${failure} ${describePoint(injector.point)}`,
      }),
    ];
  }
  return [];
}
