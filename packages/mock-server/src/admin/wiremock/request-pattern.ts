import { z } from '@hono/zod-openapi';
import { cookiePairs } from '../../cookie-pairs.ts';
import { recordOf } from './record-of.ts';
import { compileValuePattern, type ValuePattern, valuePatternSchema, wholePattern } from './value-pattern.ts';

/** What a request must be like, in WireMock's words. */
export interface RequestPattern {
  /** `ANY` stands for every method. */
  readonly method?: string | undefined;
  /** Path and query, exactly. */
  readonly url?: string | undefined;
  readonly urlPattern?: string | undefined;
  readonly urlPath?: string | undefined;
  readonly urlPathPattern?: string | undefined;
  /** `/pets/{petId}` */
  readonly urlPathTemplate?: string | undefined;
  readonly pathParameters?: Patterns | undefined;
  readonly queryParameters?: Patterns | undefined;
  readonly formParameters?: Patterns | undefined;
  readonly headers?: Patterns | undefined;
  readonly cookies?: Patterns | undefined;
  readonly basicAuthCredentials?: { readonly username: string; readonly password: string } | undefined;
  readonly bodyPatterns?: readonly ValuePattern[] | undefined;
}

type Patterns = Readonly<Record<string, ValuePattern>>;

/** A request, or the log's memory of one. */
export interface RequestSubject {
  readonly method: string;
  readonly path: string;
  /** Without `?`; `''` for none. */
  readonly query: string;
  /** The values of a field by its lower-case name. */
  header(name: string): readonly string[];
  /** As text; absent for none. */
  readonly body?: string | undefined;
}

/** One condition of a pattern, named for near misses, e.g. `header accept`. */
export interface RequestTest {
  readonly name: string;
  test(subject: RequestSubject): boolean;
}

const patterns: z.ZodType<Patterns> = recordOf(valuePatternSchema);

export const requestPatternSchema: z.ZodType<RequestPattern> = z.strictObject({
  method: z.string().optional(),
  url: z.string().optional(),
  urlPattern: z.string().optional(),
  urlPath: z.string().optional(),
  urlPathPattern: z.string().optional(),
  urlPathTemplate: z.string().optional(),
  pathParameters: patterns.optional(),
  queryParameters: patterns.optional(),
  formParameters: patterns.optional(),
  headers: patterns.optional(),
  cookies: patterns.optional(),
  basicAuthCredentials: z.strictObject({ username: z.string(), password: z.string() }).optional(),
  bodyPatterns: z.array(valuePatternSchema).optional(),
});

/** @throws {TypeError} for a pattern that cannot be run. */
export function compileRequestPattern(pattern: RequestPattern): RequestTest[] {
  return [
    ...methodTests(pattern),
    ...urlTests(pattern),
    ...fieldTests('path parameter', pattern.pathParameters, pathValues(pattern.urlPathTemplate)),
    ...fieldTests('query parameter', pattern.queryParameters, ({ query }, name) =>
      new URLSearchParams(query).getAll(name),
    ),
    ...fieldTests('form parameter', pattern.formParameters, ({ body = '' }, name) =>
      new URLSearchParams(body).getAll(name),
    ),
    ...fieldTests('header', pattern.headers, (subject, name) => subject.header(name.toLowerCase())),
    ...fieldTests('cookie', pattern.cookies, (subject, name) => cookieValues(subject.header('cookie'), name)),
    ...credentialTests(pattern),
    ...(pattern.bodyPatterns ?? []).map((body, index) => {
      const test = compileValuePattern(body);
      return {
        name: `body ${index + 1}`,
        test: (subject: RequestSubject) => test(subject.body === undefined ? [] : [subject.body]),
      };
    }),
  ];
}

function methodTests({ method }: RequestPattern): RequestTest[] {
  const wanted = method?.toUpperCase();
  if (wanted === undefined || wanted === 'ANY') return [];
  return [{ name: 'method', test: (subject) => subject.method.toUpperCase() === wanted }];
}

function urlTests({ url, urlPattern, urlPath, urlPathPattern, urlPathTemplate }: RequestPattern): RequestTest[] {
  const tests: ((subject: RequestSubject) => boolean)[] = [];
  if (url !== undefined) tests.push((subject) => targetOf(subject) === url);
  if (urlPattern !== undefined) {
    const matches = wholePattern(urlPattern);
    tests.push((subject) => matches(targetOf(subject)));
  }
  if (urlPath !== undefined) tests.push(({ path }) => path === urlPath);
  if (urlPathPattern !== undefined) {
    const matches = wholePattern(urlPathPattern);
    tests.push(({ path }) => matches(path));
  }
  if (urlPathTemplate !== undefined) tests.push(({ path }) => readTemplate(urlPathTemplate, path) !== undefined);
  return tests.map((test) => ({ name: 'url', test }));
}

function targetOf({ path, query }: RequestSubject): string {
  return query === '' ? path : `${path}?${query}`;
}

/** The values of a template's parameters, in its order; `undefined` where the path is another. */
function readTemplate(template: string, path: string): Map<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (/^\{[^{}]+\}$/.test(segment)) values.set(segment.slice(1, -1), value);
    else if (segment !== value) return undefined;
  }
  return values;
}

type Values = (subject: RequestSubject, name: string) => readonly string[];

function pathValues(template: string | undefined): Values {
  return ({ path }, name) => {
    const value = template === undefined ? undefined : readTemplate(template, path)?.get(name);
    return value === undefined ? [] : [value];
  };
}

function cookieValues(fields: readonly string[], name: string): string[] {
  return fields
    .flatMap(cookiePairs)
    .filter(([other]) => other === name)
    .map(([, value]) => value);
}

function fieldTests(kind: string, wanted: Patterns | undefined, values: Values): RequestTest[] {
  return Object.entries(wanted ?? {}).map(([name, pattern]) => {
    const test = compileValuePattern(pattern);
    return { name: `${kind} ${name}`, test: (subject) => test(values(subject, name)) };
  });
}

function credentialTests({ basicAuthCredentials }: RequestPattern): RequestTest[] {
  if (basicAuthCredentials === undefined) return [];
  const { username, password } = basicAuthCredentials;
  const wanted = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return [{ name: 'basic credentials', test: (subject) => subject.header('authorization').includes(wanted) }];
}
