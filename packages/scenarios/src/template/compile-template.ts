import type { Environment } from '@marcbachmann/cel-js';
import type { ScenarioRequest } from '../decision.ts';
import { drawer, seedOf } from '../draw.ts';
import { Budget, BudgetError } from '../expression/budget.ts';
import { templateEnvironment } from '../expression/environment.ts';
import { EvaluationError } from '../expression/evaluation-error.ts';
import { ExpressionError } from '../expression/expression-error.ts';
import type { Scope } from '../expression/scope.ts';
import { pointerStep } from '../pointer.ts';
import type { StateValue } from '../scenario.ts';
import { ScenarioError } from '../scenario-error.ts';
import { Output } from './output.ts';
import { MAX_EXPRESSIONS, parseTemplateText, type TemplateExpression, type TemplatePart } from './template-text.ts';

/** What the expressions of a template see. */
export interface TemplateContext {
  readonly request: ScenarioRequest;
  readonly state?: Readonly<Record<string, StateValue>> | undefined;
  /** The body that the document would have answered. */
  readonly generated?: unknown;
  /** What `uuid()`, `integer()` and `choice()` are drawn from. Default `''`. */
  readonly seed?: string | number | undefined;
}

/** @throws {ScenarioError} `TEMPLATE_FAILED` where an expression has no value, or the result would be too large. */
export type Template = (context: TemplateContext) => unknown;

type Render = (scope: Scope, output: Output) => unknown;

/**
 * Makes a template of a JSON value whose texts contain `{{ expression }}`. A text that is one expression and nothing else
 * becomes its value, with its type; elsewhere values become text. What it gives shares unchanged parts with the template
 * and with the request, so it must not be written to.
 *
 * @throws {ScenarioError} `TEMPLATE_INVALID` with the pointer into `value` and the position in the text.
 */
export function compileTemplate(value: unknown): Template {
  return compileTemplateIn(templateEnvironment, value) ?? (() => value);
}

/** As `compileTemplate`, with what an environment knows; `undefined` for a value without expressions. */
export function compileTemplateIn(environment: Environment, value: unknown): Template | undefined {
  const render = compileValue(value, { environment, pointer: '', count: { expressions: 0 } });
  if (render === undefined) return undefined;
  return ({ request, state = {}, generated, seed = '' }) => {
    const random = drawer(seedOf(seed));
    const scope = { request, state: () => state, generated, random, budget: new Budget(), locals: [] };
    return render(scope, new Output());
  };
}

interface Place {
  readonly environment: Environment;
  readonly pointer: string;
  /** Shared by all places of a template. */
  readonly count: { expressions: number };
}

/** `undefined` for what is the same whatever the request. */
function compileValue(value: unknown, place: Place): Render | undefined {
  if (typeof value === 'string') return compileText(value, place);
  if (typeof value !== 'object' || value === null) return undefined;
  const members = Object.entries(value).map(([name, member]) => {
    return {
      name,
      member,
      render: compileValue(member, { ...place, pointer: `${place.pointer}${pointerStep(name)}` }),
    };
  });
  if (members.every(({ render }) => render === undefined)) return undefined;
  return Array.isArray(value)
    ? (scope, output) => members.map(({ member, render }) => (render === undefined ? member : render(scope, output)))
    : (scope, output) =>
        Object.fromEntries(
          members.map(({ name, member, render }) => [name, render === undefined ? member : render(scope, output)]),
        );
}

function compileText(text: string, place: Place): Render | undefined {
  const parts = parse(text, place);
  const [only] = parts;
  if (parts.every((part) => typeof part === 'string')) return undefined;
  if (parts.length === 1 && typeof only === 'object')
    return (scope, output) => at(place, only, () => output.value(only.evaluate(scope)));
  return (scope, output) =>
    parts
      .map((part) => (typeof part === 'string' ? part : at(place, part, () => output.text(part.evaluate(scope)))))
      .join('');
}

function parse(text: string, { environment, pointer, count }: Place): readonly TemplatePart[] {
  try {
    const parts = parseTemplateText(text, environment);
    count.expressions += parts.filter((part) => typeof part !== 'string').length;
    if (count.expressions > MAX_EXPRESSIONS)
      throw new ExpressionError(`a template has at most ${MAX_EXPRESSIONS} expressions`, 0);
    return parts;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { message, position } = error;
    const where = describe(pointer, position);
    throw new ScenarioError('TEMPLATE_INVALID', `The template has a mistake at ${where}: ${message}`, {
      pointer,
      position,
      cause: error,
    });
  }
}

function at<T>({ pointer }: Place, { source, position }: TemplateExpression, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof EvaluationError || error instanceof BudgetError)) throw error;
    const where = describe(pointer, position);
    const message = `The template has no value for this request: at ${where}, {{ ${source} }}: ${error.message}`;
    throw new ScenarioError('TEMPLATE_FAILED', message, { pointer, position, cause: error });
  }
}

function describe(pointer: string, position: number): string {
  return `${pointer === '' ? '' : `${pointer}, `}character ${position + 1}`;
}
