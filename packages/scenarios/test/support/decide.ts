import {
  type CompiledScenario,
  type CompileScenarioOptions,
  compileScenario,
  type Decision,
  type ScenarioRule,
} from '../../src/index.ts';
import { createMemory, type TestMemory } from './memory.ts';
import { createRequest } from './request.ts';

type Members = Parameters<typeof createRequest>[0];

export interface Deciding {
  readonly scenario: CompiledScenario;
  readonly memory: TestMemory;
  decide(members?: Members): Decision;
}

/** A scenario of these rules with a memory of its own. */
export function deciding(rules: readonly ScenarioRule[], options?: CompileScenarioOptions): Deciding {
  const scenario = compileScenario({ name: 'test', type: 'functional_testing', rules }, options);
  const memory = createMemory();
  return { scenario, memory, decide: (members) => scenario.decide(createRequest(members), memory) };
}

/** Whether a request matches, and if not, why. */
export function matching(
  match: ScenarioRule['match'],
  members?: Members,
  options?: CompileScenarioOptions,
): true | string {
  const { rule, passed } = deciding([{ match, respond: {} }], options).decide(members);
  return rule === 0 || (passed[0] ?? 'no reason was given');
}
