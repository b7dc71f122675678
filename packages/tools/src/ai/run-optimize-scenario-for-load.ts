import { isDeepStrictEqual } from 'node:util';
import {
  type OptimizedScenario,
  optimizeForLoad,
  readScenario,
  type Scenario,
  type ScenarioRule,
  scenarioJsonSchema,
  validateScenario,
} from '@mockloop/scenarios';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import type { OptimizeScenarioForLoadInput, OptimizeScenarioForLoadResult } from './optimize-scenario-for-load.ts';
import { refineAnswer } from './refine-answer.ts';
import { requestText } from './request-text.ts';

export const LOAD_TASK =
  'Refine this scenario for the load that it is made for. Keep every rule with its match and its answers as they are: only delays, the load profile, the thresholds and the description may change. The load profile keeps its requests_per_second.';

export async function runOptimizeScenarioForLoad(
  args: OptimizeScenarioForLoadInput,
  context: ToolContext,
): Promise<OptimizeScenarioForLoadResult> {
  const computed = optimize(args);
  const { answer, source, note } = await refineAnswer(
    computed.scenario,
    {
      isWanted: args.use_sampling ?? false,
      prompt: () => requestText({ task: LOAD_TASK, facts: computed, schema: scenarioJsonSchema() }),
      read: (value) => readRefined(value, computed.scenario),
    },
    context,
  );
  const changes =
    source === 'computed' ? computed.changes : [...computed.changes, ...sampledChange(computed.scenario, answer)];
  return { status: 'success', source, note, scenario_config: answer, changes, conflicts: computed.conflicts };
}

/** @throws {MockLoopError} `INVALID_SCENARIO` */
export function optimize({
  base_scenario: base,
  target_load,
  performance_requirements = {},
}: OptimizeScenarioForLoadInput): OptimizedScenario {
  const errors = validateScenario(base).filter(({ severity }) => severity === 'error');
  const { scenario } = readScenario(base);
  if (scenario === undefined || errors.length > 0)
    throw new MockLoopError('INVALID_SCENARIO', 'The base scenario is wrong.', {
      problems: errors.slice(0, 20).map(({ pointer, message, advice }) => ({
        pointer: `/base_scenario${pointer}`,
        detail: `${message} ${advice}`,
      })),
      advice: 'Mend it, or draft one with generate_scenario_config.',
    });
  return optimizeForLoad(scenario, {
    targetLoad: target_load,
    maxResponseMs: performance_requirements.max_response_time_ms,
    p95Ms: performance_requirements.p95_response_time_ms,
    minRequestsPerSecond: performance_requirements.target_throughput_rps,
    maxErrorRate: performance_requirements.error_rate_threshold,
    durationSeconds: performance_requirements.duration_seconds,
    rampUpSeconds: performance_requirements.ramp_up_time,
  });
}

function readRefined(value: unknown, computed: Scenario): { readonly answer: Scenario } | { readonly reason: string } {
  const problem = validateScenario(value).find(({ severity }) => severity === 'error');
  if (problem !== undefined) return { reason: `${problem.pointer}: ${problem.message}` };
  const scenario = value as Scenario;
  if (scenario.name !== computed.name || scenario.type !== computed.type)
    return { reason: 'It has another name or type.' };
  if (!isDeepStrictEqual(scenario.rules.map(withoutDelay), computed.rules.map(withoutDelay)))
    return { reason: 'It changes more of the rules than their delays.' };
  if (scenario.load_profile?.requests_per_second !== computed.load_profile?.requests_per_second)
    return { reason: 'It changes the load.' };
  return { answer: scenario };
}

function withoutDelay({ delay: _, ...rule }: ScenarioRule): Omit<ScenarioRule, 'delay'> {
  return rule;
}

function sampledChange(computed: Scenario, refined: Scenario): OptimizedScenario['changes'] {
  return (['description', 'rules', 'load_profile', 'thresholds'] as const)
    .filter((member) => !isDeepStrictEqual(computed[member], refined[member]))
    .map((member) => ({ pointer: `/${member}`, after: refined[member], reason: "The caller's model refined it." }));
}
