import type { TestPlan } from '../model/test-plan.ts';
import type { Ledger } from './ledger.ts';

/**
 * Why a run that found nothing says nothing of the API all the same: it was never let in. A pass would be taken for more than it is.
 *
 * @returns `undefined` where it does say something.
 */
export function whyEmpty({ operations, server_url: url }: TestPlan, ledger: Ledger): string | undefined {
  if (operations.length === 0) return undefined;
  const { called, succeeded } = ledger.coverage;
  if (succeeded === 0)
    return `No operation has answered with 2xx at ${url}. Check the URL with its base path, and the credentials.`;
  const secured = operations.filter((operation) => operation.secured);
  if (secured.length > 0 && !secured.some(({ key }) => ledger.hasSucceeded(key)))
    return `None of the ${secured.length} operations that ask for credentials has answered with 2xx. Give credentials that the server takes.`;
  if (ledger.isWarned('budget_spent') && called < operations.length / 2)
    return `The budget was spent when ${called} of ${operations.length} operations had been called. Raise it.`;
  return undefined;
}
