import type { MockRequest } from './mock-request.ts';

/** By what an exchange is found again. */
export interface Correlation {
  /** The field that named it; it is echoed with `value`. */
  readonly field: string;
  readonly value: string;
  readonly id: string;
}

export function correlationOf(request: MockRequest): Correlation | undefined {
  for (const field of ['x-correlation-id', 'x-request-id']) {
    const value = request.header(field);
    if (value !== undefined) return { field, value, id: value };
  }
  const trace = request.header('traceparent');
  // https://www.w3.org/TR/trace-context/#traceparent-header: version, trace id, parent id, flags
  return trace === undefined ? undefined : { field: 'traceparent', value: trace, id: trace.split('-')[1] ?? trace };
}
