import { isDeepStrictEqual } from 'node:util';
import { z } from '@hono/zod-openapi';
import { compileJsonPath } from '@mockloop/analyzer';
import { createPattern } from '@mockloop/schema';

/** What a value must be like, in WireMock's words. */
export interface ValuePattern {
  readonly equalTo?: string | number | boolean | undefined;
  readonly caseInsensitive?: boolean | undefined;
  readonly contains?: string | undefined;
  readonly doesNotContain?: string | undefined;
  /** A regular expression that the whole value matches. */
  readonly matches?: string | undefined;
  readonly doesNotMatch?: string | undefined;
  readonly equalToJson?: unknown;
  readonly ignoreArrayOrder?: boolean | undefined;
  readonly ignoreExtraElements?: boolean | undefined;
  /** A JSONPath (RFC 9535) that finds something, or an expression and what its text must be like. */
  readonly matchesJsonPath?: string | ({ readonly expression: string } & ValuePattern) | undefined;
  readonly absent?: boolean | undefined;
  readonly and?: readonly ValuePattern[] | undefined;
  readonly or?: readonly ValuePattern[] | undefined;
  readonly not?: ValuePattern | undefined;
}

/** Whether the values of a field, a parameter or a body are as wanted; `[]`: there is none. */
export type ValueTest = (values: readonly string[]) => boolean;

const flat = {
  equalTo: z.union([z.string(), z.number(), z.boolean()]).optional(),
  caseInsensitive: z.boolean().optional(),
  contains: z.string().optional(),
  doesNotContain: z.string().optional(),
  matches: z.string().optional(),
  doesNotMatch: z.string().optional(),
  equalToJson: z.unknown().optional(),
  ignoreArrayOrder: z.boolean().optional(),
  ignoreExtraElements: z.boolean().optional(),
  absent: z.boolean().optional(),
};

export const valuePatternSchema: z.ZodType<ValuePattern> = z.lazy(() =>
  z.strictObject({
    ...flat,
    matchesJsonPath: z.union([z.string(), z.strictObject({ expression: z.string(), ...flat })]).optional(),
    and: z.array(valuePatternSchema).optional(),
    or: z.array(valuePatternSchema).optional(),
    not: valuePatternSchema.optional(),
  }),
);

/** @throws {TypeError} for what is no regular expression or no JSONPath. */
export function compileValuePattern(pattern: ValuePattern): ValueTest {
  const tests = [...textTests(pattern), ...jsonTests(pattern), ...logicTests(pattern)];
  if (pattern.absent === true) return (values) => values.length === 0;
  return (values) => tests.every((test) => test(values)) && (tests.length > 0 || values.length > 0);
}

function textTests({ equalTo, caseInsensitive, ...pattern }: ValuePattern): ValueTest[] {
  const tests: ValueTest[] = [];
  if (equalTo !== undefined) {
    const fold = (text: string): string => (caseInsensitive === true ? text.toLowerCase() : text);
    const wanted = fold(String(equalTo));
    tests.push((values) => values.some((value) => fold(value) === wanted));
  }
  const { contains, doesNotContain, matches, doesNotMatch } = pattern;
  if (contains !== undefined) tests.push((values) => values.some((value) => value.includes(contains)));
  if (doesNotContain !== undefined) tests.push((values) => !values.some((value) => value.includes(doesNotContain)));
  if (matches !== undefined) {
    const matchesWhole = wholePattern(matches);
    tests.push((values) => values.some(matchesWhole));
  }
  if (doesNotMatch !== undefined) {
    const matchesWhole = wholePattern(doesNotMatch);
    tests.push((values) => !values.some(matchesWhole));
  }
  return tests;
}

/** @throws {TypeError} for what is no regular expression. */
export function wholePattern(source: string): (text: string) => boolean {
  const pattern = createPattern(`^(?:${source})$`);
  if (!pattern.supported) throw new TypeError(`${JSON.stringify(source)} is no regular expression that can be run.`);
  return (text) => pattern.test(text);
}

function jsonTests({ equalToJson, matchesJsonPath, ...options }: ValuePattern): ValueTest[] {
  const tests: ValueTest[] = [];
  if (equalToJson !== undefined) {
    const wanted = typeof equalToJson === 'string' ? parseJson(equalToJson) : equalToJson;
    tests.push((values) => values.some((value) => equalsJson(parseJson(value), wanted, options)));
  }
  if (typeof matchesJsonPath === 'string') {
    const find = compileJsonPath(matchesJsonPath);
    tests.push((values) => values.some((value) => find(parseJson(value)).length > 0));
  } else if (matchesJsonPath !== undefined) {
    const { expression, ...inner } = matchesJsonPath;
    const find = compileJsonPath(expression);
    const test = compileValuePattern(inner);
    tests.push((values) =>
      test(
        values
          .flatMap((value) => find(parseJson(value)))
          .map(({ value: one }) => (typeof one === 'string' ? one : JSON.stringify(one))),
      ),
    );
  }
  return tests;
}

/** What is no JSON equals no JSON. */
const NO_JSON = Symbol('no JSON');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return NO_JSON;
  }
}

interface JsonEquality {
  readonly ignoreArrayOrder?: boolean | undefined;
  readonly ignoreExtraElements?: boolean | undefined;
}

function equalsJson(actual: unknown, wanted: unknown, options: JsonEquality): boolean {
  if (!options.ignoreArrayOrder && !options.ignoreExtraElements) return isDeepStrictEqual(actual, wanted);
  if (Array.isArray(wanted)) return Array.isArray(actual) && equalsArray(actual, wanted, options);
  if (typeof wanted !== 'object' || wanted === null) return Object.is(actual, wanted);
  if (typeof actual !== 'object' || actual === null || Array.isArray(actual)) return false;
  const names = Object.keys(wanted);
  return (
    (options.ignoreExtraElements === true || Object.keys(actual).length === names.length) &&
    names.every(
      (name) =>
        Object.hasOwn(actual, name) &&
        equalsJson((actual as Record<string, unknown>)[name], (wanted as Record<string, unknown>)[name], options),
    )
  );
}

function equalsArray(actual: readonly unknown[], wanted: readonly unknown[], options: JsonEquality): boolean {
  if (options.ignoreExtraElements !== true && actual.length !== wanted.length) return false;
  if (options.ignoreArrayOrder !== true) return wanted.every((one, index) => equalsJson(actual[index], one, options));
  const left = [...actual];
  return wanted.every((one) => {
    const index = left.findIndex((candidate) => equalsJson(candidate, one, options));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
}

function logicTests({ and, or, not }: ValuePattern): ValueTest[] {
  const tests: ValueTest[] = [];
  if (and !== undefined) tests.push(...and.map(compileValuePattern));
  if (or !== undefined) {
    const alternatives = or.map(compileValuePattern);
    tests.push((values) => alternatives.some((test) => test(values)));
  }
  if (not !== undefined) {
    const test = compileValuePattern(not);
    tests.push((values) => !test(values));
  }
  return tests;
}
