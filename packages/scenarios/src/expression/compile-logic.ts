import { EvaluationError } from './evaluation-error.ts';
import type { Evaluate, Scope } from './scope.ts';
import { truth } from './values.ts';

/** What making and catching an error costs, in units of the budget. */
const ERROR_COST = 20;

/** The value, or the error that came instead; a spent budget ends everything. */
export function attempt(evaluate: Evaluate, scope: Scope): unknown {
  try {
    return evaluate(scope);
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    scope.budget.spend(ERROR_COST);
    return error;
  }
}

/** `||` (`settles` is true) and `&&`: where one side settles it, an error of the other does not matter (CEL, "Logical operators"). */
export function compileLogic([left, right]: readonly Evaluate[], settles: boolean): Evaluate {
  if (left === undefined || right === undefined) throw new TypeError('A logical operator has two sides');
  return (scope) => {
    const first = attempt((inner) => truth(left(inner)), scope);
    if (first === settles) return settles;
    if (truth(right(scope)) === settles) return settles;
    if (first instanceof EvaluationError) throw first;
    return !settles;
  };
}
