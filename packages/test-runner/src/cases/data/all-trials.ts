import type { Operation } from '@mockloop/spec-parser';
import type { KnownGood } from '../../run/knowledge.ts';
import type { RunView } from '../../run/run-view.ts';
import { fullParts } from './full-parts.ts';
import type { LabelledTrial } from './trial.ts';
import { trials } from './trials.ts';
import { wholeTrials } from './whole-trials.ts';

interface Known {
  readonly good: KnownGood | undefined;
  readonly trials: readonly LabelledTrial[];
}

/** What an operation's phases share, as long as the request that works is the same. */
const known = new WeakMap<Operation, Known>();

/** Everything that can be tried on the limits of an operation. */
export function allTrials(key: string, view: RunView): readonly LabelledTrial[] {
  const operation = view.operation(key);
  const parts = operation && fullParts(operation, view);
  if (operation === undefined || parts === undefined) return [];
  const good = view.knowledge.knownGood(key);
  const found = known.get(operation);
  if (found !== undefined && found.good === good) return found.trials;
  const context = { operation, parts, view };
  const made = { good, trials: [...wholeTrials(context), ...enough(trials(context), view.plan.budget.max_cases)] };
  known.set(operation, made);
  return made.trials;
}

/** Of the outermost places: each is judged in a whole request, and of thousands most would never be sent. */
function* enough(found: Iterable<LabelledTrial>, maxCases: number): Generator<LabelledTrial> {
  let valid = 0;
  let invalid = 0;
  for (const one of found) {
    yield one;
    if (one.isValid) valid += 1;
    else invalid += 1;
    if (Math.min(valid, invalid) >= maxCases * 2 || valid + invalid >= maxCases * 6) return;
  }
}
