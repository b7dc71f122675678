import { draftScenario, type ScenarioDraft, type ScenarioType } from '@mockloop/scenarios';
import { inlineText } from '../inline-text.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { describeDraft, warningsOf } from './describe-draft.ts';
import type { GenerateScenarioConfigInput, GenerateScenarioConfigResult } from './generate-scenario-config.ts';
import { operationLines } from './operation-lines.ts';
import { readTarget, type Target } from './read-target.ts';
import { refineScenarios } from './refine-scenarios.ts';

/** What a model is asked to do with the scenarios. */
export const SCENARIO_TASK =
  'Refine these scenarios for the API: keep their names and types, give rules the conditions and answers that fit what the API is for, and leave out what does not. Match operations by operation_id, or by method and path, and only those of the facts.';

export async function runGenerateScenarioConfig(
  args: GenerateScenarioConfigInput,
  context: ToolContext,
): Promise<GenerateScenarioConfigResult> {
  const target = await readTarget(args, '/endpoints', context);
  const computed = computeScenarios(args, target);
  const { answer, source, note } = await refineScenarios(
    computed.scenario_configs,
    {
      isWanted: args.use_sampling ?? false,
      document: target.document,
      task: SCENARIO_TASK,
      facts: () => ({ operations: operationLines(target) }),
    },
    context,
  );
  return { ...computed, source, note, scenario_configs: answer, warnings: warningsOf(answer, target.document) };
}

/** @throws {MockLoopError} `INVALID_DOCUMENT` where the document offers nothing for any of the types. */
export function computeScenarios(args: GenerateScenarioConfigInput, target: Target): GenerateScenarioConfigResult {
  const types = typesOf(args);
  const drafts = types.flatMap((type) => draft(type, { args, target, isOne: types.length === 1 }) ?? []);
  const impossible = types
    .filter((type) => !drafts.some(({ scenario }) => scenario.type === type))
    .map((scenario_type) => ({ scenario_type, reason: reasonFor(scenario_type, target) }));
  if (drafts.length === 0)
    throw new MockLoopError(
      'INVALID_DOCUMENT',
      `No scenario can be written for "${inlineText(target.document.info.title)}".`,
      {
        problems: impossible.map(({ reason }) => ({ pointer: '/scenario_type', detail: reason })),
        advice: 'Ask for another scenario_type, e.g. error_simulation, or for other endpoints.',
      },
    );
  const scenarios = drafts.map(({ scenario }) => scenario);
  return {
    status: 'success',
    source: 'computed',
    scenario_configs: scenarios,
    details: drafts.map((one) => describeDraft({ ...one, notes: [...target.notes, ...one.notes] })),
    warnings: warningsOf(scenarios, target.document),
    impossible,
  };
}

/** Each once. */
function typesOf({
  scenario_type: one,
  scenario_types: several = [],
}: GenerateScenarioConfigInput): readonly ScenarioType[] {
  const types = new Set([...(one === undefined ? [] : [one]), ...several]);
  return types.size === 0 ? ['functional_testing'] : [...types];
}

interface DraftRequest {
  readonly args: GenerateScenarioConfigInput;
  readonly target: Target;
  readonly isOne: boolean;
}

function draft(type: ScenarioType, { args, target, isOne }: DraftRequest): ScenarioDraft | undefined {
  const { scenario_name: name, test_parameters: parameters = {} } = args;
  const { document, keys, maxOperations } = target;
  return draftScenario(document, {
    type,
    name: name === undefined || isOne ? name : `${name}-${type.replaceAll('_', '-')}`,
    include: keys && (({ key }) => keys.has(key)),
    maxOperations,
    parameters: {
      concurrentUsers: parameters.concurrent_users,
      requestsPerSecond: parameters.requests_per_second,
      durationSeconds: parameters.duration_seconds,
      rampUpSeconds: parameters.ramp_up_time,
      maxResponseMs: parameters.max_response_time_ms,
      maxErrorRate: parameters.error_rate_threshold,
    },
  });
}

function reasonFor(type: ScenarioType, { document, keys }: Target): string {
  if (document.operations.length === 0) return 'the document has no operations.';
  const where = keys === undefined ? 'the document' : 'these endpoints';
  return type === 'workflow'
    ? `${where === 'the document' ? 'the document has' : 'these endpoints are'} no resource whose life could be followed: a collection, and items below it that can be read.`
    : `${where} can have nothing of it.`;
}
