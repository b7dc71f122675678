import { planExtraProperties } from './extra-properties.ts';
import { fits } from './fits.ts';
import type { Node } from './graph.ts';
import type { Plan, Planner } from './planner.ts';
import { hashText, mix } from './random.ts';
import type { Generate, Run } from './run.ts';
import { setOwn } from './set-own.ts';

interface Property {
  readonly name: string;
  readonly hash: number;
  readonly required: boolean;
  readonly container: boolean;
  readonly plan: Plan;
}

/** How often a plan may be under way inside itself before optional properties leave it out. */
const MAX_RECURSION = 2;

/** Makes objects: properties in the order of the schema, then those that only `required` names, then as many others as it takes. */
export function planObject(planner: Planner, plan: Plan): Generate {
  const { node } = plan;
  const properties = propertiesOf(planner, node);
  const byName = new Map(properties.map((property) => [property.name, property]));
  const spare = node.shape.maxProperties - properties.filter(({ required }) => required).length;
  const fillUp = planExtraProperties(planner, node);
  const complete = planDependencies(planner, node, byName);
  return (seed, run) => {
    plan.active += 1;
    run.depth -= 1;
    const made: Record<string, unknown> = {};
    let left = spare;
    for (const property of properties) {
      const own = mix(seed, property.hash);
      if (!property.required) {
        if (left <= 0 || isLeftOut(property, own, run)) continue;
        left -= 1;
      }
      run.budget -= 1;
      setOwn(made, property.name, property.plan.generate(own, run));
    }
    complete?.(made, seed, run);
    fillUp?.(made, seed, run);
    run.depth += 1;
    plan.active -= 1;
    return made;
  };
}

function isLeftOut({ container, plan }: Property, seed: number, run: Run): boolean {
  if (run.minimal || run.depth < 0 || run.budget <= 0) return true;
  if (container && (run.depth <= 0 || plan.active >= MAX_RECURSION)) return true;
  return !run.example && (mix(seed, 17) & 3) === 0;
}

function propertiesOf(planner: Planner, node: Node): readonly Property[] {
  const { shape } = node;
  const names = new Set([...shape.properties.keys(), ...shape.required]);
  const nameShape = shape.propertyNames.length > 0 ? planner.options.graph.name(node).shape : undefined;
  const { patternFor } = planner.options;
  return [...names].flatMap((name) => {
    const required = shape.required.has(name);
    if (!required && nameShape !== undefined && !fits(name, nameShape, patternFor)) return [];
    const property = propertyOf(planner, node, name);
    if (property === undefined || (!required && isUnmatchable(planner, property))) return [];
    return [{ ...property, required }];
  });
}

/** No text meets its pattern as it is written: other validators refuse any. */
function isUnmatchable(planner: Planner, { plan }: Property): boolean {
  return plan.node.shape.patterns.some((pattern) => !planner.options.patternFor(pattern).matchable);
}

function propertyOf(planner: Planner, node: Node, name: string): Property | undefined {
  const { graph, finite } = planner.options;
  const property = graph.property(node, name);
  if (graph.isHidden(property) || finite.levels(property) === Infinity) return undefined;
  return {
    name,
    hash: hashText(name),
    required: false,
    container: planner.isContainer(property),
    plan: planner.plan(property, name),
  };
}

type Complete = (made: Record<string, unknown>, seed: number, run: Run) => void;

/** Adds what `dependentRequired` asks for once a property is there. */
function planDependencies(planner: Planner, node: Node, byName: ReadonlyMap<string, Property>): Complete | undefined {
  const { dependentRequired } = node.shape;
  if (dependentRequired.size === 0) return undefined;
  return (made, seed, run) => {
    const queue = Object.keys(made);
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      for (const needed of dependentRequired.get(name) ?? []) {
        if (Object.hasOwn(made, needed)) continue;
        const property = byName.get(needed) ?? propertyOf(planner, node, needed);
        if (property === undefined) continue;
        setOwn(made, needed, property.plan.generate(mix(seed, property.hash), run));
        queue.push(needed);
      }
    }
  };
}
