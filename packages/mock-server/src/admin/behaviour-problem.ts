import { ScenarioError } from '../behaviour/scenario-control.ts';
import { WorldLimitError } from '../worlds/world.ts';
import { WorldError } from '../worlds/worlds.ts';
import { AdminProblem, type AdminProblemName } from './admin-problem.ts';
import { toProblemErrors } from './scenario-json.ts';

const WORLD_PROBLEMS: Readonly<Record<WorldError['code'], AdminProblemName>> = {
  INVALID_ID: 'INVALID_REQUEST',
  UNKNOWN_WORLD: 'NOT_FOUND',
  UNKNOWN_SNAPSHOT: 'NOT_FOUND',
  TOO_MANY_WORLDS: 'INSUFFICIENT_STORAGE',
  EXISTS: 'CONFLICT',
};

const SCENARIO_PROBLEMS: Readonly<Record<ScenarioError['code'], AdminProblemName>> = {
  INVALID_SCENARIO: 'INVALID_REQUEST',
  UNKNOWN_SCENARIO: 'NOT_FOUND',
  EXISTS: 'CONFLICT',
  NOT_ACTIVE: 'CONFLICT',
};

/** Why a mock was not told what somebody asked for, as problem details; `undefined` for any other error. */
export function toBehaviourProblem(error: Error): AdminProblem | undefined {
  if (error instanceof WorldLimitError) return new AdminProblem('INSUFFICIENT_STORAGE', error.message);
  if (error instanceof WorldError) return new AdminProblem(WORLD_PROBLEMS[error.code], error.message);
  if (!(error instanceof ScenarioError)) return undefined;
  const errors = toProblemErrors(error.problems);
  return new AdminProblem(SCENARIO_PROBLEMS[error.code], error.message, { errors });
}
