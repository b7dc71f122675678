import { z } from '@hono/zod-openapi';
import type { Scenario, ScenarioProblem } from '@mockloop/scenarios';
import { ScenarioError } from '../behaviour/scenario-control.ts';
import type { World } from '../worlds/world.ts';
import type { AdminProblemError } from './admin-problem.ts';

/** What may be wrong with a scenario, or odd about it. */
export const scenarioProblemSchema: z.ZodType<ScenarioProblem> = z
  .object({
    severity: z.enum(['error', 'warning']),
    code: z.string().openapi({ example: 'OPERATION_UNKNOWN' }),
    pointer: z.string().openapi({ description: 'JSON Pointer into the scenario.', example: '/rules/0/match' }),
    message: z.string(),
    advice: z.string(),
  })
  .openapi('ScenarioProblem');

/** A scenario in lists. */
export interface ScenarioSummary {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  readonly active: boolean;
  /** How many. */
  readonly rules: number;
}

export const scenarioSummarySchema: z.ZodType<ScenarioSummary> = z
  .object({
    name: z.string(),
    type: z.string().openapi({ example: 'error_simulation' }),
    description: z.string().optional(),
    active: z.boolean(),
    rules: z.number().int().openapi({ description: 'How many rules it has.' }),
  })
  .openapi('ScenarioSummary');

/** One scenario whole, as its own JSON Schema says: routes show it as it is. */
export const scenarioSchema: z.ZodType<Scenario> = z
  .custom<Scenario>((value) => typeof value === 'object' && value !== null)
  .openapi('Scenario', {
    type: 'object',
    required: ['name', 'type', 'rules'],
    properties: {
      name: { type: 'string' },
      description: { type: 'string' },
      type: { type: 'string' },
      rules: { type: 'array', items: { type: 'object' } },
    },
    description: 'Named behaviour: rules of what to match and what to answer.',
    example: {
      name: 'out-of-stock',
      type: 'error_simulation',
      rules: [{ match: { method: 'POST', path: '/orders' }, respond: { status: 409 }, probability: 0.5 }],
    },
  });

export function toSummary({ name, type, description, rules }: Scenario, { state }: World): ScenarioSummary {
  return { name, type, description, active: state.active === name, rules: rules.length };
}

/** What is wrong with a scenario, as part of problem details. */
export function toProblemErrors(problems: readonly ScenarioProblem[]): AdminProblemError[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ pointer, message, advice }) => ({ detail: `${message} ${advice}`.trim(), pointer: `#${pointer}` }));
}

/** The same problems with other pointers: a scenario is seldom the whole of a body. */
export function relocate(
  problems: readonly ScenarioProblem[],
  move: (pointer: string) => string,
): readonly ScenarioProblem[] {
  return problems.map((problem) => ({ ...problem, pointer: move(problem.pointer) }));
}

/** Has what cannot be deployed refused with pointers into the body that it came in. */
export function inBody<Result>(move: (pointer: string) => string, deploy: () => Result): Result {
  try {
    return deploy();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw new ScenarioError(error.code, error.message, relocate(error.problems, move));
  }
}
