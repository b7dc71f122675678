import { keyOf } from '../validate/sets.ts';
import { containedPositions } from './contained-positions.ts';
import type { Node } from './graph.ts';
import type { Located } from './located.ts';
import type { Plan, Planner } from './planner.ts';
import { below, mix } from './random.ts';
import type { Generate, Run } from './run.ts';

/** Makes arrays: tuples first, then what `contains` asks for, then items. */
export function planArray(planner: Planner, plan: Plan, name: string): Generate {
  const { node } = plan;
  const { shape } = node;
  const slots = new Slots(planner, node, name);
  const least = Math.max(shape.minItems, slots.needed);
  const usual = planLength(least, Math.min(shape.maxItems, slots.available), slots.prefix);
  const domain = shape.uniqueItems
    ? planner.options.finite.domain(planner.options.graph.item(node, slots.prefix))
    : undefined;
  const most = domain === undefined ? Infinity : Math.max(least, slots.prefix + domain.length);
  return (seed, run) => {
    plan.active += 1;
    run.depth -= 1;
    const hasRoom = run.depth >= 0 && run.budget > 0 && !run.minimal && plan.active <= 2;
    const length = hasRoom ? Math.min(most, usual(seed, run)) : least;
    const made: unknown[] = [];
    const distinct = shape.uniqueItems ? new Distinct() : undefined;
    for (let index = 0; index < length; index += 1) {
      run.budget -= 1;
      const item = slots.plan(index);
      const own = mix(seed, index + 1);
      made.push(distinct === undefined ? item.generate(own, run) : distinct.generate(item, { seed: own, run, domain }));
    }
    run.depth += 1;
    plan.active -= 1;
    return made;
  };
}

function planLength(least: number, most: number, prefix: number): (seed: number, run: Run) => number {
  const limit = Math.max(least, most);
  return (seed, { example }) => {
    const usual = example ? Math.max(prefix, 1 + (mix(seed, 19) & 1)) : below(4, mix(seed, 19));
    return Math.max(least, Math.min(limit, usual));
  };
}

/** What stands at each position. */
class Slots {
  readonly prefix: number;
  /** The items that `contains` needs, with those before them. */
  readonly needed: number;
  /** The items there can be at most. */
  readonly available: number;
  readonly #planner: Planner;
  readonly #node: Node;
  readonly #name: string;
  readonly #contained: ReadonlyMap<number, Located>;
  readonly #plans: Plan[] = [];

  constructor(planner: Planner, node: Node, name: string) {
    this.#planner = planner;
    this.#node = node;
    this.#name = name;
    const { graph, finite } = planner.options;
    this.prefix = Math.max(0, ...node.shape.items.map(({ prefix }) => prefix.length));
    const impossible = Array.from({ length: this.prefix + 1 }, (_, index) =>
      finite.levels(graph.item(node, index)),
    ).indexOf(Infinity);
    this.available = impossible < 0 ? Infinity : impossible;
    this.#contained = containedPositions(graph, node);
    this.needed = Math.max(0, ...[...this.#contained.keys()].map((index) => index + 1));
  }

  plan(index: number): Plan {
    // Far along, all are the same.
    const position = Math.min(index, this.prefix + this.needed);
    let plan = this.#plans[position];
    if (plan === undefined) {
      plan = this.#planner.plan(this.#nodeAt(position), this.#name);
      this.#plans[position] = plan;
    }
    return plan;
  }

  #nodeAt(index: number): Node {
    return this.#planner.options.graph.itemContained(this.#node, index, this.#contained.get(index));
  }
}

/** Tries until an item differs from those before. */
class Distinct {
  readonly #keys = new Set<unknown>();

  generate(
    plan: Plan,
    { seed, run, domain }: { seed: number; run: Run; domain: readonly unknown[] | undefined },
  ): unknown {
    let value = plan.generate(seed, run);
    for (let attempt = 1; attempt <= 20 && this.#keys.has(keyOf(value)); attempt += 1) {
      value = plan.generate(mix(seed, attempt), { ...run, example: false, examples: false });
    }
    if (domain !== undefined && this.#keys.has(keyOf(value)))
      value = domain.find((other) => !this.#keys.has(keyOf(other))) ?? value;
    this.#keys.add(keyOf(value));
    return value;
  }
}
