import type { ASTNode } from '@marcbachmann/cel-js';
import { createBoundedPattern } from './bounded-pattern.ts';
import { attempt } from './compile-logic.ts';
import { compileMacro, isMacro } from './comprehensions.ts';
import { EvaluationError } from './evaluation-error.ts';
import { ExpressionError } from './expression-error.ts';
import { FUNCTIONS } from './functions.ts';
import type { Compile, Evaluate } from './scope.ts';
import { kindOf } from './values.ts';

/** In units of the budget; what a function does with long texts and lists it pays itself. */
const CALL_COST = 10;

type Call = ASTNode & { readonly op: 'call' | 'rcall' };

/** A function, a method or a macro. */
export function compileCall(node: Call, names: readonly string[], compile: Compile): Evaluate {
  if (node.op === 'rcall' && isMacro(node)) return compileMacro(node, names, compile);
  const name = node.args[0];
  const operands = node.op === 'call' ? node.args[1] : [node.args[1], ...node.args[2]];
  if (name === 'has' && node.op === 'call' && operands[0] !== undefined) return compileHas(operands[0], names, compile);
  if (name === 'matches' && node.op === 'rcall') return compileMatches(node, compile(node.args[1], names));
  const apply = FUNCTIONS.get(node.op === 'call' ? name : `.${name}`);
  if (apply === undefined) throw new ExpressionError(`there is no function "${name}" here`, node.start);
  const evaluates = operands.map((operand) => compile(operand, names));
  return (scope) => {
    scope.budget.spend(CALL_COST);
    return apply(
      evaluates.map((evaluate) => evaluate(scope)),
      scope,
    );
  };
}

/** `has(a.b.c)`: false also where `a` has no `b`, which CEL calls an error. */
function compileHas(node: ASTNode, names: readonly string[], compile: Compile): Evaluate {
  if (node.op !== '.') throw new ExpressionError('has() wants a member, e.g. has(request.body.name)', node.start);
  const evaluate = compile(node, names);
  return (scope) => {
    const value = attempt(evaluate, scope);
    return !(value instanceof EvaluationError) && value !== undefined;
  };
}

/** `text.matches("pattern")`. The pattern is written out, so that it is compiled once and known to be one. */
function compileMatches(node: Call, text: Evaluate): Evaluate {
  const pattern = node.op === 'rcall' ? node.args[2][0] : undefined;
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') {
    throw new ExpressionError('matches() wants its pattern written out as a text', pattern?.start ?? node.start);
  }
  const compiled = createBoundedPattern(pattern.args);
  if (typeof compiled === 'string') throw new ExpressionError(compiled, pattern.start);
  return (scope) => {
    const value = text(scope);
    if (typeof value !== 'string') throw new EvaluationError(`a text is needed, not ${kindOf(value)}`);
    return compiled.test(value, scope.budget);
  };
}
