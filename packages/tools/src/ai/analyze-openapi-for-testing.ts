import * as z from 'zod';
import { defineTool } from '../define-tool.ts';
import { inlineText } from '../inline-text.ts';
import type { Tool } from '../tool.ts';
import type { AnalysisDepth, ApiAnalysis, TestingFocus } from './analysis/analyze-document.ts';
import type { RiskArea } from './analysis/assess-risks.ts';
import { analysisFields } from './analysis-fields.ts';
import { type AnswerSource, sourceFields } from './answer-source.ts';
import { documentField } from './document-field.ts';

export interface AnalyzeOpenapiForTestingInput {
  /** An object, inline text, a path from the workspace, or a URL. */
  readonly openapi_spec?: string | object | undefined;
  /** The same under its other name. */
  readonly api_spec?: string | object | undefined;
  /** The mock whose document counts where none is given. */
  readonly server_url?: string | undefined;
  /** Default `comprehensive`. */
  readonly testing_focus?: TestingFocus | undefined;
  /** How much is told. Default `standard`. */
  readonly analysis_depth?: AnalysisDepth | undefined;
  /** Default `true`. */
  readonly risk_assessment?: boolean | undefined;
  /** Default `true`. */
  readonly include_security_tests?: boolean | undefined;
  /** Lets the caller's own model refine the answer, where it offers one. Default `false`. */
  readonly use_sampling?: boolean | undefined;
}

export interface AnalyzeOpenapiForTestingResult extends ApiAnalysis, AnswerSource {
  readonly status: 'success';
}

const input = z.strictObject({
  openapi_spec: documentField,
  api_spec: documentField,
  server_url: z.string().optional(),
  testing_focus: z.enum(['comprehensive', 'functional', 'performance', 'security']).default('comprehensive'),
  analysis_depth: z.enum(['summary', 'standard', 'comprehensive']).default('standard'),
  risk_assessment: z.boolean().default(true),
  include_security_tests: z.boolean().default(true),
  use_sampling: z.boolean().default(false).describe("let the caller's model refine it"),
});

const output = z.object({ status: z.literal('success'), ...sourceFields, ...analysisFields });

export const analyzeOpenapiForTesting: Tool<
  'analyze_openapi_for_testing',
  AnalyzeOpenapiForTestingInput,
  AnalyzeOpenapiForTestingResult
> = defineTool({
  name: 'analyze_openapi_for_testing',
  title: 'Analyze an API for testing',
  description:
    'Reads an API document (object, text, path, URL; or that of the mock at server_url) and tells what to test: api_summary, testable_scenarios with the call that drafts each, and risk_areas, each with JSON Pointers as evidence. Sends nothing. Example: {"openapi_spec": "openapi.yaml", "testing_focus": "security"}. Next: generate_scenario_config.',
  toolset: 'ai',
  hints: { readOnly: true, destructive: false, idempotent: true, openWorld: true },
  input,
  output,
  load: () => import('./run-analyze-openapi-for-testing.ts').then((module) => module.runAnalyzeOpenapiForTesting),
  summarize: ({ summary, note, testable_scenarios: scenarios, risk_areas: risks }) =>
    [
      summary,
      ...(note === undefined ? [] : [note]),
      ...(risks.length === 0 ? [] : ['', 'Risks:']),
      ...risks.map((risk) => inlineText(riskLine(risk), 500)),
      '',
      'Worth testing:',
      ...scenarios.map(({ priority, name, description, next }) =>
        inlineText(`- ${priority} ${name}: ${description} ${next.tool} ${JSON.stringify(next.arguments)}`, 800),
      ),
    ].join('\n'),
});

function riskLine({ area, risk_level: level, description, evidence: [first] }: RiskArea): string {
  const example = first === undefined ? '' : ` E.g. ${first.operation ?? ''} ${first.pointer}: ${first.detail}.`;
  return `- ${level} ${area}: ${description}${example}`;
}
