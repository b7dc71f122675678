import type { LoadPlan } from '../load-plan.ts';
import { timelineOf } from '../timeline.ts';

/** From one level evenly to another. */
export interface StageLevels {
  readonly name: string;
  readonly seconds: number;
  readonly from: number;
  readonly to: number;
}

/** The warm-up and the stages of a plan, one after the other. */
export function stageLevelsOf({ stages, warmUpSeconds = 0 }: LoadPlan): readonly StageLevels[] {
  return timelineOf(stages, warmUpSeconds).map(({ startMs, endMs, from, to, stage }) => ({
    name: stages[stage]?.type ?? 'warm_up',
    seconds: (endMs - startMs) / 1000,
    from,
    to,
  }));
}
