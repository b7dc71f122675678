import type { TestExchange } from '../../model/exchange.ts';

/**
 * What a server made of a request. `refused`: it says that the request is wrong. `other`: it says something else, which neither proves
 * nor disproves that the request was looked at.
 */
export type Verdict = 'accepted' | 'refused' | 'other';

export function verdictOf({ response }: TestExchange): Verdict {
  if (response === undefined) return 'other';
  const { status } = response;
  if (status >= 200 && status < 300) return saysError(response.body) ? 'refused' : 'accepted';
  return status === 400 || status === 422 ? 'refused' : 'other';
}

/** Some APIs answer 200 to everything and tell in the body that nothing was done. */
function saysError(body: Uint8Array): boolean {
  if (body.length === 0 || body.length > 100_000) return false;
  try {
    const value: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
    return typeof value === 'object' && value !== null && isErrorReport(value);
  } catch {
    return false;
  }
}

function isErrorReport(value: object): boolean {
  const has = (name: string): unknown => (Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined);
  const { error, errors } = { error: has('error'), errors: has('errors') };
  return (
    has('success') === false ||
    has('ok') === false ||
    has('status') === 'error' ||
    (Array.isArray(errors)
      ? errors.length > 0
      : typeof errors === 'object' && errors !== null && Object.keys(errors).length > 0) ||
    (typeof error === 'string' ? error !== '' : typeof error === 'object' && error !== null)
  );
}
