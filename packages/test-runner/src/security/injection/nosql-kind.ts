import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { TestCase } from '../../model/test-case.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { describeAnswer, isOk } from '../support/answers.ts';
import { baselineOf, hasSameShape } from '../support/baseline.ts';
import { canaryFor } from '../support/canary.ts';
import { type Injector, openInjector } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { describePoint } from '../support/points.ts';
import { injectionCases } from './injection-cases.ts';

/** Operators of a query in place of a text, in bodies that log in or search. */
export const NOSQL_KIND: CaseKind = {
  kind: 'nosql-injection',
  phase: 'security',
  checks: ['nosql-injection'],
  alone: true,
  propose: (view) =>
    injectionCases(view, {
      what: 'operators of a query',
      operations: ({ role, risk, path, method }) =>
        role === 'login' || risk === 'read' || (method === 'POST' && /search|query|find|filter|lookup/i.test(path)),
      points: ({ isFree, point }) => isFree && (point.in === 'body' || point.in === 'query'),
    }),
  async run(testCase, probe) {
    const injector = await openInjector(testCase, probe);
    if (injector === undefined) return [];
    return injector.point.in === 'body' ? tryBody(probe, injector) : tryQuery(testCase, probe, injector);
  },
};

/** "Not that" is taken where a wrong text is refused, and so are operators that do not exist, and "equal to the wrong one". */
async function tryBody(probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const wrong = canaryFor(probe, 'wrong');
  const right = await injector.send(injector.value);
  const refused = await injector.send(wrong);
  if (!isOk(right) || (isOk(refused) && baselineOf([right], [String(injector.value)]).isLike(refused, [wrong])))
    return [];
  for (const operator of [{ $ne: wrong }, { $gt: '' }, { $regex: '.*' }]) {
    const taken = await injector.send(operator);
    if (!hasSameShape(right, taken) || !differs(taken, refused)) continue;
    const controls = [
      await injector.send({ $eq: wrong }),
      await injector.send({ $mlc: wrong }),
      await injector.send({}),
    ];
    if (controls.some((control) => isOk(control) && !differs(control, taken))) continue;
    if (!(await isSteady(injector, { wrong, operator, taken, controls }))) continue;
    return [
      observe('nosql-injection', {
        message: `The ${describePoint(injector.point)} is read as an operator: ${JSON.stringify(operator)} is taken, where a wrong text, \`$eq\` with it, and an operator that does not exist are not.`,
        expected: '400: it is no text',
        observed: describeAnswer(taken),
        signature: describePoint(injector.point),
      }),
    ];
  }
  return [];
}

interface Seen {
  readonly wrong: string;
  readonly operator: object;
  readonly taken: TestExchange;
  readonly controls: readonly TestExchange[];
}

/** What changes from one answer to the next, or with any other request, says nothing of operators. */
async function isSteady(injector: Injector, { wrong, operator, taken, controls }: Seen): Promise<boolean> {
  const own = baselineOf([taken, await injector.send(operator)]);
  if (!own.isLike(await injector.send(operator))) return false;
  if (controls.some((control) => isOk(control) && own.isLike(control))) return false;
  const unknown = [await injector.send({ $mlc: wrong }), await injector.send({ $mlc: wrong })];
  return baselineOf(unknown, ['$mlc']).isLike(await injector.send({ $mld: wrong }), ['$mld']);
}

function differs(one: Parameters<typeof hasSameShape>[0], other: Parameters<typeof hasSameShape>[0]): boolean {
  return !baselineOf([one]).isLike(other);
}

/** `name[$ne]=…` finds what `name=…` does not; an operator that does not exist does not find it. */
async function tryQuery(testCase: TestCase, probe: Probe, injector: Injector): Promise<readonly Observation[]> {
  const { point } = injector;
  if (point.in !== 'query') return [];
  const success = await probe.succeed(testCase.operation ?? '');
  if (success === undefined) return [];
  const wrong = canaryFor(probe, 'wrong');
  const ask = (name: string): ReturnType<Probe['send']> => {
    const [path = '', query = ''] = success.request.target.split('?', 2);
    const others = query
      .split('&')
      .filter((pair) => pair !== '' && pair.split('=')[0] !== encodeURIComponent(point.name));
    const target = `${path}?${[...others, `${encodeURIComponent(name)}=${wrong}`].join('&')}`;
    return probe.send({ ...success.request, target });
  };
  const nothing = [await ask(point.name), await ask(point.name)];
  const taken = await ask(`${point.name}[$ne]`);
  const equal = await ask(`${point.name}[$eq]`);
  const unknown = await ask(`${point.name}[$mlc]`);
  const missing = baselineOf(nothing, [wrong]);
  const isTaken = isOk(taken) && !missing.isLike(taken) && missing.isLike(equal);
  // A server that leaves out what it does not know answers the same to any other name.
  if (!isTaken || !differs(unknown, taken)) return [];
  return [
    observe('nosql-injection', {
      message: `The ${describePoint(point)} is read as an operator: \`${point.name}[$ne]\` finds what \`${point.name}\` and \`${point.name}[$eq]\` with the same value do not.`,
      expected: '400, or the parameter is not known',
      observed: describeAnswer(taken),
      signature: describePoint(point),
    }),
  ];
}
