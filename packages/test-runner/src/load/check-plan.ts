import type { LoadPlan, LoadStage } from './load-plan.ts';
import { parseThreshold, type Threshold } from './thresholds.ts';

/** A hundred days. */
const MAX_SECONDS = 8_640_000;
const MAX_LEVEL = 1_000_000;

/**
 * The thresholds of a plan.
 *
 * @throws {TypeError} When one of them, or anything else in the plan, makes no sense.
 */
export function checkPlan(plan: LoadPlan): readonly Threshold[] {
  const { protocol } = new URL(plan.serverUrl);
  if (protocol !== 'http:' && protocol !== 'https:')
    throw new TypeError(`${plan.serverUrl} is no http or https address`);
  if (plan.requests.length === 0) throw new TypeError('A load test needs at least one request');
  if (plan.stages.length === 0) throw new TypeError('A load test needs at least one stage');
  for (const stage of plan.stages) checkStage(stage);
  checkRange('warmUpSeconds', plan.warmUpSeconds ?? 0, [0, MAX_SECONDS]);
  checkRange('timeoutMs', plan.timeoutMs ?? 1, [1, MAX_SECONDS]);
  checkRange('apdexMs', plan.apdexMs ?? 1, [1e-3, MAX_SECONDS]);
  const thresholds = thresholdsOf(plan).map(parseThreshold);
  for (const { expression, operation } of thresholds) {
    if (operation !== undefined && !plan.requests.some((request) => request.operation === operation))
      throw new TypeError(`No request is of the operation that the threshold ${expression} names`);
  }
  return thresholds;
}

/** A run in which nothing works has not passed because nobody had asked that something works. */
export function thresholdsOf({ thresholds }: LoadPlan): readonly string[] {
  return thresholds ?? ['error_rate<0.01'];
}

/** @throws {TypeError} When a number is not between two others. */
export function checkRange(name: string, value: number, [min, max]: readonly [min: number, max: number]): void {
  if (!(value >= min && value <= max)) throw new TypeError(`${name} is ${value}: it has to be from ${min} to ${max}`);
}

function checkStage({ seconds, level, from = 0 }: LoadStage): void {
  checkRange('seconds of a stage', seconds, [1e-3, MAX_SECONDS]);
  checkRange('level of a stage', level, [0, MAX_LEVEL]);
  checkRange('from of a stage', from, [0, MAX_LEVEL]);
}
