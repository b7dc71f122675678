import type { Choice } from './graph.ts';
import type { Plan, Planner } from './planner.ts';
import { below, mix } from './random.ts';
import type { Generate, Run } from './run.ts';

export interface ChoicePlanOptions {
  readonly plan: Plan;
  readonly choice: Choice;
  readonly name: string;
}

/** Takes one branch: the first that can end and is not just `null`, or, when the run is random, any. Careful runs try others too. */
export function planChoice(planner: Planner, { plan, choice, name }: ChoicePlanOptions): Generate {
  const { finite, isValid } = planner.options;
  const branches = new Branches(planner, choice, name);
  return (seed, run) => {
    plan.active += 1;
    const start = run.example ? 0 : below(choice.branches.length, mix(seed, 11));
    const order = run.depth <= 0 ? branches.flattest() : branches.from(start);
    let value: unknown;
    let tried = 0;
    for (const index of order) {
      if (finite.levels(branches.node(index, run)) === Infinity) continue;
      value = branches.plan(index, run).generate(seed, run);
      tried += 1;
      run.budget -= 1;
      if (!run.careful || run.budget < 0 || tried > MAX_TRIES || isValid(plan.node, value)) break;
    }
    plan.active -= 1;
    return value;
  };
}

const MAX_TRIES = 24;

class Branches {
  readonly #planner: Planner;
  readonly #choice: Choice;
  readonly #name: string;
  readonly #orders: (readonly number[] | undefined)[] = [];
  #flattest: readonly number[] | undefined;

  constructor(planner: Planner, choice: Choice, name: string) {
    this.#planner = planner;
    this.#choice = choice;
    this.#name = name;
  }

  node(index: number, { exclusive }: Run): Choice['branches'][number] {
    const node = exclusive ? this.#choice.exclusive(index) : this.#choice.branches[index];
    if (node === undefined) throw new RangeError(`There is no branch ${index}`);
    return node;
  }

  plan(index: number, run: Run): Plan {
    return this.#planner.plan(this.node(index, run), this.#name);
  }

  /** All from a certain one on, in a circle; those that are only `null` last. */
  from(start: number): readonly number[] {
    let order = this.#orders[start];
    if (order === undefined) {
      const { branches } = this.#choice;
      const circle = branches.map((_, index) => (start + index) % branches.length);
      const isNull = (index: number): boolean => branches[index]?.shape.types?.join() === 'null';
      order = [...circle.filter((index) => !isNull(index)), ...circle.filter(isNull)];
      this.#orders[start] = order;
    }
    return order;
  }

  flattest(): readonly number[] {
    const { finite } = this.#planner.options;
    this.#flattest ??= this.from(0).toSorted((a, b) => finite.levels(this.#branch(a)) - finite.levels(this.#branch(b)));
    return this.#flattest;
  }

  #branch(index: number): Choice['branches'][number] {
    return this.node(index, { exclusive: false } as Run);
  }
}
