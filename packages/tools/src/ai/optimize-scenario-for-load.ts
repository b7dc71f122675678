import type { LoadChange, LoadConflict, Scenario } from '@mockloop/scenarios';
import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { scenarioArgument } from '../scenarios/scenario-argument.ts';
import type { Tool } from '../tool.ts';
import { type AnswerSource, sourceFields } from './answer-source.ts';
import { boundedNumber } from './bounded-number.ts';
import { scenarioField } from './scenario-field.ts';

export interface PerformanceRequirements {
  /** No answer takes longer. */
  readonly max_response_time_ms?: number | undefined;
  /** 95 of 100 answers do not take longer. */
  readonly p95_response_time_ms?: number | undefined;
  /** Requests that are answered in a second, at least. */
  readonly target_throughput_rps?: number | undefined;
  /** 0 to 1. */
  readonly error_rate_threshold?: number | undefined;
  readonly duration_seconds?: number | undefined;
  readonly ramp_up_time?: number | undefined;
}

export interface OptimizeScenarioForLoadInput {
  /** A scenario in either shape. It is not changed. */
  readonly base_scenario: object;
  /** Requests that begin in each second, however long answers take. */
  readonly target_load: number;
  readonly performance_requirements?: PerformanceRequirements | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}

export interface OptimizeScenarioForLoadResult extends AnswerSource {
  readonly status: 'success';
  readonly scenario_config: Scenario;
  /** Everything that is not as it was in the base, and why. */
  readonly changes: readonly LoadChange[];
  /** What was kept and stands against the requirements. */
  readonly conflicts: readonly LoadConflict[];
}

const input = z.strictObject({
  base_scenario: scenarioArgument,
  target_load: boundedNumber(0, 1_000_000).describe('requests per second'),
  performance_requirements: z
    .strictObject({
      max_response_time_ms: boundedNumber(0, 3_600_000).optional(),
      p95_response_time_ms: boundedNumber(0, 3_600_000).optional(),
      target_throughput_rps: boundedNumber(0, 1_000_000).optional(),
      error_rate_threshold: boundedNumber(0, 1, { isInclusive: true }).optional(),
      duration_seconds: boundedNumber(0, 86_400).optional(),
      ramp_up_time: boundedNumber(0, 86_400, { isInclusive: true }).optional(),
    })
    .optional(),
  use_sampling: z.boolean().default(false),
});

const output = z.object({
  status: z.literal('success'),
  ...sourceFields,
  scenario_config: scenarioField,
  changes: z.array(
    z.object({
      pointer: z.string(),
      before: z.unknown().optional(),
      after: z.unknown().optional(),
      reason: z.string(),
    }),
  ),
  conflicts: z.array(z.object({ pointer: z.string(), message: z.string() })),
});

export const optimizeScenarioForLoad: Tool<
  'optimize_scenario_for_load',
  OptimizeScenarioForLoadInput,
  OptimizeScenarioForLoadResult
> = defineTool({
  name: 'optimize_scenario_for_load',
  title: 'Optimize a scenario for load',
  description:
    'Makes a copy of a scenario ready for target_load requests per second (open model): keeps what it answers, sets load profile and thresholds, shortens delays that would break the requirements. Returns scenario_config, each change with its reason, and what still stands against the requirements. Example: {"base_scenario": {"name": "slow", "type": "load_testing", "rules": [{"delay": 900}]}, "target_load": 100, "performance_requirements": {"max_response_time_ms": 500}}. Next: deploy_scenario.',
  toolset: 'ai',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: false },
  input,
  output,
  load: () => import('./run-optimize-scenario-for-load.ts').then((module) => module.runOptimizeScenarioForLoad),
  summarize: ({ note, scenario_config: scenario, changes, conflicts }) => {
    const json = JSON.stringify(scenario);
    return [
      ...(note === undefined ? [] : [note]),
      ...changes.map(({ pointer, reason }) => `Changed ${pointer}: ${reason}`),
      ...conflicts.map(
        ({ pointer, message }) => `Kept, though it stands against the requirements, ${pointer}: ${message}`,
      ),
      'Next: deploy_scenario.',
      json.length <= 18_000
        ? json
        : `The scenario comes to ${json.length} characters: it is in structuredContent.scenario_config.`,
    ].join('\n');
  },
});
