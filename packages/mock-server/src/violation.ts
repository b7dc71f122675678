import type { LoggedViolation } from '@mockloop/log-store';
import type { Violation } from '@mockloop/schema';

/** A schema's violation as part of a request: where in the request it is, and of what it speaks. */
export function toViolation(location: readonly string[], violation: Violation, subject: string): LoggedViolation {
  const path = violation.pointer === '' ? [] : violation.pointer.slice(1).split('/').map(unescapeToken);
  return {
    location: [...location, ...path],
    severity: 'Error',
    code: violation.keyword,
    message: `${subject}${path.length === 0 ? '' : ` at ${violation.pointer}`} ${violation.message}`,
  };
}

/** RFC 6901 §3. */
function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
