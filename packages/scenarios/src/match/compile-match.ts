import type { ScenarioRequest } from '../decision.ts';
import { BudgetError } from '../expression/budget.ts';
import { compileExpression } from '../expression/compile-expression.ts';
import { conditionEnvironment } from '../expression/environment.ts';
import { EvaluationError } from '../expression/evaluation-error.ts';
import type { Scope } from '../expression/scope.ts';
import type { RuleMatch, ValueMatch } from '../scenario.ts';
import type { BasePaths } from './base-paths.ts';
import { matchBody } from './match-body.ts';
import { readMethods, several, takesMethod } from './match-method.ts';
import { compilePath, normalizePath } from './match-path.ts';
import { compileValueMatch } from './match-value.ts';

/** The operation that a request reached, as far as it reached one. */
export type Target = Pick<ScenarioRequest, 'method' | 'operationId' | 'route'>;

/** Why a request does not match, or `undefined` where it does. */
export type Test = (scope: Scope) => string | undefined;

export interface CompiledMatch {
  /** What is known from the operation alone: a reason for which none of its requests match, or the tests that are left. */
  reach(target: Target): string | readonly Test[];
}

/** @throws {ExpressionError} for a condition that cannot be used. */
export function compileMatch(match: RuleMatch, basePaths: BasePaths): CompiledMatch {
  const testMethod = match.method === undefined ? undefined : compileMethodTest(match.method);
  const testOperation = match.operation_id === undefined ? undefined : compileOperationTest(match.operation_id);
  const testPath = match.path === undefined ? undefined : compilePathTest(match.path, basePaths);
  const tests = [
    ...valueTests('query', match.query),
    ...valueTests('headers', match.headers),
    ...bodyTests(match.body),
    ...conditionTests(match.when),
  ];
  return {
    reach(target) {
      const reason = testMethod?.(target) ?? testOperation?.(target);
      if (reason !== undefined) return reason;
      const path = testPath?.(target) ?? true;
      if (path === false) return `the path is not ${match.path}`;
      return path === true ? tests : [path, ...tests];
    },
  };
}

type TargetTest = (target: Target) => string | undefined;

function compileMethodTest(method: NonNullable<RuleMatch['method']>): TargetTest {
  const methods = readMethods(method);
  const reason = `the method is not ${[...methods].join(' or ')}`;
  return (target) => (takesMethod(methods, target.method) ? undefined : reason);
}

/** Names of operations in a message. */
const MAX_NAMES = 3;

function compileOperationTest(operationId: NonNullable<RuleMatch['operation_id']>): TargetTest {
  const ids = new Set(several(operationId));
  const named = [...ids].slice(0, MAX_NAMES).map((id) => JSON.stringify(id));
  const others = ids.size > MAX_NAMES ? ` or one of ${ids.size - MAX_NAMES} others` : '';
  const reason = `the operation is not ${named.join(' or ')}${others}`;
  return (target) => (target.operationId !== undefined && ids.has(target.operationId) ? undefined : reason);
}

/** Whether all requests of an operation have a path, none has, or each is to be tested. */
function compilePathTest(path: string, basePaths: BasePaths): (target: Target) => boolean | Test {
  const pattern = compilePath(path);
  const known = pattern.isTemplate ? (basePaths.routeOf(pattern.normalized) ?? pattern.normalized) : undefined;
  const isOfDocument = basePaths.routeOf(pattern.normalized) !== undefined;
  const reason = `the path is not ${path}`;
  const test = guarded(({ request, budget }) => {
    // A path may be as long as the head of a request, and all of it slashes.
    budget.spend(1 + (request.path.length * pattern.comparisons) / 2);
    return basePaths.spellings(request).some((candidate) => pattern.matches(candidate)) ? undefined : reason;
  });
  return ({ route }) => {
    if (route === undefined) return test;
    return normalizePath(route) === known || (isOfDocument ? false : test);
  };
}

function valueTests(part: 'query' | 'headers', matches: Readonly<Record<string, ValueMatch>> = {}): Test[] {
  return Object.entries(matches).map(([written, match]) => {
    const name = part === 'headers' ? written.toLowerCase() : written;
    const matchesValue = compileValueMatch(match);
    const what = part === 'headers' ? `header "${name}"` : `query parameter "${name}"`;
    return guarded(({ request, budget }) => {
      const values = request[part];
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (matchesValue(value, budget)) return undefined;
      return value === undefined ? `there is no ${what}` : `the ${what} is not as asked for`;
    });
  });
}

function bodyTests(match: RuleMatch['body']): Test[] {
  if (match === undefined) return [];
  return [
    guarded(({ request, budget }) =>
      matchBody(match, request.body, budget) ? undefined : 'the body has not all that is asked for',
    ),
  ];
}

function conditionTests(when: string | undefined): Test[] {
  if (when === undefined) return [];
  const { evaluate } = compileExpression(when, conditionEnvironment);
  return [
    guarded((scope) => {
      const value = evaluate(scope);
      if (value === true) return undefined;
      return value === false ? 'the condition is false' : 'the condition is neither true nor false';
    }),
  ];
}

/** What cannot be told does not match, and says why. */
function guarded(test: Test): Test {
  return (scope) => {
    try {
      return test(scope);
    } catch (error) {
      if (error instanceof EvaluationError || error instanceof BudgetError)
        return `it cannot be told: ${error.message}`;
      throw error;
    }
  };
}
