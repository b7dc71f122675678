import { composeRequest } from '../requests/compose-request.ts';
import type { KnowledgeData } from './create-knowledge.ts';
import type { Made } from './probe.ts';
import { RunOverError } from './run-over-error.ts';
import type { RunView } from './run-view.ts';
import type { Transport } from './transport.ts';

/**
 * Removes what the run has made, the last first, as far as the API lets us and the budget goes.
 *
 * @returns How many things may be left.
 */
export async function cleanUp(view: RunView, transport: Transport): Promise<number> {
  const { made } = view.knowledge.toJSON() as KnowledgeData;
  const ours = made.filter(({ by }) => by === 'us').map((one) => one.made);
  let left = ours.length;
  for (const one of ours.toReversed()) {
    try {
      if (await remove(one, view, transport)) left -= 1;
    } catch (error) {
      if (error instanceof RunOverError) return left;
      throw error;
    }
  }
  return left;
}

async function remove(made: Made, view: RunView, transport: Transport): Promise<boolean> {
  const key = view.resource(made.resource)?.operations.delete;
  const isAllowed = view.operations.some((one) => one.key === key && one.risk === 'destructive');
  const operation = key === undefined || !isAllowed ? undefined : view.operation(key);
  if (operation === undefined || !view.identities.has(made.identity)) return false;
  const path = new Map(made.path);
  const good = view.knowledge.knownGood(operation.key)?.parts;
  const values = operation.parameters.map((parameter, index) =>
    parameter.in === 'path' ? { value: path.get(parameter.name) } : good?.values[index],
  );
  if (operation.parameters.some(({ in: place, name }) => place === 'path' && !path.has(name))) return false;
  const request = composeRequest(operation, { ...good, values }, { document: view.document, identity: made.identity });
  const { response } = await transport.sendOnce(request, { operation: operation.key });
  return response !== undefined && (response.status < 300 || response.status === 404 || response.status === 410);
}
