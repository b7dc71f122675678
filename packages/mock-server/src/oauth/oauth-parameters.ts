import { OAuthError } from './oauth-error.ts';

/** Parameters of a request to an OAuth endpoint. Those without a value count as absent (RFC 6749 §3.1). */
export interface OAuthParameters {
  get(name: string): string | undefined;
  has(name: string): boolean;
  /** Names that were sent more than once or with too long a value. */
  readonly unsound: ReadonlySet<string>;
}

/** No parameter needs to be longer, in characters. */
const MAX_VALUE = 8_192;
/** No body needs to be larger. */
const MAX_BODY_BYTES = 65_536;

/** Of a query or a form. */
export function parametersOf(text: string): OAuthParameters {
  return collect(new URLSearchParams(text));
}

/**
 * Of a body: a form (RFC 6749 §4.1.3), or a JSON object as some servers take it.
 *
 * @throws {OAuthError} `invalid_request` when it is neither, or too large.
 */
export function readBodyParameters(mediaType: string | undefined, body: Uint8Array): OAuthParameters {
  if (body.length > MAX_BODY_BYTES)
    throw new OAuthError('invalid_request', `The body is larger than ${MAX_BODY_BYTES} bytes.`);
  const text = Buffer.from(body).toString('utf8');
  const essence = (mediaType ?? 'application/x-www-form-urlencoded').split(';', 1)[0]?.trim().toLowerCase();
  if (essence === 'application/x-www-form-urlencoded' || body.length === 0) return parametersOf(text);
  if (essence === 'application/json') return collect(jsonPairs(text));
  throw new OAuthError('invalid_request', 'Send the parameters as application/x-www-form-urlencoded.');
}

/** @throws {OAuthError} `invalid_request` when a parameter was sent twice (RFC 6749 §3.1) or is too long. */
export function requireSound({ unsound }: OAuthParameters): void {
  if (unsound.size > 0)
    throw new OAuthError('invalid_request', `Send each parameter once, with at most ${MAX_VALUE} characters.`);
}

/** @throws {OAuthError} `invalid_request` when it is missing. */
export function requireParameter(parameters: OAuthParameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw new OAuthError('invalid_request', `The parameter ${name} is missing.`);
  return value;
}

function collect(pairs: Iterable<readonly [name: string, value: string]>): OAuthParameters {
  const values = new Map<string, string>();
  const unsound = new Set<string>();
  for (const [name, value] of pairs) {
    if (values.has(name) || value.length > MAX_VALUE) unsound.add(name);
    values.set(name, value);
  }
  return {
    get: (name) => values.get(name) || undefined,
    has: (name) => Boolean(values.get(name)),
    unsound,
  };
}

function jsonPairs(text: string): [name: string, value: string][] {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new OAuthError('invalid_request', 'The body is no JSON object.');
  return Object.entries(value).map(([name, member]) => {
    if (typeof member !== 'string') throw new OAuthError('invalid_request', 'Members of the body must be strings.');
    return [name, member];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OAuthError('invalid_request', 'The body is no JSON.');
  }
}
