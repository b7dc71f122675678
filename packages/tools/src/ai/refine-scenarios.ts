import { type Scenario, scenarioJsonSchema, validateScenario } from '@mockloop/scenarios';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { ToolContext } from '../tool-context.ts';
import { type RefinedAnswer, refineAnswer } from './refine-answer.ts';
import { requestText } from './request-text.ts';

export interface RefineScenariosOptions {
  readonly isWanted: boolean;
  readonly document: ApiDocument;
  readonly task: string;
  /** Beside the scenarios themselves. */
  readonly facts: () => object;
}

/** Scenarios that a model may give in place of those that were computed. */
const MAX_SCENARIOS = 10;

/** The scenarios, refined by the caller's own model where that is wanted. Each is held to the schema and to the document. */
export async function refineScenarios(
  computed: readonly Scenario[],
  { isWanted, document, task, facts }: RefineScenariosOptions,
  context: ToolContext,
): Promise<RefinedAnswer<readonly Scenario[]>> {
  return await refineAnswer(
    computed,
    {
      isWanted,
      prompt: () => requestText({ task, facts: { scenario_configs: computed, ...facts() }, schema: scenariosSchema() }),
      read: (value) => readScenarios(value, document, computed),
    },
    context,
  );
}

/** JSON Schema of `{ scenario_configs: […] }`. */
export function scenariosSchema(): object {
  const { $defs, ...scenario } = scenarioJsonSchema();
  return {
    type: 'object',
    required: ['scenario_configs'],
    additionalProperties: false,
    properties: { scenario_configs: { type: 'array', minItems: 1, maxItems: MAX_SCENARIOS, items: scenario } },
    $defs,
  };
}

function readScenarios(
  value: unknown,
  document: ApiDocument,
  computed: readonly Scenario[],
): { readonly answer: readonly Scenario[] } | { readonly reason: string } {
  const { scenario_configs: list } = Object(value) as { readonly scenario_configs?: unknown };
  if (!Array.isArray(list) || list.length === 0 || list.length > MAX_SCENARIOS)
    return { reason: `It has no "scenario_configs" with 1 to ${MAX_SCENARIOS} scenarios.` };
  const problem = list
    .flatMap((scenario) => validateScenario(scenario, { document }))
    .find(({ severity }) => severity === 'error');
  if (problem !== undefined) return { reason: `${problem.pointer}: ${problem.message}` };
  const scenarios = list as readonly Scenario[];
  const types = new Set(computed.map(({ type }) => type));
  const other = scenarios.find(({ type }) => !types.has(type));
  return other === undefined
    ? { answer: scenarios }
    : { reason: `It has a scenario of the type ${other.type}, which nobody asked for.` };
}
