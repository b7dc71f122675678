import { draftErrors } from '@mockloop/scenarios';
import { inlineText } from '../inline-text.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { describeDraft, warningsOf } from './describe-draft.ts';
import type { GenerateErrorScenariosInput, GenerateErrorScenariosResult } from './generate-error-scenarios.ts';
import { operationLines } from './operation-lines.ts';
import { readTarget, type Target } from './read-target.ts';
import { refineScenarios } from './refine-scenarios.ts';

/** What a model is asked to do with the scenarios. */
export const ERROR_TASK =
  'Refine these error scenarios for the API: keep their names, types and the share of requests that fails; give each error the cause, the body and the time to wait that fit what its operation is for. Match operations by operation_id, or by method and path, and only those of the facts.';

export async function runGenerateErrorScenarios(
  args: GenerateErrorScenariosInput,
  context: ToolContext,
): Promise<GenerateErrorScenariosResult> {
  const target = await readTarget({ ...args, endpoints: args.api_endpoints }, '/api_endpoints', context);
  const computed = computeErrorScenarios(args, target);
  const { answer, source, note } = await refineScenarios(
    computed.scenario_configs,
    {
      isWanted: args.use_sampling ?? false,
      document: target.document,
      task: ERROR_TASK,
      facts: () => ({ operations: operationLines(target), errors: computed.errors }),
    },
    context,
  );
  return { ...computed, source, note, scenario_configs: answer, warnings: warningsOf(answer, target.document) };
}

/** @throws {MockLoopError} `INVALID_DOCUMENT` where no operation can have such an error. */
export function computeErrorScenarios(
  args: GenerateErrorScenariosInput,
  { document, keys, maxOperations, notes }: Target,
): GenerateErrorScenariosResult {
  const { mixed, inTurn, recovery, errors, unused } = draftErrors(document, {
    kinds: args.error_types,
    severity: args.severity_level,
    include: keys && (({ key }) => keys.has(key)),
    maxOperations,
  });
  if (mixed.scenario.rules.length === 0)
    throw new MockLoopError(
      'INVALID_DOCUMENT',
      `No operation of "${inlineText(document.info.title)}" can have such an error.`,
      {
        problems: [
          { pointer: '/error_types', detail: `none of its operations can have ${unused.join(', ') || 'any'}.` },
        ],
        advice:
          'Leave error_types out to have what fits, or ask for server_error, timeout or connection_reset, which any operation can have.',
      },
    );
  const drafts = [mixed, inTurn, recovery].filter((draft) => draft !== undefined);
  const scenarios = drafts.map(({ scenario }) => scenario);
  return {
    status: 'success',
    source: 'computed',
    scenario_configs: scenarios,
    details: drafts.map((draft) => describeDraft({ ...draft, notes: [...notes, ...draft.notes] })),
    warnings: warningsOf(scenarios, document),
    errors,
    unused_error_types: unused,
  };
}
