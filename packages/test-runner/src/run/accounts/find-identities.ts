import type { RunState } from '../create-view.ts';
import type { RunSetting } from '../run-setting.ts';
import type { Accounts } from './accounts.ts';
import { mockIdentity } from './mock-identity.ts';

export interface FindIdentitiesOptions {
  readonly state: RunState;
  readonly selfRegister: boolean;
}

const MAX_NAMED = 50;

/** Sees to it that requests can be sent as somebody: as those who were given, else as two who register, else, at a mock, as anybody. */
export async function findIdentities(
  accounts: Accounts,
  setting: RunSetting,
  { state, selfRegister }: FindIdentitiesOptions,
): Promise<void> {
  const { view } = setting;
  await accounts.logInGiven();
  const isGiven = state.mainIdentity !== 'anonymous';
  if (!isGiven && state.target.is_mock)
    await accounts.tryAny(['a', 'b'].map((name) => mockIdentity(name, view.document)));
  if (selfRegister) await registerBoth(accounts, setting, { state, isGiven });
  if (state.mainIdentity === 'anonymous' && state.identities.has('a')) state.mainIdentity = 'a';
  if (state.mainIdentity === 'anonymous') warnOfMissing(setting);
}

/** The first is nobody's to make where the caller gave somebody. */
async function registerBoth(
  accounts: Accounts,
  { view, nonce }: RunSetting,
  { state, isGiven }: { readonly state: RunState; readonly isGiven: boolean },
): Promise<void> {
  for (const name of isGiven ? ['b'] : ['a', 'b']) {
    if (state.identities.has(name)) continue;
    if ((await accounts.register(name, `${view.plan.seed}/${nonce}/${name}`)) === undefined) return;
  }
}

function warnOfMissing({ view, warn }: RunSetting): void {
  for (const { key } of view.operations.filter(({ secured }) => secured).slice(0, MAX_NAMED))
    warn(
      'identity_missing',
      'Operations that need credentials were called without: none were given, and the API lets nobody register. Give identities.',
      key,
    );
}
