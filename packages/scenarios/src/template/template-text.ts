import type { Environment } from '@marcbachmann/cel-js';
import { compileExpression } from '../expression/compile-expression.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { Evaluate } from '../expression/scope.ts';

export interface TemplateExpression {
  /** As written, without the braces and the spaces around it. */
  readonly source: string;
  /** Where it begins in the text, from 0. */
  readonly position: number;
  readonly evaluate: Evaluate;
}

/** Expressions of one template. */
export const MAX_EXPRESSIONS = 1_000;

/** A piece of a text: as it stands, or to be evaluated. */
export type TemplatePart = string | TemplateExpression;

/** Splits a text at its `{{ expressions }}`. @throws {ExpressionError} with the position in the text. */
export function parseTemplateText(text: string, environment: Environment): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  if (text.split('{{', MAX_EXPRESSIONS + 2).length > MAX_EXPRESSIONS + 1)
    throw new ExpressionError(`a text has at most ${MAX_EXPRESSIONS} expressions`, 0);
  let end = 0;
  for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', end)) {
    if (start > end) parts.push(text.slice(end, start));
    const close = findClose(text, start + 2);
    parts.push(compile(text.slice(start + 2, close), start + 2, environment));
    end = close + 2;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** Where the `}}` of an expression stands: not in a text of it, and not closing one of its maps. */
function findClose(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '"' || character === "'") index = skipQuoted(text, index);
    else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}' && text.charAt(index + 1) === '}') return index;
  }
  throw new ExpressionError('an expression that begins with {{ wants }} at its end', start - 2);
}

/** The index of the closing quote, or of the end of the text. */
function skipQuoted(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let index = start + 1; index < text.length; index += 1) {
    if (text.charAt(index) === '\\') index += 1;
    else if (text.charAt(index) === quote) return index;
  }
  return text.length;
}

function compile(written: string, start: number, environment: Environment): TemplateExpression {
  const source = written.trim();
  const position = start + written.length - written.trimStart().length;
  if (source === '') throw new ExpressionError('{{ }} wants an expression', start - 2);
  try {
    return { source, position, evaluate: compileExpression(source, environment).evaluate };
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.message, position + error.position, { cause: error });
  }
}
