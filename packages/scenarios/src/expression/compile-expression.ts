import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js';
import { compileNode } from './compile-node.ts';
import { MAX_EXPRESSION_LENGTH } from './environment.ts';
import { ExpressionError } from './expression-error.ts';
import type { Evaluate } from './scope.ts';

export interface CompiledExpression {
  /** The CEL type of its values; `dyn` where that depends on the request. */
  readonly type: string;
  readonly evaluate: Evaluate;
}

/**
 * Reads an expression of CEL (https://cel.dev). The library parses it and checks its types. It is evaluated here, since the
 * library's evaluator knows no bounds: it runs the patterns of `matches` by backtracking, iterates without end, and keeps
 * every shape of value that it ever saw.
 *
 * @throws {ExpressionError}
 */
export function compileExpression(source: string, environment: Environment): CompiledExpression {
  if (source.length > MAX_EXPRESSION_LENGTH) {
    const message = `it has ${source.length} characters; at most ${MAX_EXPRESSION_LENGTH} are read`;
    throw new ExpressionError(message, MAX_EXPRESSION_LENGTH);
  }
  const parsed = parse(source, environment);
  // Compiled before its types are checked: what is refused here could make the checker build types without end.
  const evaluate = compileNode(parsed.ast, []);
  const { valid, type = 'dyn', error } = parsed.check();
  if (!valid) throw toExpressionError(error);
  return { type, evaluate };
}

function parse(source: string, environment: Environment): ParseResult & { readonly ast: ASTNode } {
  try {
    return environment.parse(source);
  } catch (error) {
    throw toExpressionError(error);
  }
}

/** The library's errors carry a summary and a range (`CelError`); anything else it throws is about its input all the same. */
function toExpressionError(error: unknown): ExpressionError {
  if (error instanceof ExpressionError) return error;
  const { summary, message, range } = Object(error) as {
    readonly summary?: string;
    readonly message?: string;
    readonly range?: { readonly start: number };
  };
  const what = summary ?? message ?? String(error);
  // The names of types can be long.
  return new ExpressionError(what.length > 200 ? `${what.slice(0, 200)}…` : what, range?.start ?? 0, { cause: error });
}
