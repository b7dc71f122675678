import type { ASTNode } from '@marcbachmann/cel-js';
import type { ScenarioRequest } from '../decision.ts';
import type { StateValue } from '../scenario.ts';
import type { Budget } from './budget.ts';

/** What an expression sees when it is evaluated. */
export interface Scope {
  readonly request: ScenarioRequest;
  /** Called when an expression first asks for `state`. */
  readonly state: () => Readonly<Record<string, StateValue>>;
  readonly budget: Budget;
  /** The variables of the comprehensions that are running, the outermost first. */
  readonly locals: unknown[];
  /** Templates alone have these. */
  readonly generated?: unknown;
  /** The next number from 0 to below 1. */
  readonly random?: (() => number) | undefined;
}

/** @throws {EvaluationError} @throws {BudgetError} */
export type Evaluate = (scope: Scope) => unknown;

/**
 * Makes a function of a node of the syntax tree.
 *
 * @param names The variables of the comprehensions around it, the outermost first.
 * @throws {ExpressionError} for what is not offered.
 */
export type Compile = (node: ASTNode, names: readonly string[]) => Evaluate;
