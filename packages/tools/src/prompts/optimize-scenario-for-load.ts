import type { Prompt } from '../prompt.ts';

export const optimizeScenarioForLoadPrompt: Prompt = {
  name: 'optimize_scenario_for_load',
  title: 'Optimize a scenario for load',
  description: 'A scenario made ready for a load, with its answers kept.',
  arguments: [
    { name: 'base_scenario', description: 'A scenario as JSON, in either shape', isRequired: true },
    { name: 'target_load', description: 'Requests per second', isRequired: true },
    {
      name: 'performance_requirements',
      description: 'JSON, e.g. {"max_response_time_ms": 500, "error_rate_threshold": 0.01}',
      isRequired: false,
    },
  ],
  render: async (args) => {
    const { renderOptimizeScenarioForLoad } = await import('./render-optimize-scenario-for-load.ts');
    return renderOptimizeScenarioForLoad(args);
  },
};
