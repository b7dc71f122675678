import type { Observation } from '../../model/observation.ts';
import type { ProposedCase } from '../../model/test-case.ts';
import type { PlannedOperation } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { RunView } from '../../run/run-view.ts';
import { anchorOf } from '../../succeed/resource-paths.ts';
import { makeMarked } from '../support/marked-thing.ts';
import { canAuthorize, twoPeople } from '../support/people.ts';
import { callable } from '../support/requests.ts';
import type { ObjectAttack } from './object-attack.ts';
import { tryToChange } from './try-to-change.ts';
import { tryToDelete } from './try-to-delete.ts';
import { tryToRead } from './try-to-read.ts';

/** What one person has made, and another one uses: reads, changes, deletes. */
export const OBJECT_ACCESS_KIND: CaseKind = {
  kind: 'object-access',
  phase: 'security',
  checks: ['bola-read', 'bola-write', 'bola-delete', 'bfla-asymmetry', 'existence-leakage'],
  *propose(view): Iterable<ProposedCase> {
    if (!canAuthorize(view) || twoPeople(view) === undefined) return;
    for (const planned of callable(view)) {
      const resource = resourceOf(planned, view);
      if (resource === undefined || !planned.secured) continue;
      yield { operation: planned.key, title: 'somebody else uses what one person made', input: { resource } };
    }
  },
  async run(testCase, probe) {
    const people = twoPeople(probe);
    const { resource } = testCase.input as { readonly resource: string };
    const planned = probe.planned(testCase.operation ?? '');
    if (people === undefined || planned === undefined) return [];
    const thing = await makeMarked(probe, resource, { identity: people.a });
    return thing === undefined ? [] : attack({ probe, planned, people, thing });
  },
};

/** The resource whose things an operation is called for, where we can make one. */
function resourceOf({ path, role }: PlannedOperation, view: RunView): string | undefined {
  if (!path.includes('{') || role === 'login' || role === 'logout') return undefined;
  const anchor = anchorOf(path, view.plan.resources);
  const operations = anchor?.operations;
  // An account is made by registering: it belongs to nobody who could be asked.
  return anchor !== undefined && operations?.create !== undefined && operations.register === undefined
    ? anchor.name
    : undefined;
}

function attack(context: ObjectAttack): Promise<readonly Observation[]> {
  const { method, risk } = context.planned;
  if (risk === 'read') return tryToRead(context);
  return method === 'DELETE' ? tryToDelete(context) : tryToChange(context);
}
