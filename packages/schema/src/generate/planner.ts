import type { TypeName } from '../model/keywords.ts';
import { keyOf } from '../validate/sets.ts';
import { planArray } from './array-plan.ts';
import { planChoice } from './choice-plan.ts';
import { copier } from './copier.ts';
import { exampleValues } from './example-values.ts';
import type { Node } from './graph.ts';
import { planNumber } from './number-plan.ts';
import { planObject } from './object-plan.ts';
import type { PlannerOptions } from './planner-options.ts';
import { below, mix } from './random.ts';
import type { Generate } from './run.ts';
import { planText } from './text-plan.ts';
import { isUntyped, typesOf } from './types-of.ts';

/** How instances of a node are made. Worked out on first use. */
export class Plan {
  /** How often it is under way, one inside the other. */
  active = 0;
  readonly node: Node;
  generate: Generate;

  constructor(node: Node, compile: () => Generate) {
    this.node = node;
    this.generate = (seed, run) => {
      this.generate = compile();
      return this.generate(seed, run);
    };
  }
}

/** Keeps one plan for each node and, as values look like what they are called, each name. */
export class Planner {
  readonly options: PlannerOptions;
  readonly #plans = new Map<string, Plan>();

  constructor(options: PlannerOptions) {
    this.options = options;
  }

  plan(node: Node, name: string): Plan {
    const key = `${node.id} ${this.isObject(node) ? '' : name}`;
    let plan = this.#plans.get(key);
    if (plan === undefined) {
      const made = new Plan(node, () => this.#compile(made, name));
      plan = made;
      this.#plans.set(key, plan);
    }
    return plan;
  }

  /** Whether the first choice for a node is an array or object. */
  isContainer(node: Node): boolean {
    return node.shape.values === undefined && CONTAINERS.has(this.#firstType(node));
  }

  private isObject(node: Node): boolean {
    return node.shape.groups.length === 0 && node.shape.values === undefined && typesOf(node.shape).join() === 'object';
  }

  #firstType(node: Node): TypeName | undefined {
    const choice = this.options.graph.choice(node);
    if (choice === undefined) return typesOf(node.shape)[0];
    const branch = choice.branches.find((candidate) => candidate.shape.types?.join() !== 'null') ?? choice.branches[0];
    return branch === undefined ? undefined : this.#firstType(branch);
  }

  #compile(plan: Plan, name: string): Generate {
    const generate = this.#compileFresh(plan, name);
    const { examples, defaults } = plan.node.shape;
    if (examples.length === 0 && defaults.length === 0) return generate;
    let values: readonly (() => unknown)[] | undefined;
    return (seed, run) => {
      if (!run.examples) return generate(seed, run);
      values ??= exampleValues(plan.node, this.options);
      return values.length > 0 ? values[below(values.length, seed)]?.() : generate(seed, run);
    };
  }

  #compileFresh(plan: Plan, name: string): Generate {
    const { node } = plan;
    const choice = this.options.graph.choice(node);
    if (choice !== undefined) return planChoice(this, { plan, choice, name });
    const values = this.options.finite.values(node);
    if (values !== undefined) return planValues(values);
    const types = typesOf(node.shape);
    if (isUntyped(node.shape)) return this.#compileType(plan, name === '' ? 'object' : 'string', name);
    const plans = types.map((type) => this.#compileType(plan, type, name));
    const [first = () => null] = plans;
    if (plans.length < 2 || node.shape.types === undefined) return first;
    const flattest = plans[types.indexOf(this.#flattestType(node, types))] ?? first;
    return (seed, run) => {
      if (run.depth <= 0) return flattest(seed, run);
      return (run.example ? first : (plans[below(plans.length, mix(seed, 3))] ?? first))(seed, run);
    };
  }

  #flattestType(node: Node, types: readonly TypeName[]): TypeName {
    const scalar = types.find((type) => !CONTAINERS.has(type));
    if (scalar !== undefined) return scalar;
    const { finite } = this.options;
    const levels = (type: TypeName): number =>
      Math.max(0, ...finite.requirementsOfType(node, type).map((needed) => 1 + finite.levels(needed)));
    return types.toSorted((a, b) => levels(a) - levels(b))[0] ?? 'null';
  }

  #compileType(plan: Plan, type: TypeName, name: string): Generate {
    const { shape } = plan.node;
    switch (type) {
      case 'null':
        return () => null;
      case 'boolean':
        return avoiding(shape.excluded, (seed) => (mix(seed, 5) & 1) === 1);
      case 'integer':
      case 'number':
        return avoiding(shape.excluded, planNumber(shape, type === 'integer', name));
      case 'string':
        return avoiding(shape.excluded, planText({ shape, name, patternFor: this.options.patternFor }));
      case 'array':
        return planArray(this, plan, name);
      default:
        return planObject(this, plan);
    }
  }
}

const CONTAINERS = new Set<TypeName | undefined>(['array', 'object']);

function planValues(values: readonly unknown[]): Generate {
  const used = values.some((value) => value !== null) ? values.filter((value) => value !== null) : values;
  const makers = used.map(copier);
  return (seed) => makers[below(makers.length, seed)]?.();
}

function avoiding(excluded: readonly unknown[], make: (seed: number) => unknown): Generate {
  if (excluded.length === 0) return make;
  const keys = new Set(excluded.map(keyOf));
  return (seed) => {
    let value = make(seed);
    for (let attempt = 1; attempt < 50 && keys.has(keyOf(value)); attempt += 1) value = make(mix(seed, attempt));
    return value;
  };
}
