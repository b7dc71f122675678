import type { Node } from '../generate/graph.ts';
import { hashText, mix } from '../generate/random.ts';
import type { RepairOptions, Violation } from '../types.ts';
import type { RepairRun } from './repair-run.ts';
import type { Repairer } from './repairer.ts';
import { revertNeedless } from './revert-needless.ts';

export interface InstanceRepairOptions {
  readonly repairer: Repairer;
  readonly node: Node;
  readonly seed: string;
  readonly validate: (value: unknown) => readonly Violation[];
  readonly isValid: (value: unknown) => boolean;
  /** Makes a valid instance out of nothing; `undefined` where there is none. */
  readonly generate: () => unknown;
}

/** Values looked at in all attempts together, each once for every alternative. */
const MAX_VALUES = 40_000;

const WAYS: readonly Pick<RepairRun, 'careful' | 'exclusive'>[] = [
  { careful: false, exclusive: false },
  { careful: true, exclusive: false },
  { careful: true, exclusive: true },
];

/** So often are values that stay wrong generated anew, each time from one level further up. */
const MAX_RENEWALS = 5;

/**
 * The valid instance that is found nearest to one that is not: first each value by itself, then those that stay wrong anew, then what
 * is around them, and in the end all of it.
 *
 * @returns `undefined` where there is none.
 */
export function repairInstance(value: unknown, options: InstanceRepairOptions, { seed = '' }: RepairOptions): unknown {
  const suspects = suspectsOf(options.validate(value));
  const run = { seed: mix(hashText(options.seed), hashText(seed)), suspects, budget: MAX_VALUES };
  let renewed: ReadonlySet<string> = new Set();
  for (let index = 0; index < WAYS.length + MAX_RENEWALS && run.budget > 0; index += 1) {
    const way = WAYS[index] ?? { careful: true, exclusive: index % 2 === 1 };
    const attempt = Object.assign(run, way, { renewed });
    const repaired = options.repairer.repair(value, { node: options.node, run: attempt, pointer: '', name: '' }).value;
    if (options.isValid(repaired)) return revertNeedless(value, repaired, options.isValid);
    if (index >= WAYS.length - 1) renewed = furtherUp(options.validate(repaired), renewed);
  }
  return options.generate();
}

function suspectsOf(violations: readonly Violation[]): RepairRun['suspects'] {
  const ofWrongType = violations.filter(({ keyword }) => keyword === 'type');
  return new Map([
    ...violations.map(({ pointer }) => [pointer, 'part'] as const),
    ...ofWrongType.map(({ pointer }) => [pointer, 'whole'] as const),
  ]);
}

/** The places that are wrong, and the parents of those that were renewed already. */
function furtherUp(violations: readonly Violation[], renewed: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(renewed);
  for (const { pointer } of violations) {
    let place = pointer;
    while (renewed.has(place) && place !== '') place = place.slice(0, place.lastIndexOf('/'));
    next.add(place);
  }
  return next;
}
