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
