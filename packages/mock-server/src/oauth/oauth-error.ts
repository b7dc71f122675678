/** Error codes of RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 8628 §3.5, OpenID Connect Core §3.1.2.6. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_scope'
  | 'invalid_token'
  | 'invalid_target'
  | 'insufficient_scope'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'expired_token'
  | 'request_not_supported'
  | 'request_uri_not_supported';

/** A request that an OAuth endpoint refuses. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;

  /** @param description What is wrong and what to do. Never the client's own text: it would be sent to where it names. */
  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}
