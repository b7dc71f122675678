import { printTable } from '../table.ts';
import type { TargetFigures } from '../targets.ts';

/** Prints which fault was found by what, what was missed, and what was said of sound targets. */
export function reportTargets(runs: readonly TargetFigures[]): void {
  printTable('Faults', faultRows(runs));
  printTable('Runs', runs.map(runRow));
  for (const { target, seed, group, others, silent } of runs) {
    for (const other of others)
      console.log(`${group === 0 ? 'FALSE ALARM' : 'also'} ${target}, seed ${seed}: ${other}`);
    for (const finding of silent) console.log(`not replayed ${target}, seed ${seed}: ${finding}`);
  }
  const faults = runs.flatMap((run) => run.faults);
  const found = faults.filter(({ found_by }) => found_by.length > 0).length;
  const alarms = runs.filter(({ group }) => group === 0).flatMap(({ others }) => others).length;
  const share = ((100 * found) / Math.max(1, faults.length)).toFixed(1);
  console.log(`\nFound ${found} of ${faults.length} (${share} %); false alarms: ${alarms}`);
}

function faultRows(runs: readonly TargetFigures[]): readonly Readonly<Record<string, string>>[] {
  const seen = runs.flatMap(({ target, faults }) => faults.map((fault) => ({ ...fault, target })));
  const groups = Map.groupBy(seen, ({ target, fault }) => `${target} ${fault}`);
  return [...groups.values()].map((tries) => {
    const [first] = tries;
    const found = tries.filter(({ found_by }) => found_by.length > 0).length;
    return {
      target: first?.target ?? '',
      fault: first?.fault ?? '',
      where: first?.where ?? '',
      class: first?.class ?? '',
      'found with seeds': `${found}/${tries.length}`,
      by: [...new Set(tries.flatMap(({ found_by }) => found_by))].join(' '),
    };
  });
}

function runRow(run: TargetFigures): Readonly<Record<string, string>> {
  const found = run.faults.filter(({ found_by }) => found_by.length > 0).length;
  return {
    target: run.target,
    faults: run.group === 0 ? 'none' : `group ${run.group}`,
    seed: run.seed,
    found: run.group === 0 ? '' : `${found}/${run.faults.length}`,
    others: String(run.others.length),
    replayed: run.replays === 0 ? '' : `${run.replays - run.silent.length}/${run.replays}`,
    requests: String(run.requests),
    seconds: run.seconds.toFixed(1),
    status: run.status,
  };
}
