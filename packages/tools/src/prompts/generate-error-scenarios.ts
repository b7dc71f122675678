import { ERROR_TYPES } from '../ai/generate-error-scenarios.ts';
import type { Prompt } from '../prompt.ts';
import { completeChoice, completeChoices } from './complete-choice.ts';
import { completeDocument } from './complete-document.ts';
import { completeOperations } from './complete-operations.ts';

export const generateErrorScenariosPrompt: Prompt = {
  name: 'generate_error_scenarios',
  title: 'Generate error scenarios',
  description: 'Scenarios in which operations of an API fail as they declare it, and as any API can.',
  arguments: [
    {
      name: 'api_spec',
      description: 'API document: a path, a URL, inline text, or the URL of a running mock',
      isRequired: false,
      complete: completeDocument,
    },
    {
      name: 'api_endpoints',
      description: 'Operations, separated by commas: GET /pets, /pets, or operation ids',
      isRequired: false,
      complete: completeOperations,
    },
    {
      name: 'error_types',
      description: `Separated by commas: ${ERROR_TYPES.join(', ')}`,
      isRequired: false,
      complete: completeChoices(ERROR_TYPES),
    },
    {
      name: 'severity_level',
      description: 'low, medium or high',
      isRequired: false,
      complete: completeChoice(['low', 'medium', 'high']),
    },
  ],
  render: async (args, services) => {
    const { renderGenerateErrorScenarios } = await import('./render-generate-error-scenarios.ts');
    return await renderGenerateErrorScenarios(args, services);
  },
};
