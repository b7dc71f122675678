import type { AnalyzedLoadRun, AnalyzedRun, AnalyzedTestRun } from './analyzed-run.ts';
import { type Capacity, capacityOf } from './capacity.ts';
import { type RankedCause, type RunContext, rankedCauses } from './causes.ts';
import { type ErrorCategory, errorCategories } from './error-categories.ts';
import { errorMixChanges } from './error-mix.ts';
import { loadAnomalies, type ResultAnomaly } from './load-anomalies.ts';
import { type NextAction, nextActions } from './next-actions.ts';
import { type Trend, trendsOf } from './trends.ts';

/** What runs tell together, ready for JSON. */
export interface ResultsAnalysis {
  /** In the order of time. */
  readonly run_ids: readonly string[];
  /** Of the newest run of each kind, the most frequent first. */
  readonly error_categories: readonly ErrorCategory[];
  /** Of each cluster of the newest functional and security runs. */
  readonly causes: readonly RankedCause[];
  /** Of the newest load run with at least two levels of load. */
  readonly capacity?: Capacity;
  /** Within the newest load run, and against the one before it. */
  readonly anomalies: readonly ResultAnomaly[];
  /** Over runs that can be compared. */
  readonly trends: readonly Trend[];
  /** At most five, the most urgent first. */
  readonly next_actions: readonly NextAction[];
}

const MOST_ACTIONS = 5;

/**
 * Explains runs: the newest of each kind in itself, with those before it, and those against the mock or the real server, as evidence.
 *
 * @param runs In any order.
 */
export function analyzeResults(runs: readonly AnalyzedRun[]): ResultsAnalysis {
  const inOrder = runs.toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at));
  const tests = inOrder.filter((run) => run.kind !== 'load');
  const contexts = newestOfEachKind(tests).map((run) => contextOf(run, tests));
  const load = inOrder.findLast((run): run is AnalyzedLoadRun => run.kind === 'load');
  const newest = [...contexts.map(({ run }) => run), ...(load ? [load] : [])];
  const capacity = load && capacityOf(load.result);
  const actions = [
    ...contexts.map(({ run, ...context }) => nextActions(run, context)),
    ...(load ? [nextActions(load)] : []),
  ];
  return {
    run_ids: inOrder.map(({ id }) => id),
    error_categories: newest.flatMap(errorCategories).toSorted((a, b) => b.count - a.count),
    causes: contexts.flatMap(rankedCauses),
    ...(capacity && { capacity }),
    anomalies: load ? [...loadAnomalies(load.result), ...changesOf(load, inOrder)] : [],
    trends: trendsOf(inOrder),
    next_actions: inTurns(actions).slice(0, MOST_ACTIONS),
  };
}

function changesOf(load: AnalyzedLoadRun, runs: readonly AnalyzedRun[]): ResultAnomaly[] {
  const earlier = runs.findLast(
    (run): run is AnalyzedLoadRun => run.kind === 'load' && run !== load && run.server_url === load.server_url,
  );
  return earlier === undefined ? [] : errorMixChanges(load, earlier);
}

/** By kind and server: a mock and the real server are both looked at. */
function newestOfEachKind(tests: readonly AnalyzedTestRun[]): AnalyzedTestRun[] {
  return [...Map.groupBy(tests, ({ kind, plan }) => JSON.stringify([kind, plan.server_url])).values()].flatMap(
    (group) => group.at(-1) ?? [],
  );
}

function contextOf(run: AnalyzedTestRun, tests: readonly AnalyzedTestRun[]): RunContext {
  const others = tests.filter((other) => other !== run && other.kind === run.kind);
  const digest = run.plan.document?.digest;
  const counterpart = others.findLast(
    ({ target, plan }) => target.is_mock !== run.target.is_mock && plan.document?.digest === digest,
  );
  const previous = others.findLast(({ plan }) => plan.server_url === run.plan.server_url);
  return { run, ...(digest !== undefined && { counterpart }), previous };
}

/** The first of each list, then the second of each. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}
