import { type AnalyzeOptions, analyzeDocument } from '../ai/analysis/analyze-document.ts';
import { analyzeOpenapiForTesting } from '../ai/analyze-openapi-for-testing.ts';
import { ANALYSIS_TASK, analysisSchema } from '../ai/refine-analysis.ts';
import { requestText } from '../ai/request-text.ts';
import { runAnalyzeOpenapiForTesting } from '../ai/run-analyze-openapi-for-testing.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { PromptMessage } from '../prompt.ts';
import type { ToolServices } from '../tool-context.ts';
import { type PromptTexts, toChoice, toDocumentArguments, toText } from './prompt-texts.ts';
import { exampleDocument, exampleMessages } from './worked-example.ts';

const EXAMPLE: AnalyzeOptions = {
  focus: 'comprehensive',
  depth: 'summary',
  includesRisks: true,
  includesSecurity: true,
};

export async function renderAnalyzeOpenapiForTesting(
  texts: PromptTexts,
  services: ToolServices,
): Promise<readonly PromptMessage[]> {
  const { server_url, api_spec } = toDocumentArguments(toText(texts.openapi_spec) ?? texts.api_spec);
  const args = parseArguments(analyzeOpenapiForTesting, {
    openapi_spec: api_spec,
    server_url,
    testing_focus: toText(texts.testing_focus),
    analysis_depth: toText(texts.analysis_depth),
    risk_assessment: toChoice(texts.risk_assessment),
    include_security_tests: toChoice(texts.include_security_tests),
  });
  const { status: _, source: __, ...facts } = await runAnalyzeOpenapiForTesting(args, services);
  const { api_summary: ___, ...example } = analyzeDocument(await exampleDocument(), EXAMPLE);
  return [
    ...exampleMessages('Analyze this API for testing.', example),
    { role: 'user', text: requestText({ task: ANALYSIS_TASK, facts, schema: analysisSchema() }) },
  ];
}
