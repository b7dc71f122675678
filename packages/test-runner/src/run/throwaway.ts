import type { PlannedOperation } from '../model/test-plan.ts';
import type { ActiveRun } from './active-run.ts';

const NAME = 'throwaway';

/**
 * Lets requests be sent as somebody whom nobody else needs, since they may end the session or the account of whoever sends them.
 *
 * @returns What undoes it; `undefined` where there is nobody to be had for that.
 */
export async function becomeThrowaway(
  { state, accounts, plan, setting, ledger }: Pick<ActiveRun, 'state' | 'accounts' | 'plan' | 'setting' | 'ledger'>,
  operations: readonly PlannedOperation[],
): Promise<(() => void) | undefined> {
  const { mainIdentity } = state;
  if (mainIdentity === 'anonymous') return () => {};
  const seed = [plan.seed, setting.nonce, ledger.phase].join('/');
  if ((await accounts.register(NAME, seed)) === undefined) {
    for (const { key } of operations)
      ledger.warn(
        'session_operations_skipped',
        'Operations that end a session or an account are not tested: the API lets nobody register for that.',
        key,
      );
    return undefined;
  }
  state.mainIdentity = NAME;
  return () => {
    state.mainIdentity = mainIdentity;
  };
}
