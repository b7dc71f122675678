import { generateScenarioConfig } from '../ai/generate-scenario-config.ts';
import { operationLines } from '../ai/operation-lines.ts';
import { readTarget } from '../ai/read-target.ts';
import { scenariosSchema } from '../ai/refine-scenarios.ts';
import { requestText } from '../ai/request-text.ts';
import { computeScenarios, SCENARIO_TASK } from '../ai/run-generate-scenario-config.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { PromptMessage } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { type PromptTexts, toDocumentArguments, toJson, toList, toText } from './prompt-texts.ts';
import { exampleDocument, exampleMessages } from './worked-example.ts';

export async function renderGenerateScenarioConfig(
  texts: PromptTexts,
  services: ToolServices,
): Promise<readonly PromptMessage[]> {
  const args = parseArguments(generateScenarioConfig, {
    ...toDocumentArguments(texts.api_spec),
    scenario_types: toList(texts.scenario_type),
    endpoints: toList(texts.endpoints),
    test_parameters: toJson(texts.test_parameters),
    scenario_name: toText(texts.scenario_name),
  });
  const target = await readTarget(args, '/endpoints', services);
  const { scenario_configs, details, impossible } = computeScenarios(args, target);
  const example = computeScenarios(
    { scenario_type: 'functional_testing' },
    { document: await exampleDocument(), notes: [] },
  );
  return [
    ...exampleMessages('Write a scenario of the type functional_testing for this API.', {
      scenario_configs: example.scenario_configs,
    }),
    {
      role: 'user',
      text: requestText({
        task: `${SCENARIO_TASK} Then check each with validate_scenario_config and deploy it with deploy_scenario, where these tools are at hand.`,
        facts: { operations: operationLines(target), scenario_configs, details, impossible },
        schema: scenariosSchema(),
      }),
    },
  ];
}
