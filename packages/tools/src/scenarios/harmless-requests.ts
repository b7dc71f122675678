import type { ApiDocument } from '@mockloop/spec-parser';
import * as z from 'zod';

/** A request that only reads. */
export interface HarmlessRequest {
  readonly method: 'GET' | 'HEAD';
  /** With its query. */
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const names = z.union([z.string(), z.array(z.string())]).optional();
const values = z.record(z.string(), z.unknown()).optional();
/** What of a rule decides whether and how it answers. */
const ruleSchema = z.looseObject({
  match: z
    .looseObject({
      operation_id: names,
      method: names,
      path: z.string().optional(),
      query: values,
      headers: values,
      body: z.unknown().optional(),
      when: z.unknown().optional(),
    })
    .default({}),
});
type Rule = z.output<typeof ruleSchema>;

/**
 * Requests that the rules of a scenario probably take, the likeliest first: those that need no body, and of which no more is
 * asked than can be read from the rule.
 *
 * @param readDocument Is asked where a rule names operations by their ids.
 */
export async function harmlessRequests(
  rules: readonly unknown[],
  readDocument: () => Promise<ApiDocument>,
): Promise<readonly HarmlessRequest[]> {
  const usable = rules
    .map((rule) => ruleSchema.safeParse(rule).data)
    .filter((rule): rule is Rule => rule !== undefined && rule.match.body === undefined)
    .toSorted((a, b) => doubts(a) - doubts(b))
    .slice(0, MAX_RULES);
  const needsDocument = usable.some(({ match }) => match.path === undefined && match.operation_id !== undefined);
  const document = needsDocument ? await readDocument() : undefined;
  return usable.map((rule) => requestFor(rule, document)).filter((request) => request !== undefined);
}

/** A scenario may have thousands. */
const MAX_RULES = 50;

/** How much there is for which the rule may not answer, or not at once. */
function doubts(rule: Rule): number {
  const { match } = rule;
  const slow = ['fault', 'delay'].filter((key) => rule[key] !== undefined).length;
  const uncertain = ['probability', 'state', 'rate_limit'].filter((key) => rule[key] !== undefined).length;
  const answers = ['respond', 'sequence', 'fault', 'rate_limit'].some((key) => rule[key] !== undefined);
  const conditions = [match.when, match.query, match.headers].filter((condition) => condition !== undefined).length;
  return slow * 10 + uncertain * 5 + conditions * 3 + (answers ? 0 : 100);
}

function requestFor({ match }: Rule, document: ApiDocument | undefined): HarmlessRequest | undefined {
  const reached = reach(match, document);
  const query = pairsOf(match.query);
  const headers = pairsOf(match.headers);
  if (reached === undefined || query === undefined || headers === undefined) return undefined;
  if (headers.some(([name]) => OWN_FIELDS.test(name))) return undefined;
  const parameters = new URLSearchParams(Object.fromEntries(query));
  return {
    method: reached.method,
    target: query.length === 0 ? reached.path : `${reached.path}?${parameters}`,
    headers,
  };
}

/** Of the request that verifies, not of the rule. */
const OWN_FIELDS = /^(x-mockloop-world|x-test-scenario|baggage|host|connection|content-length|transfer-encoding)$/i;

interface Reached {
  readonly method: HarmlessRequest['method'];
  readonly path: string;
}

function reach(match: Rule['match'], document: ApiDocument | undefined): Reached | undefined {
  const methods = [match.method ?? ['GET']].flat().map((method) => method.toUpperCase());
  const method = (['GET', 'HEAD'] as const).find((one) => methods.includes(one));
  if (method === undefined) return undefined;
  if (match.path !== undefined) return match.path.startsWith('/') ? { method, path: fill(match.path) } : undefined;
  if (match.operation_id === undefined) return { method, path: '/' };
  const ids = [match.operation_id].flat();
  const operation = document?.operations.find(
    (entry) => entry.operationId !== undefined && ids.includes(entry.operationId) && entry.method === 'GET',
  );
  return operation && { method, path: fill(operation.path) };
}

/** A scenario decides over requests whether they are valid or not: any value will do for a parameter. */
function fill(path: string): string {
  const [template = ''] = path.split(/[?#]/);
  return template.replace(/\{[^{}]*\}|\*{1,2}/g, '1');
}

/** What meets conditions on query parameters or fields; `undefined` where that cannot be told. */
function pairsOf(conditions: Readonly<Record<string, unknown>> = {}): (readonly [string, string])[] | undefined {
  const pairs = Object.entries(conditions).map(([name, condition]) => [name, valueFor(condition)] as const);
  if (pairs.some(([, value]) => value === undefined)) return undefined;
  return pairs.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
}

const conditionSchema = z.object({
  equals: z.string().optional(),
  contains: z.string().optional(),
  matches: z.string().optional(),
  present: z.boolean().optional(),
});

/** `null`: the value must be absent. */
function valueFor(condition: unknown): string | null | undefined {
  if (condition === null) return null;
  if (['string', 'number', 'boolean'].includes(typeof condition)) return String(condition);
  const parsed = conditionSchema.safeParse(condition);
  if (!parsed.success || parsed.data.matches !== undefined) return undefined;
  const { equals, contains, present } = parsed.data;
  if (present === false) return null;
  return equals ?? contains ?? '1';
}
