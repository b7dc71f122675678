import { createPatternSampler } from '../pattern/sample-pattern.ts';
import type { Node } from './graph.ts';
import type { Planner } from './planner.ts';
import { hashText, mix, sequence } from './random.ts';
import type { Run } from './run.ts';
import { setOwn } from './set-own.ts';
import { WORDS } from './words.ts';

type FillUp = (made: Record<string, unknown>, seed: number, run: Run) => void;

/** Adds properties that no one names: as many as `minProperties` asks for, and one or two where an object is only a map. */
export function planExtraProperties(planner: Planner, node: Node): FillUp | undefined {
  const { shape } = node;
  const isMap =
    shape.properties.size === 0 &&
    shape.required.size === 0 &&
    (shape.unevaluatedProperties.length > 0 ||
      shape.propertyRules.some(
        ({ additional, patterns }) => patterns.length > 0 || typeof additional?.schema === 'object',
      ));
  if (!isMap && shape.minProperties === 0) return undefined;
  const nameAt = planNames(planner, node);
  const { graph, finite } = planner.options;
  return (made, seed, run) => {
    const usual = isMap && !run.minimal && run.depth > 0 && run.budget > 0 ? 1 + (seed & 1) : 0;
    const wanted = Math.max(shape.minProperties, Math.min(usual, shape.maxProperties));
    let count = Object.keys(made).length;
    for (let index = 0; count < wanted && index < wanted * 4 + 64; index += 1) {
      const name = nameAt(index);
      if (name === undefined || Object.hasOwn(made, name)) continue;
      const property = graph.anyProperty(node, name);
      if (finite.levels(property) === Infinity) continue;
      run.budget -= 1;
      setOwn(made, name, planner.plan(property, '*').generate(mix(seed, hashText(name)), run));
      count += 1;
    }
  };
}

/** Names by number, mostly different ones. */
function planNames(planner: Planner, node: Node): (index: number) => string | undefined {
  const { shape } = node;
  const { graph } = planner.options;
  const optional = [...shape.properties.keys()];
  const samplers = shape.propertyRules
    .flatMap(({ patterns }) => patterns)
    .flatMap(({ source, matches }) => createPatternSampler(source, matches) ?? []);
  const named = shape.propertyNames.length > 0 ? planner.plan(graph.name(node), '') : undefined;
  return (index) => {
    if (index < optional.length) return optional[index];
    const number = index - optional.length;
    if (named !== undefined) return String(named.generate(mix(number, 1), NAMING));
    const sampler = samplers[number % (samplers.length + 1)];
    if (sampler !== undefined) return sampler({ random: sequence(number) });
    return number < WORDS.length
      ? WORDS[number]
      : `${WORDS[number % WORDS.length]}${Math.floor(number / WORDS.length)}`;
  };
}

const NAMING: Run = {
  example: true,
  examples: false,
  careful: false,
  exclusive: false,
  minimal: false,
  depth: 1,
  budget: 10,
};
