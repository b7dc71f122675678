import type { PlannedOperation } from '../../model/test-plan.ts';
import { sharesItsAddress } from '../../requests/shares-its-address.ts';
import type { RunView } from '../../run/run-view.ts';

/**
 * Operations whose data is tried out: logging out, and being locked out, would take the credentials from everything else. What another
 * operation might take is no defect.
 */
export function testable({ operations, document }: RunView): readonly PlannedOperation[] {
  return operations.filter(
    (operation) => operation.role !== 'logout' && operation.role !== 'login' && !sharesItsAddress(operation, document),
  );
}
