import { generateSecurityTestScenarios } from '../ai/generate-security-test-scenarios.ts';
import { operationLines } from '../ai/operation-lines.ts';
import { readApiSpec } from '../ai/read-api-spec.ts';
import { scenariosSchema } from '../ai/refine-scenarios.ts';
import { requestText } from '../ai/request-text.ts';
import { computeSecurityTests, SECURITY_TASK } from '../ai/run-generate-security-test-scenarios.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { PromptMessage } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { type PromptTexts, toDocumentArguments, toList } from './prompt-texts.ts';
import { exampleDocument, exampleMessages } from './worked-example.ts';

export async function renderGenerateSecurityTestScenarios(
  texts: PromptTexts,
  services: ToolServices,
): Promise<readonly PromptMessage[]> {
  const args = parseArguments(generateSecurityTestScenarios, {
    ...toDocumentArguments(texts.api_spec),
    security_focus: toList(texts.security_focus),
    compliance_requirements: toList(texts.compliance_requirements),
  });
  const document = await readApiSpec(args, services);
  const { status: _, source: __, warnings: ___, ...facts } = computeSecurityTests(args, document);
  const example = computeSecurityTests({ security_focus: ['authentication'] }, await exampleDocument());
  return [
    ...exampleMessages('Write security scenarios about authentication for this API.', {
      scenario_configs: example.scenario_configs,
    }),
    {
      role: 'user',
      text: requestText({
        task: `${SECURITY_TASK} Then say which test cases matter most for this API and what is missing among them. Try cases only on servers that may be tested.`,
        facts: { operations: operationLines({ document }), ...facts },
        schema: scenariosSchema(),
      }),
    },
  ];
}
