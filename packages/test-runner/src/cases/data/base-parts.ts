import type { Operation } from '@mockloop/spec-parser';
import { generateParts } from '../../requests/generate-parts.ts';
import type { RequestParts } from '../../requests/request-parts.ts';
import type { RunView } from '../../run/run-view.ts';

/**
 * A valid request in which everything is there that can be: what worked, with the members and parameters that it did not have. What is
 * tried is planned on it; it is not sent itself.
 */
export function fullParts(operation: Operation, view: RunView): RequestParts | undefined {
  const good = view.knowledge.knownGood(operation.key)?.parts;
  const seed = `${view.plan.seed} full ${operation.key}`;
  const all =
    generateParts(operation, view, { seed, mode: 'example', only: 'all', mediaType: good?.body?.mediaType }) ??
    generateParts(operation, view, { seed, mode: 'random', only: 'all', mediaType: good?.body?.mediaType });
  if (all === undefined || good === undefined) return all ?? good;
  return { ...all, values: all.values.map((part, index) => good.values[index] ?? part) };
}
