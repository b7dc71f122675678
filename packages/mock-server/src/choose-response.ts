import type { Operation, ResponseObject } from '@mockloop/spec-parser';

/** A response of the document and the status to send it with. */
export interface ChosenResponse {
  readonly status: number;
  readonly response: ResponseObject;
}

/** Why a request is refused; decides which of the document's responses says so. */
export type RefusalKind = 'security' | 'forbidden' | 'media-type' | 'content' | 'syntax' | 'not-found' | 'conflict';

const REFUSALS: Record<RefusalKind, readonly number[]> = {
  security: [401],
  forbidden: [403],
  'media-type': [415, 422, 400],
  content: [422, 400],
  syntax: [400, 422],
  'not-found': [404, 410],
  conflict: [409],
};

/**
 * The response that an operation gives: the one with `code`, else the lowest 2xx, `2XX`, `default`, and, where the
 * document knows no success, the lowest of all.
 *
 * @returns `undefined` when the document has no response for `code`, or none at all.
 */
export function chooseResponse(operation: Operation, code?: number): ChosenResponse | undefined {
  if (code !== undefined) return responseFor(operation, code);
  const exact = operation.responses
    .filter(({ status }) => /^\d{3}$/.test(status))
    .map((response) => ({ status: Number(response.status), response }))
    .toSorted((a, b) => a.status - b.status);
  const success = exact.find(({ status }) => status >= 200 && status < 300);
  if (success !== undefined) return success;
  const range = withStatus(operation, '2XX') ?? withStatus(operation, 'default');
  if (range !== undefined) return { status: 200, response: range };
  const lowest = exact.find(({ status }) => status >= 200);
  if (lowest !== undefined) return lowest;
  const anyRange = operation.responses.find(({ status }) => /^[3-5]XX$/.test(status));
  return anyRange && { status: Number(`${anyRange.status.charAt(0)}00`), response: anyRange };
}

/** The response by which the document itself refuses such a request. */
export function chooseRefusal(operation: Operation, kind: RefusalKind): ChosenResponse | undefined {
  const statuses = REFUSALS[kind];
  for (const status of statuses) {
    const response = withStatus(operation, String(status));
    if (response !== undefined) return { status, response };
  }
  const response = withStatus(operation, '4XX') ?? withStatus(operation, 'default');
  return response && { status: statuses[0] ?? 400, response };
}

function responseFor(operation: Operation, status: number): ChosenResponse | undefined {
  const code = String(status);
  const response =
    withStatus(operation, code) ?? withStatus(operation, `${code.charAt(0)}XX`) ?? withStatus(operation, 'default');
  return response && { status, response };
}

function withStatus(operation: Operation, status: string): ResponseObject | undefined {
  return operation.responses.find((response) => response.status === status);
}
