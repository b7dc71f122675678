import type { LoadStage } from './load-plan.ts';

/** A stage with its place on the time line, whose zero is the end of the warm-up. */
export interface TimedStage {
  readonly startMs: number;
  readonly endMs: number;
  /** Requests per second, or users. */
  readonly from: number;
  readonly to: number;
  /** How many requests are due before it, not always a whole number; those of the warm-up count from a negative one. */
  readonly before: number;
  readonly after: number;
  /** Index in the plan's stages. -1: the warm-up. */
  readonly stage: number;
}

/** Lays the stages of a plan one after the other, behind the warm-up. */
export function timelineOf(stages: readonly LoadStage[], warmUpSeconds: number): readonly TimedStage[] {
  const timeline: TimedStage[] = [];
  let startMs = 0;
  let level = 0;
  let before = 0;
  for (const [stage, { type, seconds, level: to, from: given }] of stages.entries()) {
    const from = type === 'ramp' ? (given ?? level) : to;
    const endMs = startMs + seconds * 1000;
    const after = before + ((from + to) / 2) * seconds;
    timeline.push({ startMs, endMs, from, to, before, after, stage });
    [startMs, level, before] = [endMs, to, after];
  }
  const [first] = timeline;
  if (first === undefined || warmUpSeconds === 0) return timeline;
  const warmLevel = first.from > 0 ? first.from : first.to;
  const warmUp = { startMs: -warmUpSeconds * 1000, endMs: 0, from: warmLevel, to: warmLevel, stage: -1 };
  return [{ ...warmUp, before: -Math.ceil(warmLevel * warmUpSeconds), after: 0 }, ...timeline];
}

/** The level at a moment. Absent before the first stage and after the last. */
export function levelAt(timeline: readonly TimedStage[], ms: number): number | undefined {
  const stage = timeline.find(({ startMs, endMs }) => startMs <= ms && ms < endMs);
  if (stage === undefined) return undefined;
  return stage.from + ((stage.to - stage.from) * (ms - stage.startMs)) / (stage.endMs - stage.startMs);
}
