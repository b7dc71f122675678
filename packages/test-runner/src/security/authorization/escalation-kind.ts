import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import { getAt } from '../../succeed/json-value.ts';
import type { Identity } from '../../target/identity.ts';
import { describeAnswer, isOk } from '../support/answers.ts';
import { withMember } from '../support/injector.ts';
import { observe } from '../support/observe.ts';
import { canAuthorize } from '../support/people.ts';
import { sendParts } from '../support/requests.ts';
import { answerMember } from './member-schemas.ts';
import { type OwnProfile, partsForSelf, privilegesIn, readProfile, selfReaders, selfWriters } from './own-profile.ts';
import { raised } from './privileges.ts';

/** People who change what they may do: by changing their own profile, or when they register. */
export const ESCALATION_KIND: CaseKind = {
  kind: 'self-escalation',
  phase: 'security',
  checks: ['self-escalation', 'mass-assignment'],
  last: true,
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || selfReaders(view).length === 0) return;
    for (const { key } of selfWriters(view))
      yield { operation: key, title: 'somebody raises their own privileges', input: { by: 'change' } };
    for (const { key } of view.operations.filter(({ role }) => role === 'register'))
      yield { operation: key, title: 'somebody registers with privileges', input: { by: 'registration' } };
  },
  run(testCase, probe) {
    const { by } = testCase.input as { readonly by: 'change' | 'registration' };
    return by === 'change' ? tryChange(testCase, probe) : tryRegistration(testCase, probe);
  },
};

interface Raise {
  readonly path: readonly string[];
  readonly usual: unknown;
  readonly value: unknown;
}

function raisesFor(probe: Probe, { reader, value }: OwnProfile): readonly Raise[] {
  const operation = probe.operation(reader);
  return privilegesIn(value).flatMap(({ path, value: usual }): readonly Raise[] => {
    const allowed = operation && answerMember(probe, operation, path).allowed;
    const higher = raised(path.at(-1) ?? '', usual, allowed);
    return higher === undefined ? [] : [{ path, usual, value: higher }];
  });
}

/** Someone new; else the second one, who gets back what they had. */
async function candidateFor(probe: Probe): Promise<Identity | undefined> {
  return (await probe.freshIdentity?.()) ?? probe.identities.get('b');
}

async function tryChange(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const identity = await candidateFor(probe);
  const profile = identity && (await readProfile(probe, identity));
  if (identity === undefined || profile === undefined) return [];
  for (const base of partsForSelf(probe, key, { identity, profile })) {
    const usual = await sendParts(probe, { operation: key, parts: base, identity: identity.name });
    if (usual === undefined || !isOk(usual)) continue;
    const found = await tryRaises({ probe, key, identity, base, profile });
    if (found !== undefined) return [found];
  }
  return [];
}

interface Changing {
  readonly probe: Probe;
  readonly key: string;
  readonly identity: Identity;
  readonly base: RequestParts;
  readonly profile: OwnProfile;
}

async function tryRaises({ probe, key, identity, base, profile }: Changing): Promise<Observation | undefined> {
  const control = await readProfile(probe, identity);
  for (const { path, usual, value } of raisesFor(probe, profile)) {
    const name = path.at(-1) ?? '';
    // A change without it must leave it alone.
    if (control === undefined || !isSame(getAt(control.value, path), usual)) continue;
    const parts = withMember(base, [name], value);
    const exchange = await sendParts(probe, { operation: key, parts, identity: identity.name });
    if (exchange === undefined || !isOk(exchange)) continue;
    const after = await readProfile(probe, identity);
    await sendParts(
      probe,
      { operation: key, parts: withMember(base, [name], usual), identity: identity.name },
      { quiet: true },
    );
    if (after === undefined || !isSame(getAt(after.value, path), value)) continue;
    return observe('self-escalation', {
      message: `Somebody ordinary sets their own \`${name}\` from ${JSON.stringify(usual)} to ${JSON.stringify(value)} with \`${key}\`; \`${profile.reader}\` then shows it.`,
      expected: `\`${name}\` stays ${JSON.stringify(usual)}`,
      observed: `${describeAnswer(exchange)}; ${name} is ${JSON.stringify(value)}`,
      signature: name,
    });
  }
  return undefined;
}

async function tryRegistration(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const ordinary = await probe.freshIdentity?.();
  const profile = ordinary && (await readProfile(probe, ordinary));
  if (profile === undefined) return [];
  for (const { path, usual, value } of raisesFor(probe, profile)) {
    const name = path.at(-1) ?? '';
    const raisedOne = await probe.freshIdentity?.({ [name]: value });
    const after = raisedOne && (await readProfile(probe, raisedOne));
    if (after === undefined || !isSame(getAt(after.value, path), value)) continue;
    return [
      observe('mass-assignment', {
        message: `Who registers with \`"${name}": ${JSON.stringify(value)}\` has it: \`${profile.reader}\` shows it, where it shows ${JSON.stringify(usual)} to those who do not send it.`,
        expected: 'the member is ignored or refused',
        observed: `${name}: ${JSON.stringify(value)}`,
        signature: name,
        severity: 'critical',
        operation: testCase.operation,
      }),
    ];
  }
  return [];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
