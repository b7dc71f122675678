import type { Credential } from '@mockloop/mock-server';
import type { ApiDocument, Operation, OperationEntry, Parameter } from '@mockloop/spec-parser';

export interface SuggestOptions {
  readonly apiUrl: string;
  /** `undefined`: the mock checks none. */
  readonly credentials: readonly Credential[] | undefined;
}

const SUGGESTIONS = 3;
/** Enough to find easy ones; reading all of a large document would delay the start. */
const READ_AT_MOST = 100;

/** Shell lines that call operations of the document: of those that only read, the ones that need least. */
export function suggestRequests(document: ApiDocument, options: SuggestOptions): string[] {
  const entries = document.operations.filter(({ method, deprecated }) => method === 'GET' && !deprecated);
  return entries
    .toSorted((a, b) => captures(a) - captures(b))
    .slice(0, READ_AT_MOST)
    .values()
    .map((entry) => requestLine(document, entry, options))
    .filter((line) => line !== undefined)
    .take(SUGGESTIONS)
    .toArray();
}

function captures({ path }: OperationEntry): number {
  return path.split('{').length;
}

/** A request under construction. */
interface Draft {
  path: string;
  readonly query: string[];
  readonly fields: string[];
}

/** `undefined` where a required value cannot be told without knowing the API, or the operation cannot be read. */
function requestLine(
  document: ApiDocument,
  entry: OperationEntry,
  { apiUrl, credentials }: SuggestOptions,
): string | undefined {
  const draft: Draft = { path: entry.path, query: [], fields: [] };
  try {
    const operation = document.readOperation(entry);
    const required = operation.parameters.filter((parameter) => parameter.required);
    const isComplete = required.every((parameter) => fill(draft, parameter, suggestedValue(document, parameter)));
    if (!isComplete || !authorize(draft, operation, credentials)) return undefined;
  } catch {
    return undefined;
  }
  const query = draft.query.length === 0 ? '' : `?${draft.query.join('&')}`;
  const fields = draft.fields.map((field) => `-H ${quoted(field)} `).join('');
  return `curl ${fields}${quoted(apiUrl + (entry.basePaths[0] ?? '') + draft.path + query)}`;
}

function fill(draft: Draft, { name, in: location }: Parameter, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (location === 'path') draft.path = draft.path.replace(`{${name}}`, () => encodeURIComponent(value));
  else if (location === 'query') draft.query.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  else if (location === 'header') draft.fields.push(`${name}: ${value}`);
  else return false;
  return true;
}

/** The author's example, else a value that any schema without further bounds takes. */
function suggestedValue(document: ApiDocument, { examples, schema: uri, style }: Parameter): string | undefined {
  const schema = uri === undefined ? {} : document.schema(uri);
  if (typeof schema === 'boolean' || !['simple', 'form'].includes(style)) return undefined;
  const { example, examples: [first] = [], default: fallback, enum: [allowed] = [] } = schema as SchemaHints;
  const given = [examples[0]?.value, example, first, fallback, allowed].find(
    (value) => value !== undefined && value !== null,
  );
  if (given !== undefined) return typeof given === 'object' ? undefined : String(given);
  if (schema.type === 'integer' || schema.type === 'number') return String(Math.max(1, Number(schema.minimum ?? 1)));
  const isFree = ['format', 'pattern', 'minLength', '$ref', 'allOf', 'anyOf', 'oneOf'].every(
    (keyword) => !Object.hasOwn(schema, keyword),
  );
  return schema.type === 'string' && isFree ? 'example' : undefined;
}

interface SchemaHints {
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
}

/** Adds the credentials of the first alternative for which the mock has all. */
function authorize(draft: Draft, { security }: Operation, credentials: readonly Credential[] | undefined): boolean {
  if (security.length === 0 || credentials === undefined) return true;
  // The first of a scheme is what requests carry; an OAuth client's own comes behind it.
  const known = new Map(credentials.toReversed().map(({ scheme, example }) => [scheme, example]));
  const met = security.find(({ schemes }) => schemes.every(({ scheme }) => known.has(scheme.name)));
  for (const { scheme } of met?.schemes ?? []) {
    const example = known.get(scheme.name) ?? '';
    if (example.startsWith('?')) draft.query.push(example.slice(1));
    else draft.fields.push(example);
  }
  return met !== undefined;
}

/** For a POSIX shell: within single quotes it reads nothing but the quote that ends them. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
