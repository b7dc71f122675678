import { splitOutsideQuotes } from '@mockloop/body';
import { isBadPreference, readPreferences } from '../preferences.ts';
import type { FixTarget } from './fix-target.ts';
import { type Original, requestHead } from './rebuild-request.ts';
import { type RequestDocument, withHeader, withText } from './request-document.ts';

/** Leaves out preferences that have no meaning, or that the operation cannot meet. */
export function fixPreferences(document: RequestDocument, { compiled, original }: FixTarget): RequestDocument {
  let fixed = document;
  // Each round one preference goes; there are four.
  for (let round = 0; round < 4; round++) {
    const name = wrongPreference(fixed, compiled, original);
    if (name === undefined) break;
    fixed = withoutPreference(fixed, name);
  }
  return fixed;
}

function wrongPreference(
  document: RequestDocument,
  compiled: FixTarget['compiled'],
  original: Original,
): string | undefined {
  const request = requestHead(document, original);
  const preferences = readPreferences((name) => request.header(name), request.query);
  if (isBadPreference(preferences)) return preferences.name;
  const { code, example } = preferences;
  const chosen = compiled.choose(code);
  if (code !== undefined && chosen === undefined) return 'code';
  if (example === undefined || chosen === undefined || chosen.response.content.length === 0) return undefined;
  const isKnown = chosen.response.content.some(({ examples }) => examples.some(({ name }) => name === example));
  return isKnown ? undefined : 'example';
}

const POSTMAN_HEADERS: Readonly<Record<string, string>> = {
  code: 'x-mock-response-code',
  example: 'x-mock-response-name',
};

function withoutPreference(document: RequestDocument, name: string): RequestDocument {
  const { prefer } = document.headers;
  if (prefer !== undefined) {
    const kept = splitOutsideQuotes(prefer, ',').filter((part) => !isPreference(part, name));
    return withHeader(document, 'prefer', kept.length === 0 ? undefined : kept.join(',').trim());
  }
  const query = `__${name}`;
  if (Object.hasOwn(document.query, query)) return { ...document, query: withText(document.query, query, undefined) };
  const header = POSTMAN_HEADERS[name];
  return header === undefined ? document : withHeader(document, header, undefined);
}

function isPreference(part: string, name: string): boolean {
  return part.split(/[=;]/, 1)[0]?.trim().toLowerCase() === name;
}
