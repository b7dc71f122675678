import { declares, type OperationTraits } from '../packs/operation-traits.ts';
import type { OperationSelector, PackRespond, PackRule, StatusClass } from '../packs/pack.ts';
import { selectAny } from '../packs/select-operations.ts';

/** What can go wrong, by the names that drafts know. `declared`: what the document itself says of an operation. */
export type ErrorKind =
  | 'declared'
  | 'bad_request'
  | 'validation_error'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'payload_too_large'
  | 'rate_limit'
  | 'server_error'
  | 'database_error'
  | 'bad_gateway'
  | 'service_unavailable'
  | 'gateway_timeout'
  | 'timeout'
  | 'slow_response'
  | 'connection_reset'
  | 'empty_reply'
  | 'malformed_body';

/** An error that is an answer. */
export interface ErrorAnswer {
  /** The first that the operation declares, else the first. A class: each that it declares. */
  readonly status: PackRespond['status'];
  /** Operations that can have it without declaring it: those that any of these selects. */
  readonly for: readonly OperationSelector[];
}

const EVERY: readonly OperationSelector[] = [{}];
const WITH_BODY: readonly OperationSelector[] = [{ has_body: true }];
const SECURED: readonly OperationSelector[] = [{ needs_auth: true }];
const WITH_INPUT: readonly OperationSelector[] = [...WITH_BODY, { takes_id: true }, { accepts_text: true }];

/** Errors that are answers, those of the document first. */
export const ERROR_ANSWERS: ReadonlyMap<ErrorKind, readonly ErrorAnswer[]> = new Map<ErrorKind, readonly ErrorAnswer[]>(
  [
    [
      'declared',
      [
        { status: '4XX', for: [] },
        { status: '5XX', for: [] },
      ],
    ],
    ['bad_request', [{ status: [400, 422], for: WITH_INPUT }]],
    ['validation_error', [{ status: [422, 400], for: WITH_BODY }]],
    ['unauthorized', [{ status: 401, for: SECURED }]],
    ['forbidden', [{ status: 403, for: SECURED }]],
    ['not_found', [{ status: [404, 410], for: [{ takes_id: true }] }]],
    ['conflict', [{ status: [409, 412], for: [{ kind: 'write' }] }]],
    ['payload_too_large', [{ status: 413, for: WITH_BODY }]],
    ['rate_limit', [{ status: 429, for: EVERY }]],
    ['server_error', [{ status: 500, for: EVERY }]],
    ['bad_gateway', [{ status: 502, for: EVERY }]],
    ['service_unavailable', [{ status: 503, for: EVERY }]],
    ['gateway_timeout', [{ status: 504, for: EVERY }]],
  ],
);

/** Errors that are rules of their own: what happens below HTTP, or takes its time. */
export const ERROR_RULES: ReadonlyMap<ErrorKind, PackRule> = new Map<ErrorKind, PackRule>([
  ['database_error', { delay: 5_000, respond: { status: [503, 500] } }],
  ['timeout', { fault: 'timeout' }],
  ['slow_response', { delay: { type: 'lognormal', median_ms: 3_000, sigma: 0.5 }, respond: {} }],
  ['connection_reset', { fault: 'connection_reset' }],
  ['empty_reply', { fault: 'empty_reply' }],
  ['malformed_body', { fault: 'malformed_body' }],
]);

/** Every kind, the document's own errors first. */
export const ERROR_KINDS: readonly ErrorKind[] = [...ERROR_ANSWERS.keys(), ...ERROR_RULES.keys()];

/** Whether an operation can have an error: it declares it, or it is of a kind that has. */
export function canHave(operation: OperationTraits, answer: ErrorAnswer): boolean {
  const statuses = [answer.status ?? []].flat() as readonly (number | StatusClass)[];
  return statuses.some((one) => declares(operation, one)) || selectAny([operation], answer.for).operations.length > 0;
}
