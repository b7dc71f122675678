import type { Prompt } from '../prompt.ts';
import { completeChoice } from './complete-choice.ts';
import { completeDocument } from './complete-document.ts';

const BOOLEANS = ['true', 'false'];

export const analyzeOpenapiForTestingPrompt: Prompt = {
  name: 'analyze_openapi_for_testing',
  title: 'Analyze an API for testing',
  description: 'What to test of an API and what may be wrong with it, from its document.',
  arguments: [
    {
      name: 'openapi_spec',
      description: 'API document: a path, a URL, inline text, or the URL of a running mock',
      isRequired: false,
      complete: completeDocument,
    },
    { name: 'api_spec', description: 'The same as openapi_spec', isRequired: false, complete: completeDocument },
    {
      name: 'testing_focus',
      description: 'comprehensive, functional, performance or security',
      isRequired: false,
      complete: completeChoice(['comprehensive', 'functional', 'performance', 'security']),
    },
    {
      name: 'analysis_depth',
      description: 'summary, standard or comprehensive',
      isRequired: false,
      complete: completeChoice(['summary', 'standard', 'comprehensive']),
    },
    { name: 'risk_assessment', description: 'true or false', isRequired: false, complete: completeChoice(BOOLEANS) },
    {
      name: 'include_security_tests',
      description: 'true or false',
      isRequired: false,
      complete: completeChoice(BOOLEANS),
    },
  ],
  render: async (args, services) => {
    const { renderAnalyzeOpenapiForTesting } = await import('./render-analyze-openapi-for-testing.ts');
    return await renderAnalyzeOpenapiForTesting(args, services);
  },
};
