import type { ASTNode } from '@marcbachmann/cel-js';
import { attempt } from './compile-logic.ts';
import { EvaluationError } from './evaluation-error.ts';
import { ExpressionError } from './expression-error.ts';
import type { Compile, Evaluate, Scope } from './scope.ts';
import { isObject, kindOf, truth } from './values.ts';

/** Deeper ones are refused. Their work is bounded anyway; types of values in them must not grow without end. */
const MAX_NESTING = 3;

type MethodCall = ASTNode & { readonly op: 'rcall' };

/** The macros that iterate, by name and number of arguments. */
type Run = (items: readonly unknown[], steps: readonly Step[], scope: Scope) => unknown;
/** An argument behind the variable, evaluated for one item. */
type Step = (item: unknown, scope: Scope) => unknown;

const MACROS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['all/2', (items, [test], scope) => !settles([items, test], false, scope)],
  ['exists/2', (items, [test], scope) => settles([items, test], true, scope)],
  ['exists_one/2', (items, [test], scope) => items.filter((item) => truth(test?.(item, scope))).length === 1],
  ['filter/2', (items, [test], scope) => items.filter((item) => truth(test?.(item, scope)))],
  ['map/2', (items, [transform], scope) => items.map((item) => transform?.(item, scope))],
  [
    'map/3',
    (items, [test, transform], scope) =>
      items.filter((item) => truth(test?.(item, scope))).map((item) => transform?.(item, scope)),
  ],
]);

export function isMacro(node: MethodCall): boolean {
  return MACROS.has(macroName(node));
}

export function compileMacro(node: MethodCall, names: readonly string[], compile: Compile): Evaluate {
  const [, range, [variable, ...bodies]] = node.args;
  const run = MACROS.get(macroName(node));
  if (run === undefined || variable?.op !== 'id') {
    throw new ExpressionError(`${node.args[0]}() wants the name of a variable first`, variable?.start ?? node.start);
  }
  if (names.length >= MAX_NESTING)
    throw new ExpressionError(`comprehensions are nested more than ${MAX_NESTING} deep`, node.start);
  const inner = [...names, variable.args];
  const evaluateRange = compile(range, names);
  const steps = bodies.map((body) =>
    compileStep(compile(body, inner), { slot: names.length, cost: 1 + body.end - body.start }),
  );
  return (scope) => run(itemsOf(evaluateRange(scope)), steps, scope);
}

function compileStep(evaluate: Evaluate, { slot, cost }: { readonly slot: number; readonly cost: number }): Step {
  return (item, scope) => {
    scope.budget.spend(cost);
    scope.locals[slot] = item;
    return evaluate(scope);
  };
}

function macroName(node: MethodCall): string {
  return `${node.args[0]}/${node.args[2].length}`;
}

/** The items of a list; of an object the names of its members. */
function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (isObject(value)) return Object.keys(value);
  throw new EvaluationError(`a list is needed, not ${kindOf(value)}`);
}

/** Whether the test gives `value` for any item. Errors only matter where none does (CEL, "Macros"). */
function settles(
  [items, test]: readonly [readonly unknown[], Step | undefined],
  value: boolean,
  scope: Scope,
): boolean {
  let error: EvaluationError | undefined;
  for (const item of items) {
    const result = attempt((inner) => truth(test?.(item, inner)), scope);
    if (result === value) return true;
    if (result instanceof EvaluationError) error ??= result;
  }
  if (error !== undefined) throw error;
  return false;
}
