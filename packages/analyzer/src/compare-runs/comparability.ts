import type { ComparedRun } from './compared-run.ts';

/** How much the rates may differ that were asked for. */
const SAME_RATE = 0.01;

/** Why two runs cannot be compared; empty where they can. */
export function comparability(baseline: ComparedRun, comparison: ComparedRun): string[] {
  return [
    ...saturation('baseline', baseline),
    ...saturation('comparison', comparison),
    ...different('machine', baseline.machine?.fingerprint, comparison.machine?.fingerprint),
    ...different('model', baseline.model, comparison.model),
    ...different('number of concurrent users', baseline.concurrent_users, comparison.concurrent_users),
    ...differentRates(baseline.target_rate, comparison.target_rate),
    ...differentOperations(baseline, comparison),
  ];
}

function saturation(name: string, { saturated, answered, series }: ComparedRun): string[] {
  const saturations = (saturated?.reasons ?? []).map(
    (reason) => `The measuring side of the ${name} was saturated: ${reason}`,
  );
  if (answered === 0 || series.length === 0) return [...saturations, `The ${name} has no answers`];
  return saturations;
}

function different(what: string, a: string | number | undefined, b: string | number | undefined): string[] {
  return a === undefined || b === undefined || a === b ? [] : [`Not the same ${what}: ${a} and ${b}`];
}

function differentRates(a: number | undefined, b: number | undefined): string[] {
  if (a === undefined || b === undefined) return [];
  return Math.abs(a - b) <= SAME_RATE * Math.max(a, b) ? [] : different('target rate', `${a}/s`, `${b}/s`);
}

function differentOperations({ operations: a }: ComparedRun, { operations: b }: ComparedRun): string[] {
  if (a === undefined || b === undefined) return [];
  const names = (operations: typeof a): Set<string> => new Set(operations.map(({ operation }) => operation));
  const alone = [...names(a).symmetricDifference(names(b))];
  return alone.length === 0 ? [] : [`Only one of the runs calls ${alone.slice(0, 5).join(', ')}`];
}
