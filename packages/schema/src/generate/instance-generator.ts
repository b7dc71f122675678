import type { SchemaStore } from '../model/schema-reader.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { repairInstance } from '../repair/instance-repair.ts';
import { Repairer } from '../repair/repairer.ts';
import { SchemaError } from '../schema-error.ts';
import type { Direction, GenerateOptions, RepairOptions, Violation } from '../types.ts';
import type { InstanceValidator } from '../validate/instance-validator.ts';
import { Finite } from './finite.ts';
import { Graph, type Node } from './graph.ts';
import { AMPLE_VALUES, MAX_VALUES } from './limits.ts';
import { type Located, Locations } from './located.ts';
import { type Plan, Planner } from './planner.ts';
import { hashText, mix } from './random.ts';
import type { Run } from './run.ts';
import type { Impossible } from './shape.ts';
import { Size } from './size.ts';

export interface InstanceGeneratorOptions {
  readonly direction: Direction;
  readonly store: SchemaStore;
  readonly validator: InstanceValidator;
  readonly patternFor: (source: string) => Pattern;
  readonly dynamicScope: ReadonlyMap<string, string>;
  readonly seed: string;
}

/** Makes instances of schemas for one direction. */
export class InstanceGenerator {
  readonly #options: InstanceGeneratorOptions;
  readonly #locations = new Locations();
  readonly #graph: Graph;
  readonly #finite: Finite;
  readonly #size: Size;
  readonly #planner: Planner;
  readonly #repairer: Repairer;

  constructor(options: InstanceGeneratorOptions) {
    this.#options = options;
    const { direction, store, patternFor, dynamicScope } = options;
    this.#graph = new Graph(direction, { read: store.read, patternFor, dynamicScope, locations: this.#locations });
    this.#finite = new Finite(this.#graph, patternFor);
    this.#size = new Size(this.#graph, this.#finite);
    const isValid = (node: Node, value: unknown): boolean =>
      this.#graph.given(node).every((part) => this.#isValidPart(part, value));
    const parts = { graph: this.#graph, finite: this.#finite, patternFor, isValid };
    this.#planner = new Planner(parts);
    const isValidPart = (part: Located, value: unknown): boolean => this.#isValidPart(part, value);
    this.#repairer = new Repairer({ ...parts, planner: this.#planner, isValidPart });
  }

  /** @throws {SchemaError} `UNSATISFIABLE` where it can be told beforehand. */
  prepare(uri: string): Instances {
    const node = this.#graph.root(uri);
    if (this.#finite.levels(node) === Infinity) throw unsatisfiable(this.#finite.explain(node));
    if (this.#size.values(node, 0) > MAX_VALUES) throw unsatisfiable(tooLarge(node, uri));
    const { direction, validator, seed } = this.#options;
    return new Instances({
      plan: this.#planner.plan(node, ''),
      depth: this.#size.optionalDepth(node),
      seed,
      isValid: (value) => validator.isValid(uri, direction, value),
      explain: (value) => this.#explain(uri, value),
    });
  }

  /** The valid instance that is found nearest to one that is not; `undefined` where none is found. */
  repair(uri: string, instance: unknown, options: RepairOptions): unknown {
    const node = this.#graph.root(uri);
    const { direction, validator, seed } = this.#options;
    const validate = (value: unknown): readonly Violation[] => validator.validate(uri, direction, value);
    const isValid = (value: unknown): boolean => validator.isValid(uri, direction, value);
    const generate = (): unknown => this.#generated(uri, options);
    return repairInstance(instance, { repairer: this.#repairer, node, seed, validate, isValid, generate }, options);
  }

  #generated(uri: string, options: GenerateOptions): unknown {
    try {
      return this.prepare(uri).generate(options);
    } catch (error) {
      if (error instanceof SchemaError) return undefined;
      throw error;
    }
  }

  #isValidPart({ schema }: Located, value: unknown): boolean {
    if (typeof schema === 'boolean') return schema;
    const { store, validator, direction } = this.#options;
    return validator.isValid(store.nameOf(schema), direction, value);
  }

  #explain(uri: string, value: unknown): Impossible {
    const { validator, direction } = this.#options;
    const { keyword, message, origin } = validator.explain(uri, direction, value);
    const located = origin === undefined ? undefined : this.#locations.find(origin);
    const place = { uri: located?.uri ?? uri, pointer: located === undefined ? '' : `${located.pointer}/${keyword}` };
    return { keyword, ...place, message: `every attempt ended in a value that ${message}` };
  }
}

interface InstancesOptions {
  readonly plan: Plan;
  /** Levels of optional parts. */
  readonly depth: number;
  readonly seed: string;
  readonly isValid: (value: unknown) => boolean;
  /** What is wrong with a value that is not valid. */
  readonly explain: (value: unknown) => Impossible;
}

type Attempt = Pick<Run, 'careful' | 'exclusive' | 'minimal' | 'examples'>;

const PLAIN: Attempt = { careful: false, exclusive: false, minimal: false, examples: true };

const ATTEMPTS: readonly Attempt[] = [
  PLAIN,
  { careful: true, exclusive: false, minimal: false, examples: true },
  { careful: true, exclusive: true, minimal: false, examples: true },
  { careful: true, exclusive: false, minimal: false, examples: false },
  { careful: true, exclusive: true, minimal: false, examples: false },
  { careful: true, exclusive: false, minimal: true, examples: false },
  { careful: true, exclusive: true, minimal: true, examples: false },
  { careful: false, exclusive: false, minimal: true, examples: false },
  { careful: true, exclusive: false, minimal: false, examples: false },
  { careful: true, exclusive: true, minimal: false, examples: false },
  { careful: true, exclusive: false, minimal: true, examples: false },
  { careful: true, exclusive: true, minimal: true, examples: false },
];

const MAX_FAILURES = 1000;

/** Makes valid instances of one schema. */
export class Instances {
  readonly #options: InstancesOptions;
  /** What has failed fails again: no need to try. */
  readonly #failures = new Map<string, Impossible>();

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** @throws {SchemaError} `UNSATISFIABLE` when no attempt came to a valid instance. */
  generate({ seed = '', mode = 'example' }: GenerateOptions): unknown {
    const { plan, depth, isValid, explain } = this.#options;
    const start = mix(hashText(this.#options.seed), hashText(seed));
    if (this.#failures.size > 0) this.#throwKnown(mode, start);
    let first: unknown;
    for (let index = 0; index < ATTEMPTS.length; index += 1) {
      const run = runOf(index, mode === 'example', depth);
      const value = plan.generate(index < 3 ? start : mix(start, index), run);
      if (isValid(value)) return value;
      if (index === 0) first = value;
    }
    const reason = explain(first);
    if (this.#failures.size < MAX_FAILURES) this.#failures.set(`${mode} ${start}`, reason);
    throw unsatisfiable(reason);
  }

  #throwKnown(mode: string, start: number): void {
    const failure = this.#failures.get(`${mode} ${start}`);
    if (failure !== undefined) throw unsatisfiable(failure);
  }
}

function runOf(index: number, example: boolean, depth: number): Run {
  const { careful, exclusive, minimal, examples } = ATTEMPTS[index] ?? PLAIN;
  return { example, examples: example && examples, careful, exclusive, minimal, depth, budget: AMPLE_VALUES };
}

function tooLarge(node: Node, uri: string): Impossible {
  const [part] = node.parts;
  const message = `it asks for more than ${MAX_VALUES} values, by minItems or minProperties at several levels`;
  return { keyword: 'minItems', uri: part?.uri ?? uri, pointer: part?.pointer ?? '', message };
}

function unsatisfiable({ keyword, uri, pointer, message }: Impossible): SchemaError {
  return new SchemaError(
    'UNSATISFIABLE',
    `No valid instance: ${keyword} at ${pointer === '' ? 'the root' : pointer} of ${uri} cannot be met, ${message}`,
    {
      ...{ keyword, uri, pointer },
    },
  );
}
