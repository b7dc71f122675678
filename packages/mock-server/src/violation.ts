import type { LoggedViolation } from '@mockloop/log-store';
import type { Violation } from '@mockloop/schema';
import { pointerTokens } from '@mockloop/spec-parser';

/** A schema's violation as part of a request: where in the request it is, and of what it speaks. */
export function toViolation(location: readonly string[], violation: Violation, subject: string): LoggedViolation {
  const path = pointerTokens(violation.pointer);
  return {
    location: [...location, ...path],
    severity: 'Error',
    code: violation.keyword,
    message: `${subject}${path.length === 0 ? '' : ` at ${violation.pointer}`} ${violation.message}`,
  };
}
