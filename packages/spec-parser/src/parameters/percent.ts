import { MalformedTextError } from './malformed-text.ts';

export type Codec = (text: string) => string;

export const identity: Codec = (text) => text;

/**
 * Decodes percent-escapes as UTF-8 (RFC 3986 §2.1).
 *
 * @throws {MalformedTextError} `BAD_ENCODING`
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new MalformedTextError('BAD_ENCODING', `contains a percent-escape that is not valid UTF-8: ${excerpt(text)}`);
  }
}

/**
 * The same, and `+` is a space (https://url.spec.whatwg.org/#urlencoded-parsing).
 *
 * @throws {MalformedTextError} `BAD_ENCODING`
 */
export function decodeForm(text: string): string {
  return decodePercent(text.includes('+') ? text.replaceAll('+', ' ') : text);
}

/** Escapes everything but unreserved characters (RFC 6570 §3.2.2). Half of a surrogate pair becomes U+FFFD. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, escapeCharacter);
}

/** As `application/x-www-form-urlencoded` is written by browsers (https://url.spec.whatwg.org/#urlencoded-serializing). */
export function encodeForm(text: string): string {
  return encodePercent(text).replaceAll('%20', '+').replaceAll('~', '%7E').replaceAll('%2A', '*');
}

/**
 * Lets reserved characters and percent-escapes pass (RFC 6570 §3.2.3), except those that would end or split the value
 * where it stands (OpenAPI 3.2 §4.12, `allowReserved`).
 */
export function encodeReserved(text: string, delimiters: string): string {
  return text
    .toWellFormed()
    .replace(/%[0-9A-Fa-f]{2}|[^\w.~-]/gu, (match) =>
      match.length === 3 || (RESERVED.includes(match) && !delimiters.includes(match)) ? match : encodePercent(match),
    );
}

const RESERVED = ":/?#[]@!$&'()*+,;=";

function escapeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Short enough for a message. */
export function excerpt(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
