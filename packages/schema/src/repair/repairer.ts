import type { Finite } from '../generate/finite.ts';
import { fits, isOfType } from '../generate/fits.ts';
import type { Choice, Graph, Node } from '../generate/graph.ts';
import { AMPLE_VALUES } from '../generate/limits.ts';
import type { Located } from '../generate/located.ts';
import type { Planner } from '../generate/planner.ts';
import { hashText, mix } from '../generate/random.ts';
import { typesOf } from '../generate/types-of.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { nearestScalar } from './nearest-scalar.ts';
import { repairArray } from './repair-array.ts';
import { repairObject } from './repair-object.ts';
import { COST, costAt, type Repaired, type RepairRun, sizeOf } from './repair-run.ts';

export interface RepairerOptions {
  readonly graph: Graph;
  readonly finite: Finite;
  readonly planner: Planner;
  readonly patternFor: (source: string) => Pattern;
  /** Whether a value meets all schemas of a node. */
  readonly isValid: (node: Node, value: unknown) => boolean;
  readonly isValidPart: (part: Located, value: unknown) => boolean;
}

interface Place {
  readonly node: Node;
  readonly run: RepairRun;
  /** JSON Pointer into the instance as it was given. */
  readonly pointer: string;
  /** Of the property that it is the value of; `''` for none. */
  readonly name: string;
}

/** Goes through an instance and its schema together and changes what does not fit, as little as it can. */
export class Repairer {
  readonly graph: Graph;
  readonly patternFor: (source: string) => Pattern;
  readonly isValidPart: (part: Located, value: unknown) => boolean;
  readonly #options: RepairerOptions;

  constructor(options: RepairerOptions) {
    this.#options = options;
    this.graph = options.graph;
    this.patternFor = options.patternFor;
    this.isValidPart = options.isValidPart;
  }

  /** The cost is `Infinity` where nothing was found, or the budget did not reach. */
  repair(value: unknown, place: Place): Repaired {
    const { node, run, pointer } = place;
    run.budget -= 1;
    if (run.budget < 0) return { value, cost: Infinity };
    if (run.renewed.has(pointer)) return this.#replace(value, place);
    const choice = this.graph.choice(node);
    return choice === undefined ? this.#repairPlain(value, place) : this.#repairChoice(value, place, choice);
  }

  /** A value for a place, as the generator makes it. */
  generate(
    node: Node,
    { name, pointer, run, attempt = 0 }: Omit<Place, 'node'> & { readonly attempt?: number },
  ): unknown {
    const { careful, exclusive, seed } = run;
    return this.#options.planner.plan(node, name).generate(mix(mix(seed, hashText(pointer)), attempt), {
      ...{ example: attempt === 0, examples: attempt === 0, careful, exclusive, minimal: true, depth: 1 },
      budget: AMPLE_VALUES,
    });
  }

  #repairChoice(value: unknown, place: Place, { branches, exclusive }: Choice): Repaired {
    const { run, node } = place;
    const found: Repaired[] = [];
    for (const [index, branch] of branches.slice(0, MAX_BRANCHES).entries()) {
      const taken = (run.exclusive ? exclusive(index) : undefined) ?? branch;
      if (this.#options.finite.levels(taken) === Infinity) continue;
      const repaired = this.repair(value, { ...place, node: taken });
      if (repaired.cost === 0 && !run.careful) return repaired;
      found.push(repaired);
    }
    const ordered = found.toSorted((a, b) => a.cost - b.cost);
    const [cheapest = { value, cost: Infinity }] = ordered;
    if (!run.careful) return cheapest;
    return ordered.find((one) => one.cost < Infinity && this.#options.isValid(node, one.value)) ?? cheapest;
  }

  #repairPlain(value: unknown, place: Place): Repaired {
    const { node, run, pointer } = place;
    const { shape } = node;
    const values = this.#options.finite.values(node);
    if (values === undefined && shape.never === undefined) {
      if (Array.isArray(value) && isArrayAllowed(node)) return repairArray(this, value, place);
      if (isObject(value) && isObjectAllowed(node)) return repairObject(this, value, place);
    }
    if (fits(value, shape, this.patternFor) && (values !== undefined || typeof value !== 'object' || value === null))
      return { value, cost: 0 };
    const nearest = nearestScalar(value, node, { values, patternFor: this.patternFor });
    const cost = values?.length === 1 ? COST.chosen : COST.adjusted;
    if (nearest !== undefined) return { value: nearest, cost: costAt(pointer, cost, run) };
    return this.#convert(value, place) ?? this.#replace(value, place);
  }

  /** One value for a list of it and the other way round, and structures that came as text. */
  #convert(value: unknown, place: Place): Repaired | undefined {
    const { node, run, pointer } = place;
    if (this.#options.finite.values(node) !== undefined) return undefined;
    const inner = converted(value, node);
    if (inner === undefined) return undefined;
    const repaired = this.#repairPlain(inner, place);
    return { value: repaired.value, cost: repaired.cost + costAt(pointer, COST.adjusted, run) };
  }

  #replace(value: unknown, { node, name, pointer, run }: Place): Repaired {
    if (this.#options.finite.levels(node) === Infinity) return { value, cost: Infinity };
    // Nothing is lost with what is wrong altogether.
    const lost = run.suspects.get(pointer) === 'whole' ? 0 : sizeOf(value) - 1;
    const cost = (node.shape.values?.length === 1 ? COST.chosen : COST.replaced) + lost;
    return { value: this.generate(node, { name, pointer, run }), cost: costAt(pointer, cost, run) };
  }
}

/** Alternatives of one place that are tried. */
const MAX_BRANCHES = 64;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isArrayAllowed({ shape }: Node): boolean {
  return shape.types === undefined || shape.types.includes('array');
}

function isObjectAllowed({ shape }: Node): boolean {
  return shape.types === undefined || shape.types.includes('object');
}

function converted(value: unknown, { shape }: Node): unknown {
  const types = shape.types === undefined ? [] : typesOf(shape);
  if (Array.isArray(value)) {
    const [first] = value;
    return value.length === 1 && types.length > 0 && !isStructure(first, types) ? first : undefined;
  }
  if (typeof value === 'string' && /^\s*[[{]/.test(value)) {
    const parsed = parseStructure(value);
    if (types.some((type) => (type === 'array' || type === 'object') && isOfType(parsed, type))) return parsed;
  }
  return types.includes('array') && !types.includes('object') ? [value] : undefined;
}

function isStructure(value: unknown, types: readonly string[]): boolean {
  return Array.isArray(value) || (isObject(value) && !types.includes('object'));
}

function parseStructure(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
