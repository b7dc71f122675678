import type { MockRequest } from '../mock-request.ts';
import { setOwn } from '../own-property.ts';

/** Names and texts; a list where a name comes several times. */
export type Texts = Readonly<Record<string, string | readonly string[]>>;

/** A request as one JSON document: what a fix is a patch of. */
export interface RequestDocument {
  readonly method: string;
  /** As received, not decoded. */
  readonly path: string;
  /** Decoded. */
  readonly query: Texts;
  /** By lower-case name, without `cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** As they stand in the field. */
  readonly cookies: Texts;
  /** What JSON or a form says; of other media types the text. Absent: there is none. */
  readonly body?: unknown;
}

/** A name and a value as they stand in a query or a `Cookie` field. */
export interface RawPair {
  readonly name: string;
  readonly raw: string;
}

export function readRequestDocument(request: MockRequest): RequestDocument {
  const headers: Record<string, string> = {};
  for (const [field] of request.headers()) {
    const name = field.toLowerCase();
    if (name !== 'cookie') setOwn(headers, name, request.header(name) ?? '');
  }
  return {
    method: request.method,
    path: request.prefix + request.path,
    query: textsOf(queryPairs(request.query), (raw) => decodeText(afterEquals(raw))),
    headers,
    cookies: textsOf(cookiePairs(request.header('cookie') ?? ''), afterEquals),
  };
}

/** The pairs of a query, their names decoded. */
export function queryPairs(query: string): readonly RawPair[] {
  return query.split('&').flatMap((raw) => (raw === '' ? [] : { name: decodeText(beforeEquals(raw)), raw }));
}

export function cookiePairs(field: string): readonly RawPair[] {
  return field.split(';').flatMap((pair) => {
    const raw = pair.trim();
    return raw === '' ? [] : { name: beforeEquals(raw).trim(), raw };
  });
}

/** The same texts, one name with another value, or without it. */
export function withText(texts: Texts, name: string, value: string | readonly string[] | undefined): Texts {
  const changed: Record<string, string | readonly string[]> = {};
  for (const [key, known] of Object.entries(texts)) if (key !== name) setOwn(changed, key, known);
  if (value !== undefined) setOwn(changed, name, value);
  return changed;
}

/** The same headers, one with another value, or without it. */
export function withHeader(document: RequestDocument, name: string, value: string | undefined): RequestDocument {
  return { ...document, headers: withText(document.headers, name, value) as Readonly<Record<string, string>> };
}

export function textsOf(pairs: readonly RawPair[], read: (raw: string) => string): Texts {
  const texts: Record<string, string | string[]> = {};
  for (const { name, raw } of pairs) {
    const known = Object.hasOwn(texts, name) ? texts[name] : undefined;
    const text = read(raw);
    if (Array.isArray(known)) known.push(text);
    else setOwn(texts, name, known === undefined ? text : [known, text]);
  }
  return texts;
}

function beforeEquals(pair: string): string {
  const equals = pair.indexOf('=');
  return equals === -1 ? pair : pair.slice(0, equals);
}

export function afterEquals(pair: string): string {
  const equals = pair.indexOf('=');
  return equals === -1 ? '' : pair.slice(equals + 1);
}

/** As forms are decoded; what is badly encoded stays as it is. */
export function decodeText(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return text;
  }
}
