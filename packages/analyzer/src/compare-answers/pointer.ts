/** One more step of a JSON Pointer (RFC 6901), with the slash before it. */
export function step(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/**
 * The steps of a JSON Pointer.
 *
 * @throws {TypeError} for what is none.
 */
export function stepsOf(pointer: string): string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/'))
    throw new TypeError(`${JSON.stringify(pointer)} is no JSON Pointer (RFC 6901): it starts with /`);
  return pointer
    .slice(1)
    .split('/')
    .map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~'));
}
