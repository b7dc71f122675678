import type { TestRequest } from '../model/test-request.ts';

/**
 * Whether any client could send it, and a server see what was meant: no field has characters beyond printable ASCII, and no segment
 * of the path is empty, has dots only, or holds a slash or a null byte.
 */
export function isSendable({ target, headers }: TestRequest): boolean {
  const [path = ''] = target.split('?');
  const segments = path.split('/').slice(1);
  return (
    headers.every(([name, value]) => /^[!#$%&'*+.^_`|~\w-]+$/.test(name) && /^[\t\x20-\x7e]*$/.test(value)) &&
    segments.every((segment, index) => segment !== '' || index === segments.length - 1) &&
    segments.every((segment) => !/^(\.|%2e){1,2}$/i.test(segment) && !/%(00|2f|5c|7b)/i.test(segment)) &&
    /^[\x21-\x7e]+$/.test(target)
  );
}
