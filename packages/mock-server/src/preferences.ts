import { splitOutsideQuotes } from '@mockloop/body';

/** What a request asks of the mock through `Prefer` (RFC 7240), its query or Postman's headers. */
export interface Preferences {
  readonly code?: number | undefined;
  readonly example?: string | undefined;
  readonly dynamic?: boolean | undefined;
  readonly seed?: string | undefined;
  /** The `Preference-Applied` field; absent when `Prefer` asked for nothing that is known here. */
  readonly applied?: string | undefined;
}

/** A known preference with a value that it cannot have. */
export interface BadPreference {
  readonly name: string;
  readonly value: string;
  readonly expected: string;
}

const NO_PREFERENCES: Preferences = {};

/**
 * Reads the preferences of a request, or says which is wrong. Unknown preferences are ignored (RFC 7240 §2). The query
 * (`__code`, `__example`, `__dynamic`, `__seed`) counts only without a `Prefer` field, Postman's headers only without either.
 *
 * @param query As received, without `?`.
 */
export function readPreferences(
  header: (name: string) => string | undefined,
  query: string,
): Preferences | BadPreference {
  const prefer = header('prefer');
  if (prefer !== undefined) return readValues(parsePrefer(prefer), true);
  if (query.includes('__')) {
    const values = queryPreferences(query);
    if (values.size > 0) return readValues(values, false);
  }
  const code = header('x-mock-response-code');
  const name = header('x-mock-response-name');
  if (code === undefined && name === undefined) return NO_PREFERENCES;
  const values = new Map<string, string>();
  if (code !== undefined) values.set('code', code);
  if (name !== undefined) values.set('example', name);
  return readValues(values, false);
}

export function isBadPreference(preferences: Preferences | BadPreference): preferences is BadPreference {
  return 'expected' in preferences;
}

function readValues(values: ReadonlyMap<string, string>, isHeader: boolean): Preferences | BadPreference {
  const code = values.get('code');
  if (code !== undefined && !/^[2-5]\d\d$/.test(code))
    return { name: 'code', value: code, expected: 'a status from 200 to 599, such as 404' };
  const dynamic = values.get('dynamic');
  if (dynamic !== undefined && dynamic !== 'true' && dynamic !== 'false')
    return { name: 'dynamic', value: dynamic, expected: 'true or false' };
  const applied = isHeader ? appliedOf(values) : undefined;
  return {
    code: code === undefined ? undefined : Number(code),
    // An empty value is none (RFC 7240 §2).
    example: values.get('example') || undefined,
    dynamic: dynamic === undefined ? undefined : dynamic === 'true',
    seed: values.get('seed'),
    applied,
  };
}

const KNOWN = ['code', 'example', 'dynamic', 'seed'] as const;

function appliedOf(values: ReadonlyMap<string, string>): string | undefined {
  const applied = KNOWN.filter((name) => values.has(name)).map(
    (name) => `${name}=${quoteIfNeeded(values.get(name) ?? '')}`,
  );
  return applied.length === 0 ? undefined : applied.join(', ');
}

function quoteIfNeeded(value: string): string {
  return /^[!#$%&'*+.^_`|~\w-]+$/.test(value)
    ? value
    : `"${value.replace(/[^\t\x20-\x7e]/g, '').replace(/["\\]/g, '\\$&')}"`;
}

/** `name = value; parameters`, separated by commas; the first of a name counts (RFC 7240 §2). */
function parsePrefer(field: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const preference of splitOutsideQuotes(field, ',')) {
    const match = /^\s*([^\s=;]+)\s*=?\s*("(?:[^"\\]|\\.)*"|[^;]*)/.exec(preference);
    const name = match?.[1]?.toLowerCase();
    if (match === null || name === undefined || values.has(name)) continue;
    const value = (match[2] ?? '').trim();
    values.set(name, value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value);
  }
  return values;
}

function queryPreferences(query: string): Map<string, string> {
  const parameters = new URLSearchParams(query);
  const values = new Map<string, string>();
  for (const name of KNOWN) {
    const value = parameters.get(`__${name}`);
    if (value !== null) values.set(name, value);
  }
  return values;
}
