import type { LoggedViolation } from '@mockloop/log-store';
import { andThen } from './and-then.ts';
import type { BodyFailure } from './check-body.ts';
import type { SecurityFailure } from './check-security.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';

/** What an operation says of a request. */
export interface RequestCheck {
  readonly compiled: CompiledOperation;
  /** Its credentials do not do; nothing else was looked at. */
  readonly refused?: SecurityFailure | undefined;
  readonly violations: readonly LoggedViolation[];
  /** What is wrong with its body; `content` also stands for its parameters. */
  readonly kind: BodyFailure['kind'];
}

const NO_VIOLATIONS: readonly LoggedViolation[] = [];

/**
 * Checks a request against each operation that it may be meant for, until one finds nothing wrong.
 *
 * @param candidates The most likely first; at least one.
 * @returns The check of the operation that fits, or else of the first.
 */
export function checkRequest(
  candidates: readonly CompiledOperation[],
  exchange: Exchange,
  bytes: Uint8Array,
): RequestCheck | Promise<RequestCheck> {
  const [first, ...others] = candidates;
  if (first === undefined) throw new TypeError('There is no operation to check the request against.');
  const check = checkOperation(first, exchange, bytes);
  if (others.length === 0) return check;
  return andThen(check, (found) => {
    if (fits(found)) return found;
    return andThen(checkRequest(others, exchange, bytes), (other) => (fits(other) ? other : found));
  });
}

function fits({ refused, violations }: RequestCheck): boolean {
  return refused === undefined && violations.length === 0;
}

function checkOperation(
  compiled: CompiledOperation,
  { request, captures }: Exchange,
  bytes: Uint8Array,
): RequestCheck | Promise<RequestCheck> {
  const refused = compiled.checkSecurity?.(request);
  if (refused !== undefined || compiled.settings.validate === 'off') {
    return { compiled, refused, violations: NO_VIOLATIONS, kind: 'content' };
  }
  const violations = compiled.parameters.check({
    captures,
    query: request.query,
    header: (name) => request.header(name),
  });
  return andThen(compiled.body.check(request, bytes), (failure) => ({
    compiled,
    violations: failure === undefined ? violations : [...violations, ...failure.violations],
    kind: failure?.kind ?? 'content',
  }));
}
