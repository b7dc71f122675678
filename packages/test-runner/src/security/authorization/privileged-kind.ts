import type { TestExchange } from '../../model/exchange.ts';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import { pathWords, wordsOf } from '../../plan/words.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { describeAnswer, isOk, statusOf } from '../support/answers.ts';
import { hasSameShape } from '../support/baseline.ts';
import { withoutCredentials } from '../support/credentials.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize, someone } from '../support/people.ts';
import { callable, requestFor, sendParts } from '../support/requests.ts';

const ADMIN: ReadonlySet<string> = new Set(
  'admin admins administrator administration administrative backoffice superuser superadmin staff internal sudo manage management moderator'.split(
    ' ',
  ),
);

/** Operations that are for administrators by their names, called by somebody ordinary. */
export const PRIVILEGED_KIND: CaseKind = {
  kind: 'privileged-operation',
  phase: 'security',
  checks: ['bfla-admin'],
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || someone(view) === undefined) return;
    for (const { key } of callable(view).filter((one) => one.risk !== 'destructive' && isForAdmins(one, view)))
      yield { operation: key, title: 'somebody ordinary calls what is for administrators', input: {} };
  },
  run: tryCalling,
};

function isForAdmins({ key, path, operation_id: id, secured }: PlannedOperation, view: RunView): boolean {
  const tags = view.operation(key)?.tags ?? [];
  const words = [...pathWords(path), ...wordsOf(id ?? ''), ...tags.flatMap(wordsOf)];
  return secured && words.some((word) => ADMIN.has(word));
}

async function tryCalling(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const fresh = await probe.freshIdentity?.();
  const privileged = probe.identities.get('privileged');
  const ordinary = fresh?.name ?? someone(probe);
  if (ordinary === undefined || ordinary === privileged?.name) return [];
  const success = await probe.succeed(key, { identity: ordinary });
  if (success === undefined || (await isOpenToAll(probe, success))) return [];
  const why = await whyNotAllowed(probe, success, key);
  return [
    observe(
      'bfla-admin',
      {
        message: `\`${key}\` is for administrators by its name, and answers ${fresh === undefined ? `"${ordinary}"` : 'somebody who has just registered'}. ${why ?? 'Nothing else says that it should not.'}`,
        expected: '403',
        observed: describeAnswer(success.exchange),
        signature: 'an ordinary user',
      },
      why !== undefined && (fresh !== undefined || privileged !== undefined),
    ),
  ];
}

async function isOpenToAll(probe: Probe, { request }: Success): Promise<boolean> {
  const identity = probe.identities.get(request.identity);
  return identity === undefined || isOk(await probe.send(withoutCredentials(request, identity)));
}

/** What shows that there are roles at all: somebody who has one, another closed door, or the document. */
async function whyNotAllowed(probe: Probe, success: Success, key: string): Promise<string | undefined> {
  const privileged = probe.identities.get('privileged');
  if (privileged !== undefined && probe.planned(key)?.risk === 'read') {
    const theirs = await sendParts(probe, { operation: key, parts: success.parts, identity: privileged.name });
    if (theirs !== undefined && hasSameShape(theirs, success.exchange))
      return 'Somebody privileged gets the same kind of answer.';
  }
  if (probe.operation(key)?.responses.some(({ status }) => status === '403') === true)
    return 'Its document has a 403 for those who may not.';
  const others = callable(probe).filter((one) => one.key !== key && one.risk === 'read' && isForAdmins(one, probe));
  for (const other of others.filter(({ path }) => !path.includes('{')).slice(0, 4)) {
    const sending = { operation: other.key, parts: { values: [] }, identity: success.request.identity };
    const request = requestFor(probe, sending);
    const exchange: TestExchange | undefined = request && (await probe.send(request, { operation: other.key }));
    if (exchange !== undefined && statusOf(exchange) === 403) return `\`${other.key}\` refuses the same person.`;
  }
  return undefined;
}
