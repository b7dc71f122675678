import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { Grant } from './oauth-memory.ts';

/** Of all that a token tells, in characters: it has to fit into a header field. */
const MAX_TOLD = 4_000;

/**
 * What a request is allowed from now on: its scopes, and the API that it names by `resource` (RFC 8707 §2) or `audience`.
 *
 * @param who Whose it is; `user` is absent where a client acts for itself.
 * @throws {OAuthError} `invalid_scope`, `invalid_target`, or `invalid_request` where it is too much for a token.
 */
export function startGrant(
  { server, parameters }: OAuthCall,
  who: { readonly clientId: string; readonly user?: string | undefined },
): Grant {
  const now = server.now();
  const resource = parameters.get('resource');
  if (resource !== undefined && (!URL.canParse(resource) || resource.includes('#')))
    throw new OAuthError('invalid_target', 'The resource must be an absolute URI without a fragment.');
  const told = ['scope', 'resource', 'audience', 'nonce'].map((name) => parameters.get(name) ?? '');
  if ([who.clientId, who.user ?? '', ...told].join('').length > MAX_TOLD)
    throw new OAuthError('invalid_request', `What a token has to tell is longer than ${MAX_TOLD} characters.`);
  return {
    id: server.memory.nextId(now),
    clientId: who.clientId,
    subject: who.user ?? who.clientId,
    scopes: server.scopes.grant(parameters.get('scope')),
    audience: resource ?? parameters.get('audience'),
    ...(who.user !== undefined && { authTime: Math.floor(now / 1_000) }),
    nonce: parameters.get('nonce'),
  };
}
