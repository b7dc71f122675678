import type { ASTNode, BinaryOperator, UnaryOperator } from '@marcbachmann/cel-js';
import type { Budget } from './budget.ts';
import { EvaluationError } from './evaluation-error.ts';
import { requestField } from './request-field.ts';
import type { Compile, Evaluate } from './scope.ts';
import { equals, isObject, kindOf, truth } from './values.ts';

/** Longer texts are not made, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 1_000_000;

type Apply = (left: unknown, right: unknown, budget: Budget) => unknown;

const OPERATORS: Readonly<Record<BinaryOperator, Apply>> = {
  '==': equals,
  '!=': (left, right, budget) => !equals(left, right, budget),
  '<': (left, right, budget) => order(left, right, budget) < 0,
  '<=': (left, right, budget) => order(left, right, budget) <= 0,
  '>': (left, right, budget) => order(left, right, budget) > 0,
  '>=': (left, right, budget) => order(left, right, budget) >= 0,
  in: isMember,
  '+': add,
  '-': (left, right) => number(left) - number(right),
  '*': (left, right) => number(left) * number(right),
  '/': (left, right) => number(left) / number(right),
  '%': (left, right) => number(left) % number(right),
};

export function compileBinary(
  node: ASTNode & { readonly op: BinaryOperator },
  names: readonly string[],
  compile: Compile,
): Evaluate {
  const left = compile(node.args[0], names);
  const right = compile(node.args[1], names);
  const { op } = node;
  if (op === 'in' && requestField(node.args[1], names) === 'headers') return compileHeaderIn(left, right);
  const apply = (op === '/' || op === '%') && node.args.every(isWhole) ? wholeDivision(op) : OPERATORS[op];
  return (scope) => apply(left(scope), right(scope), scope.budget);
}

export function compileUnary(operator: UnaryOperator, operand: Evaluate): Evaluate {
  if (operator === '!_') return (scope) => !truth(operand(scope));
  return (scope) => -number(operand(scope));
}

function compileHeaderIn(left: Evaluate, right: Evaluate): Evaluate {
  return (scope) => isMember(String(left(scope)).toLowerCase(), right(scope), scope.budget);
}

/** Whether an expression is a whole number whatever the request: what CEL divides without a rest. */
function isWhole(node: ASTNode): boolean {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'bigint';
    case 'call':
      return ['size', 'int', 'integer'].includes(node.args[0]);
    case 'rcall':
      return ['size', 'indexOf', 'lastIndexOf'].includes(node.args[0]);
    case '-_':
      return isWhole(node.args);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return node.args.every(isWhole);
    default:
      return false;
  }
}

function wholeDivision(operator: '/' | '%'): Apply {
  return (left, right) => {
    if (right === 0) throw new EvaluationError('a number is divided by zero');
    return operator === '/' ? Math.trunc(number(left) / number(right)) : number(left) % number(right);
  };
}

export function number(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new EvaluationError(`a number is needed, not ${kindOf(value)}`);
}

/** Below 0: the left is the smaller. Neither below, nor above, nor 0 for what is no number. */
function order(left: unknown, right: unknown, budget: Budget): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (typeof left === 'boolean' && typeof right === 'boolean') return Number(left) - Number(right);
  if (typeof left !== 'string' || typeof right !== 'string')
    throw new EvaluationError(`${kindOf(left)} and ${kindOf(right)} have no order`);
  budget.read(left);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function isMember(value: unknown, container: unknown, budget: Budget): boolean {
  if (Array.isArray(container)) return container.some((item) => equals(value, item, budget));
  if (isObject(container)) return Object.hasOwn(container, String(value));
  throw new EvaluationError(`nothing is in ${kindOf(container)}`);
}

function add(left: unknown, right: unknown, budget: Budget): unknown {
  if (typeof left === 'string' && typeof right === 'string') {
    if (left.length + right.length > MAX_TEXT_LENGTH) throw new EvaluationError('the text is too long');
    budget.read(right);
    return left + right;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    budget.spend(left.length + right.length);
    return [...left, ...right];
  }
  return number(left) + number(right);
}
