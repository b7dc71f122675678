import type { PlannedOperation } from '../../model/test-plan.ts';
import type { RunView } from '../../run/run-view.ts';

/** Operations whose data is tried out: logging out, and being locked out, would take the credentials from everything else. */
export function testable({ operations }: RunView): readonly PlannedOperation[] {
  return operations.filter(({ role }) => role !== 'logout' && role !== 'login');
}
