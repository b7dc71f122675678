import { scenarioTypeField } from '../ai/analysis-fields.ts';
import type { Prompt } from '../prompt.ts';
import { completeChoices } from './complete-choice.ts';
import { completeDocument } from './complete-document.ts';
import { completeOperations } from './complete-operations.ts';

export const generateScenarioConfigPrompt: Prompt = {
  name: 'generate_scenario_config',
  title: 'Generate a scenario',
  description: 'Scenarios for operations of an API, to deploy to its mock.',
  arguments: [
    {
      name: 'api_spec',
      description: 'API document: a path, a URL, inline text, or the URL of a running mock',
      isRequired: false,
      complete: completeDocument,
    },
    {
      name: 'scenario_type',
      description: `One or several, separated by commas: ${scenarioTypeField.options.join(', ')}`,
      isRequired: false,
      complete: completeChoices(scenarioTypeField.options),
    },
    {
      name: 'endpoints',
      description: 'Operations, separated by commas: GET /pets, /pets, or operation ids',
      isRequired: false,
      complete: completeOperations,
    },
    {
      name: 'test_parameters',
      description: 'JSON, e.g. {"requests_per_second": 50, "max_response_time_ms": 300}',
      isRequired: false,
    },
    { name: 'scenario_name', description: 'Its name in the mock', isRequired: false },
  ],
  render: async (args, services) => {
    const { renderGenerateScenarioConfig } = await import('./render-generate-scenario-config.ts');
    return await renderGenerateScenarioConfig(args, services);
  },
};
