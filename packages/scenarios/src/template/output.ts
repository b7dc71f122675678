import { Budget } from '../expression/budget.ts';
import { measure } from '../expression/values.ts';

/** Characters and values that the expressions of one template may make. */
const MAX_SIZE = 1_000_000;

/** Takes in what the expressions of a template give, as long as it is not too much. */
export class Output {
  readonly #budget = new Budget(MAX_SIZE);

  /** The value itself, a time as text. @throws {BudgetError} @throws {EvaluationError} */
  value(value: unknown): unknown {
    measure(value, this.#budget);
    return value instanceof Date ? value.toISOString() : value;
  }

  /** The value as text: nothing for `null`, JSON for lists and objects. @throws {BudgetError} @throws {EvaluationError} */
  text(value: unknown): string {
    const plain = this.value(value) ?? '';
    return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
  }
}
