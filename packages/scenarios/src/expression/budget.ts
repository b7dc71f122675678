/** The work for one request is used up. */
export class BudgetError extends Error {
  override readonly name = 'BudgetError';
}

/** Some 20 ms of work at worst: enough for a short condition over 10,000 items. */
const UNITS = 400_000;

/**
 * How much may be computed for one request, counted instead of timed, so that the same request always comes equally far.
 * One unit is about the work of reading one member of an object.
 */
export class Budget {
  #left: number;

  constructor(units: number = UNITS) {
    this.#left = units;
  }

  /** Units that can still be spent. */
  get left(): number {
    return Math.max(0, this.#left);
  }

  /** @throws {BudgetError} where more is asked for than is left. */
  spend(units: number): void {
    this.#left -= units;
    if (this.#left < 0) throw new BudgetError('it takes too long; compare fewer or smaller values');
  }

  /** Pays for looking at every character of a text. */
  read(text: string): void {
    this.spend(1 + text.length / 16);
  }
}
