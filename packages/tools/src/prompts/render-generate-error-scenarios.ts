import { generateErrorScenarios } from '../ai/generate-error-scenarios.ts';
import { operationLines } from '../ai/operation-lines.ts';
import { readTarget } from '../ai/read-target.ts';
import { scenariosSchema } from '../ai/refine-scenarios.ts';
import { requestText } from '../ai/request-text.ts';
import { computeErrorScenarios, ERROR_TASK } from '../ai/run-generate-error-scenarios.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { PromptMessage } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { type PromptTexts, toDocumentArguments, toList, toText } from './prompt-texts.ts';
import { exampleDocument, exampleMessages } from './worked-example.ts';

export async function renderGenerateErrorScenarios(
  texts: PromptTexts,
  services: ToolServices,
): Promise<readonly PromptMessage[]> {
  const args = parseArguments(generateErrorScenarios, {
    ...toDocumentArguments(texts.api_spec),
    api_endpoints: toList(texts.api_endpoints),
    error_types: toList(texts.error_types),
    severity_level: toText(texts.severity_level),
  });
  const target = await readTarget({ ...args, endpoints: args.api_endpoints }, '/api_endpoints', services);
  const { scenario_configs, details, errors, unused_error_types } = computeErrorScenarios(args, target);
  const example = computeErrorScenarios({ severity_level: 'low' }, { document: await exampleDocument(), notes: [] });
  return [
    ...exampleMessages('Write error scenarios of low severity for this API.', {
      scenario_configs: example.scenario_configs,
    }),
    {
      role: 'user',
      text: requestText({
        task: `${ERROR_TASK} Then check each with validate_scenario_config and deploy it with deploy_scenario, where these tools are at hand.`,
        facts: { operations: operationLines(target), errors, unused_error_types, scenario_configs, details },
        schema: scenariosSchema(),
      }),
    },
  ];
}
