import type { ErrorObject } from 'ajv';
import type { Keywords } from '../model/keywords.ts';
import type { SchemaReader } from '../model/schema-reader.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import type { Direction, Violation } from '../types.ts';
import { collapseErrors } from './collapse-errors.ts';
import { describeError } from './describe-error.ts';
import { Validators } from './validators.ts';

/** More than this says no more. */
const MAX_VIOLATIONS = 100;

/** In an instance with more values than this only the first violation is looked for: there could be one for each of millions. */
const MAX_VALUES = 5_000;

export interface InstanceValidatorOptions {
  readonly read: SchemaReader;
  readonly patternFor: (source: string) => Pattern;
}

/** Validates instances by the name of their schema. */
export class InstanceValidator {
  readonly #options: InstanceValidatorOptions;
  #first: Validators | undefined;
  #all: Validators | undefined;

  constructor(options: InstanceValidatorOptions) {
    this.#options = options;
  }

  isValid(uri: string, direction: Direction, instance: unknown): boolean {
    return this.#errorsOf(this.#firstError, { uri, direction, instance }) === null;
  }

  validate(uri: string, direction: Direction, instance: unknown): readonly Violation[] {
    const query = { uri, direction, instance };
    const first = this.#errorsOf(this.#firstError, query);
    if (first === null) return [];
    const validators = isLarge(instance) || first === tooDeep ? this.#firstError : this.#allErrors;
    const errors = this.#errorsOf(validators, query) ?? first;
    const violations = collapseErrors(errors, (schema) => validators.originOf(schema)).slice(0, MAX_VIOLATIONS);
    return violations.map(toViolation);
  }

  /** The first of the violations of an instance that is not valid, and the schema that it breaks. */
  explain(uri: string, direction: Direction, instance: unknown): Explanation {
    const errors = this.#errorsOf(this.#allErrors, { uri, direction, instance }) ?? [];
    const [error] = collapseErrors(errors, (schema) => this.#allErrors.originOf(schema));
    if (error === undefined) return { keyword: '', message: 'is not valid', origin: undefined };
    const origin = error.parentSchema === undefined ? undefined : this.#allErrors.originOf(error.parentSchema);
    return { keyword: error.keyword, message: describeError(error), origin };
  }

  get #firstError(): Validators {
    this.#first ??= new Validators({ ...this.#options, allErrors: false });
    return this.#first;
  }

  get #allErrors(): Validators {
    this.#all ??= new Validators({ ...this.#options, allErrors: true });
    return this.#all;
  }

  #errorsOf(validators: Validators, { uri, direction, instance }: Query): ErrorObject[] | null {
    try {
      return validators.errorsOf(uri, direction, instance);
    } catch (error) {
      if (error instanceof RangeError) return tooDeep;
      throw error;
    }
  }
}

export interface Explanation {
  readonly keyword: string;
  readonly message: string;
  readonly origin: Keywords | undefined;
}

interface Query {
  readonly uri: string;
  readonly direction: Direction;
  readonly instance: unknown;
}

/** Instances nested thousands of levels deep, and schemas that refer to themselves without an end, exhaust the stack. */
const tooDeep: ErrorObject[] = [
  {
    keyword: 'depth',
    instancePath: '',
    schemaPath: '',
    params: {},
    message: 'is nested too deeply, or its schema has too many alternatives, to be checked',
  },
];

function isLarge(instance: unknown): boolean {
  const queue = [instance];
  for (let seen = 0; queue.length > 0; seen += 1) {
    if (seen > MAX_VALUES) return true;
    const value = queue.pop();
    if (typeof value !== 'object' || value === null) continue;
    const parts = Array.isArray(value) ? value : Object.values(value);
    if (parts.length > MAX_VALUES) return true;
    queue.push(...parts);
  }
  return false;
}

function toViolation(error: ErrorObject): Violation {
  const { instancePath, keyword, params } = error;
  return { pointer: instancePath, keyword, message: describeError(error), params };
}
