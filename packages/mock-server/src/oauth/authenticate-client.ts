import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';

export interface Client {
  readonly id: string;
  /** It showed a secret. */
  readonly isConfidential: boolean;
}

/** RFC 6749 appendix A.1 and A.2. */
const VISIBLE = /^[\x20-\x7e]+$/;

/**
 * Whose request it is: by HTTP Basic, by `client_secret` in the body, or by `client_id` alone (RFC 6749 §2.3). Any
 * well-formed client will do, under `auth: 'strict'` only the mock's own.
 *
 * @throws {OAuthError} `invalid_client`, or `invalid_request` where it authenticates in two ways at once.
 */
export function authenticateClient({ server, request, parameters }: OAuthCall): Client {
  if (parameters.has('client_assertion'))
    throw new OAuthError('invalid_client', 'The mock takes client_secret_basic, client_secret_post and none.');
  const authorization = request.header('authorization');
  const inBody = { id: parameters.get('client_id'), secret: parameters.get('client_secret') };
  const { id, secret } = authorization === undefined ? inBody : readBasic(authorization);
  if (authorization !== undefined && (inBody.secret !== undefined || (inBody.id ?? id) !== id))
    throw new OAuthError('invalid_request', 'Authenticate the client in one way: by Authorization or by the body.');
  if (id === undefined || !VISIBLE.test(id) || (secret !== undefined && !VISIBLE.test(secret)))
    throw new OAuthError(
      'invalid_client',
      'Authenticate with client_id and client_secret, by HTTP Basic or in the body.',
    );
  const { own } = server;
  if (own !== undefined && (id !== own.clientId || (secret ?? own.clientSecret) !== own.clientSecret))
    throw new OAuthError('invalid_client', 'Only the client shown when the mock started is known.');
  return { id, isConfidential: secret !== undefined };
}

/** @throws {OAuthError} `invalid_client` for a client that showed no secret. */
export function requireConfidential({ isConfidential }: Client): void {
  if (!isConfidential)
    throw new OAuthError('invalid_client', 'This needs a client that authenticates with its secret.');
}

/** Both parts are form-encoded first (RFC 6749 §2.3.1). */
function readBasic(field: string): { readonly id: string | undefined; readonly secret: string | undefined } {
  const [, encoded] = /^basic +([a-z\d+/_=-]+)$/i.exec(field) ?? [];
  const [id, secret] = split(Buffer.from(encoded ?? '', 'base64').toString('utf8'));
  return { id: formDecode(id) || undefined, secret: formDecode(secret) || undefined };
}

function split(pair: string): [id: string, secret: string] {
  const colon = pair.indexOf(':');
  return colon === -1 ? ['', ''] : [pair.slice(0, colon), pair.slice(colon + 1)];
}

/** Many clients do not encode: what cannot be decoded is taken as it is. */
function formDecode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
