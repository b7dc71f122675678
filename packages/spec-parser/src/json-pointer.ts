/** One reference token as it stands in a JSON Pointer (RFC 6901 §3). */
export function escapeToken(token: string): string {
  return token.includes('~') || token.includes('/') ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/** The reference tokens of a JSON Pointer, unescaped (RFC 6901 §4). What stands before the first `/` is left out. */
export function pointerTokens(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token));
}

/** A JSON Pointer as the fragment of a URI reference within a document (RFC 6901 §6). */
export function pointerFragment(pointer: string): string {
  // Half a surrogate pair has no percent-encoding.
  return `#${encodeURI(pointer.toWellFormed()).replaceAll('#', '%23')}`;
}
