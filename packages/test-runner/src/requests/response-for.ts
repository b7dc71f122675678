import type { Operation, ResponseObject } from '@mockloop/spec-parser';

/** What the document says of a status: that one, its class, or `default`. */
export function responseFor({ responses }: Operation, status: number): ResponseObject | undefined {
  const code = String(status);
  return (
    responses.find((response) => response.status === code) ??
    responses.find((response) => response.status === `${code.charAt(0)}XX`) ??
    responses.find((response) => response.status === 'default')
  );
}
