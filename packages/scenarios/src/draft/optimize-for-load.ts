import type { LoadProfile, Scenario, Threshold } from '../scenario.ts';
import type { LoadChange, LoadConflict, LoadRequirements } from './load-change.ts';
import { loadConflicts } from './load-conflicts.ts';
import { shortenDelays } from './shorten-delays.ts';

export interface OptimizedScenario {
  readonly scenario: Scenario;
  readonly changes: readonly LoadChange[];
  readonly conflicts: readonly LoadConflict[];
}

/**
 * The same scenario made ready for a load: its answers stay, its load profile and thresholds say the load and the
 * requirements, and delays are shortened where they alone would break these. What is given is not changed.
 */
export function optimizeForLoad(scenario: Scenario, requirements: LoadRequirements): OptimizedScenario {
  const profile = profileFor(scenario, requirements);
  const requests = requirements.targetLoad * (profile.duration_seconds ?? 0);
  const { rules, changes } = shortenDelays(scenario.rules, requirements, requests);
  const thresholds = thresholdsFor(scenario.thresholds ?? [], requirements);
  return {
    scenario: {
      ...scenario,
      rules,
      load_profile: profile,
      ...(thresholds.list.length > 0 && { thresholds: thresholds.list }),
    },
    changes: [...changes, ...profileChanges(scenario.load_profile, profile, requirements), ...thresholds.changes],
    conflicts: loadConflicts(rules, requirements, requests),
  };
}

/** As a percentile needs them to mean something: 1,000 requests at full load, and half a minute. */
const MIN_REQUESTS = 1_000;
const MIN_SECONDS = 30;
const MAX_SECONDS = 3_600;

function profileFor({ load_profile = {} }: Scenario, requirements: LoadRequirements): LoadProfile {
  const { targetLoad, durationSeconds, rampUpSeconds } = requirements;
  const enough = Math.min(MAX_SECONDS, Math.max(MIN_SECONDS, Math.ceil(MIN_REQUESTS / targetLoad)));
  const ramp = rampUpSeconds ?? load_profile.ramp_up_seconds ?? Math.ceil(enough / 5);
  const duration = durationSeconds ?? Math.max(load_profile.duration_seconds ?? 0, enough + ramp);
  return { requests_per_second: targetLoad, duration_seconds: duration, ramp_up_seconds: Math.min(ramp, duration) };
}

const ASKED = 'As it was asked for.';

function profileChanges(
  before: LoadProfile | undefined,
  after: LoadProfile,
  { targetLoad, durationSeconds, rampUpSeconds }: LoadRequirements,
): readonly LoadChange[] {
  const reasons: Readonly<Record<keyof LoadProfile, string>> = {
    requests_per_second: `The load is ${targetLoad} requests per second that begin however long answers take (an open model), so that slow answers do not lower it.`,
    duration_seconds:
      durationSeconds !== undefined
        ? ASKED
        : `Long enough for ${MIN_REQUESTS} requests at full load, and for the rise before it.`,
    ramp_up_seconds:
      rampUpSeconds !== undefined
        ? ASKED
        : 'The load rises evenly, so that what a start costs is not taken for what the load costs.',
    concurrent_users:
      'Users who wait for each answer send less the slower it is: the rate of requests takes their place.',
    stages: 'The rise and the target take the place of the stages.',
  };
  return (Object.keys(reasons) as (keyof LoadProfile)[])
    .filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]))
    .map((name) => changeOf(`/load_profile/${name}`, [before?.[name], after[name]], reasons[name]));
}

function changeOf(pointer: string, [before, after]: readonly [unknown, unknown], reason: string): LoadChange {
  return { pointer, ...(before !== undefined && { before }), ...(after !== undefined && { after }), reason };
}

function thresholdsFor(
  given: readonly Threshold[],
  { maxResponseMs, p95Ms, minRequestsPerSecond, maxErrorRate }: LoadRequirements,
): { readonly list: readonly Threshold[]; readonly changes: readonly LoadChange[] } {
  const wanted = (
    [
      ['max_ms', '<=', maxResponseMs],
      ['p95_ms', '<=', p95Ms],
      ['requests_per_second', '>=', minRequestsPerSecond],
      ['error_rate', '<=', maxErrorRate],
    ] as const
  ).flatMap(([metric, operator, value]): Threshold[] => (value === undefined ? [] : [{ metric, operator, value }]));
  const list = [...given];
  const changes: LoadChange[] = [];
  for (const threshold of wanted) {
    const found = list.findIndex(({ metric }) => metric === threshold.metric);
    const before = list[found];
    if (JSON.stringify(before) === JSON.stringify(threshold)) continue;
    list.splice(found === -1 ? list.length : found, 1, threshold);
    const place = found === -1 ? list.length - 1 : found;
    changes.push(
      changeOf(
        `/thresholds/${place}`,
        [before, threshold],
        `The run is held to what is required: ${threshold.metric} ${threshold.operator} ${threshold.value}.`,
      ),
    );
  }
  return { list, changes };
}
