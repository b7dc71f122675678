import { scenarioJsonSchema } from '@mockloop/scenarios';
import { optimizeScenarioForLoad } from '../ai/optimize-scenario-for-load.ts';
import { fence, requestText } from '../ai/request-text.ts';
import { LOAD_TASK, optimize } from '../ai/run-optimize-scenario-for-load.ts';
import { parseArguments } from '../parse-arguments.ts';
import type { PromptMessage } from '../prompt.ts';
import { type PromptTexts, toJson } from './prompt-texts.ts';

const EXAMPLE = {
  base_scenario: {
    name: 'slow-notes',
    type: 'load_testing',
    rules: [{ match: { operation_id: 'readNote' }, respond: { status: 200 }, delay: 2_000 }],
  },
  target_load: 50,
  performance_requirements: { max_response_time_ms: 500 },
};

export function renderOptimizeScenarioForLoad(texts: PromptTexts): readonly PromptMessage[] {
  const args = parseArguments(optimizeScenarioForLoad, {
    base_scenario: toJson(texts.base_scenario),
    target_load: toJson(texts.target_load),
    performance_requirements: toJson(texts.performance_requirements),
  });
  const { use_sampling: _, ...asked } = args;
  const facts = { ...asked, ...optimize(args) };
  return [
    {
      role: 'user',
      text: `An example first. Make this scenario ready for its load.\n${fence(JSON.stringify(EXAMPLE))}`,
    },
    { role: 'assistant', text: JSON.stringify(optimize(EXAMPLE).scenario) },
    { role: 'user', text: requestText({ task: LOAD_TASK, facts, schema: scenarioJsonSchema() }) },
  ];
}
