import type { CompareAnswersOptions, Tolerance } from './answers-options.ts';
import { compileJsonPath } from './json-path.ts';
import { type PathTree, pathTree } from './path-tree.ts';
import { stepsOf } from './pointer.ts';

/** What counts where. */
export interface FieldRules {
  /** Names that are ignored at any depth. */
  readonly names: ReadonlySet<string>;
  /** Places that are ignored in a body. */
  ignoredIn(body: unknown): PathTree<true>;
  readonly volatile: PathTree<VolatileRule>;
  readonly tolerances: PathTree<number>;
  readonly tolerance: Tolerance;
}

export interface VolatileRule {
  readonly forms: ReadonlySet<string>;
  readonly optional: boolean;
}

/** @throws {TypeError} for a pointer or JSONPath that is none, and for a tolerance below 0. */
export function fieldRules({ ignoreFields = [], tolerance = {}, volatile }: CompareAnswersOptions): FieldRules {
  const pointers = ignoreFields.filter((field) => field.startsWith('/')).map(stepsOf);
  const paths = ignoreFields.filter((field) => field.startsWith('$')).map(compileJsonPath);
  const fields = volatile?.fields ?? [];
  const tolerances = typeof tolerance === 'number' ? { relative: tolerance } : tolerance;
  checkTolerance(tolerances);
  return {
    names: new Set(ignoreFields.filter((field) => !/^[/$]/.test(field))),
    ignoredIn: (body) =>
      pathTree(
        [...pointers.flatMap(fromBody), ...paths.flatMap((find) => find(body).map(({ path }) => path))].map((steps) => [
          steps,
          true,
        ]),
      ),
    volatile: pathTree(
      fields.map(({ pointer, forms, optional }) => [
        stepsOf(pointer),
        { forms: new Set(forms), optional: optional === true },
      ]),
    ),
    tolerances: pathTree(
      Object.entries(tolerances.perPath ?? {}).flatMap(([pointer, value]) =>
        fromBody(stepsOf(pointer)).map((steps) => [steps, value] as const),
      ),
    ),
    tolerance: tolerances,
  };
}

/** A pointer as differences show it begins with `/body`: it may be meant so, too. */
function fromBody(steps: string[]): string[][] {
  return steps[0] === 'body' ? [steps, steps.slice(1)] : [steps];
}

function checkTolerance({ relative, absolute, timeMs, perPath = {} }: Tolerance): void {
  for (const value of [relative, absolute, timeMs, ...Object.values(perPath)]) {
    if (value !== undefined && !(value >= 0)) throw new TypeError(`A tolerance is a number from 0 on, not ${value}`);
  }
}
