import { benjaminiHochberg } from '../statistics/benjamini-hochberg.ts';
import { gTest } from '../statistics/g-test.ts';
import type { AnalyzedLoadRun } from './analyzed-run.ts';
import type { ResultAnomaly } from './load-anomalies.ts';

/** Errors come in bursts, which the test takes for independent: it has to be far surer than usual. */
const SIGNIFICANCE = 1e-4;
/** Smaller shares count for nothing. */
const SMALLEST = 0.01;
const MAX_NAMED = 10;

type Outcomes = ReadonlyMap<string, number>;

/** Operations whose requests end otherwise than in an earlier run: other kinds of errors, or other shares of them. */
export function errorMixChanges(run: AnalyzedLoadRun, earlier: AnalyzedLoadRun): ResultAnomaly[] {
  const before = outcomesOf(earlier);
  const found = [...outcomesOf(run)].flatMap(([operation, now]) => {
    const then = before.get(operation);
    return then === undefined ? [] : { operation, now, then, change: greatestChange(then, now) };
  });
  const ps = benjaminiHochberg(found.map(({ now, then }) => gTest(then, now).p));
  return found
    .filter(({ change }, index) => (ps[index] ?? 1) < SIGNIFICANCE && Math.abs(change.to - change.from) >= SMALLEST)
    .slice(0, MAX_NAMED)
    .map(({ operation, change }) => ({
      what: `Requests of ${operation} end otherwise than in run ${earlier.id}`,
      evidence: `${change.kind}: ${percent(change.from)} before, ${percent(change.to)} now`,
    }));
}

/** How the requests of each operation ended. */
function outcomesOf({ result: { operations = [] } }: AnalyzedLoadRun): ReadonlyMap<string, Outcomes> {
  return new Map(
    operations.map(({ operation, sent, errors }) => {
      const failed = Object.entries(errors).map(([kind, count = 0]) => [kind, count] as const);
      const fine = sent - failed.reduce((sum, [, count]) => sum + count, 0);
      return [operation, new Map([...failed, ['no error', Math.max(0, fine)]])];
    }),
  );
}

interface Change {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
}

function greatestChange(then: Outcomes, now: Outcomes): Change {
  const share = (outcomes: Outcomes, kind: string): number =>
    (outcomes.get(kind) ?? 0) / [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  const changes = [...new Set([...then.keys(), ...now.keys()])]
    .filter((kind) => kind !== 'no error')
    .map((kind) => ({ kind, from: share(then, kind), to: share(now, kind) }));
  const [greatest = { kind: 'no error', from: 1, to: 1 }] = changes.toSorted(
    (a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from),
  );
  return greatest;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
