import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import { pathWords, wordsOf } from '../../plan/words.ts';
import type { ParameterPart, RequestParts } from '../../requests/request-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { isObject, leavesOf, setAt } from '../../succeed/json-value.ts';
import { describeAnswer, isOk } from '../support/answers.ts';
import { digitsFor } from '../support/canary.ts';
import { logIn, loginOf } from '../support/logins.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize } from '../support/people.ts';
import { fullParts } from '../support/points.ts';
import { sendParts } from '../support/requests.ts';

/** Whether one person sets another one's password. Both are made for this, and needed for nothing else. */
export const PASSWORD_KIND: CaseKind = {
  kind: 'foreign-password',
  phase: 'security',
  checks: ['bola-write'],
  last: true,
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || !view.operations.some(({ role }) => role === 'login')) return;
    for (const { key } of view.operations.filter(setsPassword))
      yield { operation: key, title: "one person sets another one's password", input: {} };
  },
  run: trySetting,
};

function setsPassword({ method, path, risk, role, operation_id: id }: PlannedOperation): boolean {
  if (risk === 'environment' || !['PUT', 'PATCH', 'POST'].includes(method) || role === 'register') return false;
  const words = [...pathWords(path), ...wordsOf(id ?? '')];
  return path.includes('{') && words.some((word) => word === 'password' || word === 'passwd');
}

async function trySetting(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const victim = await probe.freshIdentity?.();
  const attacker = victim && (await probe.freshIdentity?.());
  const name = victim && loginOf(victim)?.name;
  const parts = name === undefined ? undefined : partsFor(probe, key, name);
  if (victim === undefined || attacker === undefined || parts === undefined) return [];
  const old = await logIn(probe, victim, {});
  const early = await logIn(probe, victim, { password: parts.password });
  if (old === undefined || !isOk(old) || early === undefined || isOk(early)) return [];
  const set = await sendParts(probe, { operation: key, parts: parts.parts, identity: attacker.name });
  if (set === undefined || !isOk(set)) return [];
  const taken = await logIn(probe, victim, { password: parts.password });
  if (taken === undefined || !isOk(taken)) return [];
  return [
    observe('bola-write', {
      message: `One person sets with \`${key}\` the password of another, and can then log in as that person. Before, that password was refused.`,
      expected: '403 or 404',
      observed: describeAnswer(set),
      signature: 'password of another',
      severity: 'critical',
    }),
  ];
}

/** The path names the victim; the body has a new password in every member that is one. */
function partsFor(
  probe: Probe,
  key: string,
  victim: string,
): { readonly parts: RequestParts; readonly password: string } | undefined {
  const operation = probe.operation(key);
  const base = operation && fullParts(probe, operation);
  if (operation === undefined || base?.body === undefined || !('value' in base.body) || !isObject(base.body.value))
    return undefined;
  const password = `Mlc-${digitsFor(probe, 'password', 8)}-x`;
  let value: unknown = base.body.value;
  for (const { path, value: leaf } of leavesOf(base.body.value)) {
    if (typeof leaf === 'string' && /pass(word|wd)?$|pwd$/i.test(path.at(-1) ?? ''))
      value = setAt(value, path, password);
  }
  const last = operation.parameters.findLastIndex(({ in: place }) => place === 'path');
  const values = operation.parameters.map(
    (_, index): ParameterPart => (index === last ? { value: victim } : base.values[index]),
  );
  return { parts: { ...base, values, body: { mediaType: base.body.mediaType, value } }, password };
}
