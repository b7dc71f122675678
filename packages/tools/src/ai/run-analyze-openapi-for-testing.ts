import { MockLoopError } from '../mockloop-error.ts';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import { analyzeDocument } from './analysis/analyze-document.ts';
import type { AnalyzeOpenapiForTestingInput, AnalyzeOpenapiForTestingResult } from './analyze-openapi-for-testing.ts';
import { refineAnalysis } from './refine-analysis.ts';

export async function runAnalyzeOpenapiForTesting(
  args: AnalyzeOpenapiForTestingInput,
  context: ToolContext,
): Promise<AnalyzeOpenapiForTestingResult> {
  const { openapi_spec: spec, api_spec: other, server_url: serverUrl } = args;
  if (spec !== undefined && other !== undefined)
    throw new MockLoopError('INVALID_ARGUMENTS', 'There are two API documents.', {
      problems: [{ pointer: '/api_spec', detail: 'openapi_spec is the same argument.' }],
      advice: 'Give one of them.',
    });
  const argument = spec === undefined ? '/api_spec' : '/openapi_spec';
  const document = await readDocument(spec ?? other, { argument, serverUrl }, context);
  const computed = analyzeDocument(document, {
    focus: args.testing_focus ?? 'comprehensive',
    depth: args.analysis_depth ?? 'standard',
    includesRisks: args.risk_assessment ?? true,
    includesSecurity: args.include_security_tests ?? true,
  });
  const { answer, source, note } = await refineAnalysis(
    computed,
    { document, isWanted: args.use_sampling ?? false },
    context,
  );
  return { status: 'success', source, note, ...answer };
}
