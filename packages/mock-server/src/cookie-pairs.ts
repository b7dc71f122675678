/** The pairs of a `Cookie` field (RFC 6265 §4.2.1), values as they were sent. What has no `=` is no pair. */
export function cookiePairs(field: string): readonly (readonly [name: string, value: string])[] {
  return field.split(';').flatMap((pair) => {
    const mark = pair.indexOf('=');
    return mark === -1 ? [] : [[pair.slice(0, mark).trim(), pair.slice(mark + 1).trim()] as const];
  });
}
