import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { TestRequest } from '../../model/test-request.ts';
import { pathWords } from '../../plan/words.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { succeedForSelf } from '../authorization/own-profile.ts';
import { describeAnswer, isOk, statusOf } from '../support/answers.ts';
import { type Baseline, baselineOf, hasSameShape, saysTheSame } from '../support/baseline.ts';
import { canaryFor } from '../support/canary.ts';
import { garble, withCredentials, withoutCredentials } from '../support/credentials.ts';
import { freshParts } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { someone } from '../support/people.ts';
import { callable, nowhere, requestFor } from '../support/requests.ts';
import { effectOf } from './write-effect.ts';

/** Operations that the document closes: whether they open without credentials, or with any. */
export const ACCESS_KIND: CaseKind = {
  kind: 'access',
  phase: 'security',
  checks: ['auth-ignored', 'auth-garbage', 'anonymous-write'],
  alone: true,
  *propose(view): Iterable<ProposedCase> {
    for (const { key } of callable(view).filter((planned) => isClosed(planned, view)))
      yield { operation: key, title: 'the same request without credentials, and with made-up ones', input: {} };
  },
  run: (testCase, probe) => {
    const who = someone(probe);
    return who === undefined ? runWithoutAnybody(testCase, probe) : runAs(who, testCase, probe);
  },
};

/** Who has no session yet cannot show one. */
function isClosed({ key, secured, role, risk }: PlannedOperation, view: RunView): boolean {
  // A certificate belongs to the connection, whoever asks.
  const isByConnection = view
    .operation(key)
    ?.security.some(({ schemes }) => schemes.every(({ scheme }) => scheme.type === 'mutualTLS'));
  return (
    secured && isByConnection !== true && risk !== 'destructive' && !['login', 'register', 'logout'].includes(role)
  );
}

async function runAs(who: string, testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const planned = probe.planned(key);
  if (planned === undefined) return [];
  const success = (await probe.succeed(key, { identity: who })) ?? (await succeedForSelf(probe, key, who));
  if (success === undefined) return [];
  const attack = await openAttack(success, planned, probe);
  if (attack === undefined) return [];
  const bare = await attack.send((request, identity) => withoutCredentials(request, identity));
  if (await attack.works(bare))
    return (await answersEverything(probe, bare)) ? [] : [ignored(planned, bare, 'no credentials at all')];
  // A mock takes any credential, unless it was told not to.
  if (isOk(bare) || probe.target.takes_any_credential === true) return [];
  const garbled = await attack.send((request, identity) =>
    withCredentials(request, identity, (value, name) => garble(value, `${probe.seed} ${name}`)),
  );
  if (!(await attack.works(garbled)) || (await answersEverything(probe, garbled))) return [];
  return [
    observe('auth-garbage', {
      message: `\`${key}\` refuses requests without credentials (${describeAnswer(bare)}), but takes made-up ones.`,
      expected: '401',
      observed: describeAnswer(garbled),
      signature: 'made-up credentials',
    }),
  ];
}

type Disguise = (request: TestRequest, identity: NonNullable<ReturnType<RunView['identities']['get']>>) => TestRequest;

interface Attack {
  send(disguise: Disguise): Promise<TestExchange>;
  /** Whether it did what it does for whoever may. */
  works(exchange: TestExchange): Promise<boolean>;
}

async function openAttack(success: Success, planned: PlannedOperation, probe: Probe): Promise<Attack | undefined> {
  const identity = probe.identities.get(success.request.identity);
  const operation = probe.operation(planned.key);
  if (identity === undefined || operation === undefined) return undefined;
  if (planned.risk === 'read') {
    const baseline = await contentOf(success, planned, probe);
    return (
      baseline && {
        send: (disguise) => probe.send(disguise(success.request, identity)),
        works: (exchange) => Promise.resolve(baseline.isLike(exchange)),
      }
    );
  }
  const effect = await effectOf(success, planned, probe);
  let sent = 0;
  return {
    send(disguise) {
      sent += 1;
      const parts = effect.partsFor(freshParts(operation, success.parts, { probe, salt: `access ${sent}` }));
      const request = requestFor(probe, { operation: planned.key, parts, identity: identity.name }) ?? success.request;
      return probe.send(disguise(request, identity));
    },
    works: async (exchange) => hasSameShape(success.exchange, exchange) && (await effect.shows(exchange)),
  };
}

/** An answer that says nothing cannot show that it was given to the wrong one. */
async function contentOf(
  success: Success,
  { key, resource }: PlannedOperation,
  probe: Probe,
): Promise<Baseline | undefined> {
  const again = (): Promise<TestExchange> => probe.send(success.request);
  const baseline = baselineOf([success.exchange, await again()]);
  if (baseline.hasContent) return baseline;
  const create = resource === undefined ? undefined : probe.resource(resource)?.operations.create;
  if (create === undefined || create === key) return undefined;
  await probe.succeed(create, { identity: success.request.identity });
  const filled = baselineOf([await again(), await again()]);
  return filled.hasContent && isOk(success.exchange) ? filled : undefined;
}

/** Some servers have one answer for all addresses. */
async function answersEverything(probe: Probe, exchange: TestExchange): Promise<boolean> {
  const other = await probe.send(nowhere(canaryFor(probe, 'nowhere')), { operation: null });
  return isOk(other) && (saysTheSame(other, exchange) || hasSameShape(other, exchange));
}

function ignored(planned: PlannedOperation, exchange: TestExchange, how: string): Observation {
  const { key, risk } = planned;
  const isRead = risk === 'read';
  return observe(isRead ? 'auth-ignored' : 'anonymous-write', {
    message: `\`${key}\` asks for credentials in the document, and ${isRead ? 'shows the same' : 'does the same'} with ${how}.`,
    expected: '401',
    observed: describeAnswer(exchange),
    signature: how,
    severity: isOpenByNature(planned) ? 'info' : undefined,
  });
}

/** What tells whether a server is well is often open, and meant to be. */
function isOpenByNature({ path }: PlannedOperation): boolean {
  return pathWords(path).some((word) => OPEN.has(word));
}

const OPEN: ReadonlySet<string> = new Set(
  'health healthz healthcheck ready readyz readiness live livez liveness ping status version info docs documentation openapi swagger'.split(
    ' ',
  ),
);

/** Without anybody to compare with, an open door shows only where other doors are closed. */
async function runWithoutAnybody(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const planned = probe.planned(key);
  if (planned === undefined || planned.risk !== 'read') return [];
  const success = await probe.succeed(key, { identity: 'anonymous' });
  if (success === undefined || !baselineOf([success.exchange]).hasContent) return [];
  if (await answersEverything(probe, success.exchange)) return [];
  const { signature, ...observation } = ignored(planned, success.exchange, 'no credentials at all');
  return [{ ...observation, signature, ...((await someDoorIsClosed(key, probe)) ? {} : { suspicion: true as const }) }];
}

async function someDoorIsClosed(key: string, probe: Probe): Promise<boolean> {
  const others = probe.operations.filter((one) => one.secured && one.risk === 'read' && one.key !== key);
  const simple = others.filter(({ path }) => !path.includes('{'));
  for (const other of simple.slice(0, 5)) {
    const request = requestFor(probe, { operation: other.key, parts: { values: [] }, identity: 'anonymous' });
    if (request !== undefined && [401, 403].includes(statusOf(await probe.send(request, { operation: other.key }))))
      return true;
  }
  return false;
}
