import type { Answer } from '../answer.ts';
import { jsonAnswer } from './oauth-answer.ts';
import { DEVICE_CODE, type OAuthCall } from './oauth-call.ts';
import type { EndpointKind } from './oauth-endpoints.ts';

/** What clients need to know of the server (RFC 8414 §2, OpenID Connect Discovery §3). */
export function answerMetadata({ server, baseUrl, issuerPath, issuer }: OAuthCall): Answer {
  const url = (kind: EndpointKind): string => baseUrl + server.endpoints.pathOf(issuerPath, kind);
  const authentication = ['client_secret_basic', 'client_secret_post', 'none'];
  const { grantTypes, responseTypes } = server;
  return jsonAnswer(200, {
    issuer,
    authorization_endpoint: url('authorize'),
    token_endpoint: url('token'),
    jwks_uri: url('jwks'),
    userinfo_endpoint: url('userinfo'),
    revocation_endpoint: url('revoke'),
    introspection_endpoint: url('introspect'),
    end_session_endpoint: url('end_session'),
    ...(grantTypes.has(DEVICE_CODE) && { device_authorization_endpoint: url('device') }),
    scopes_supported: server.scopes.supported,
    response_types_supported: [...responseTypes],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: [...grantTypes, ...(responseTypes.has('token') ? ['implicit'] : [])],
    token_endpoint_auth_methods_supported: authentication,
    revocation_endpoint_auth_methods_supported: authentication,
    introspection_endpoint_auth_methods_supported: authentication,
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'nonce', 'at_hash', 'name', 'email'],
    claims_parameter_supported: false,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
  });
}

/** The key that tokens are checked with (RFC 7517 §5). */
export async function answerKeys({ server }: OAuthCall): Promise<Answer> {
  const { exportJWK } = await import('jose');
  const { key, keyId } = server.memory;
  const jwk = await exportJWK(key.publicKey);
  return jsonAnswer(200, { keys: [{ ...jwk, kid: keyId, use: 'sig', alg: 'RS256' }] });
}
