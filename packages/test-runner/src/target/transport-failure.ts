import type { TransportFailureKind } from '../model/exchange.ts';

/** Why there is no complete answer. */
export interface TransportFailure {
  readonly kind: TransportFailureKind;
  readonly message: string;
}

/** Thrown where the body is known to be unusable before the connection is. */
export class UnusableAnswerError extends Error {
  readonly kind: TransportFailureKind;

  constructor(kind: TransportFailureKind, message: string) {
    super(message);
    this.kind = kind;
  }
}

const KINDS: ReadonlyMap<string, TransportFailureKind> = new Map([
  ['ECONNREFUSED', 'unreachable'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ENETUNREACH', 'unreachable'],
  ['ENOTFOUND', 'unreachable'],
  ['EAI_AGAIN', 'unreachable'],
  ['EADDRNOTAVAIL', 'unreachable'],
  ['UND_ERR_CONNECT_TIMEOUT', 'unreachable'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too_large'],
  ['HPE_HEADER_OVERFLOW', 'too_large'],
  ['UND_ERR_RES_EXCEEDED_MAX_SIZE', 'too_large'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'malformed'],
  ['EPROTO', 'tls'],
]);

/** What an error of the connection means. */
export function transportFailure(error: unknown): TransportFailure {
  const cause = innermost(error);
  if (cause instanceof UnusableAnswerError) return { kind: cause.kind, message: cause.message };
  // The parser gives no code where it does not know its own.
  const isUnparsed = cause instanceof Error && cause.name === 'HTTPParserError';
  const code = isUnparsed ? codeOf(cause) || 'HPE_UNKNOWN' : codeOf(cause);
  return { kind: KINDS.get(code) ?? kindByFamily(code), message: messageOf(cause, code) };
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function kindByFamily(code: string): TransportFailureKind {
  if (code.startsWith('HPE_')) return 'malformed';
  const isTls = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/.test(code);
  return isTls ? 'tls' : 'reset';
}

/** Of several addresses that were tried, the first reason counts. */
function innermost(error: unknown): unknown {
  if (error instanceof AggregateError && error.errors.length > 0) return innermost(error.errors[0]);
  return error;
}

function messageOf(error: unknown, code: string): string {
  const message = error instanceof Error ? error.message : String(error);
  return code === '' || message.includes(code) ? message : `${message} (${code})`;
}
