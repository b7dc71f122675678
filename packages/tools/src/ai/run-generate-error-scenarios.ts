import { draftErrors } from '@mockloop/scenarios';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { describeDraft, warningsOf } from './describe-draft.ts';
import type { GenerateErrorScenariosInput, GenerateErrorScenariosResult } from './generate-error-scenarios.ts';
import { readTarget } from './read-target.ts';
import { refineScenarios } from './refine-scenarios.ts';

export const ERROR_TASK =
  'Refine these error scenarios for the API: keep their names, types and the share of requests that fails; give each error the cause, the body and the time to wait that fit what its operation is for. Match operations by operation_id, or by method and path, and only those of the facts.';

export async function runGenerateErrorScenarios(
  args: GenerateErrorScenariosInput,
  context: ToolContext,
): Promise<GenerateErrorScenariosResult> {
  const { document, keys, maxOperations, notes } = await readTarget(
    { ...args, endpoints: args.api_endpoints },
    '/api_endpoints',
    context,
  );
  const { mixed, inTurn, recovery, errors, unused } = draftErrors(document, {
    kinds: args.error_types,
    severity: args.severity_level,
    include: keys && (({ key }) => keys.has(key)),
    maxOperations,
  });
  if (mixed.scenario.rules.length === 0)
    throw new MockLoopError('INVALID_DOCUMENT', `No operation of "${document.info.title}" can have such an error.`, {
      problems: [{ pointer: '/error_types', detail: `none of its operations can have ${unused.join(', ') || 'any'}.` }],
      advice:
        'Leave error_types out to have what fits, or ask for server_error, timeout or connection_reset, which any operation can have.',
    });
  const drafts = [mixed, inTurn, recovery].filter((draft) => draft !== undefined);
  const { answer, source, note } = await refineScenarios(
    drafts.map(({ scenario }) => scenario),
    { isWanted: args.use_sampling ?? false, document, task: ERROR_TASK, facts: { errors } },
    context,
  );
  return {
    status: 'success',
    source,
    note,
    scenario_configs: answer,
    details: drafts.map((draft) => describeDraft({ ...draft, notes: [...notes, ...draft.notes] })),
    warnings: warningsOf(answer, document),
    errors,
    unused_error_types: unused,
  };
}
