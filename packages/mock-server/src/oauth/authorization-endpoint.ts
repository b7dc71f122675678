import type { Answer } from '../answer.ts';
import { authorizationResponse, readResponseTarget } from './authorization-response.ts';
import { issueAccessToken, issueIdToken } from './issue-tokens.ts';
import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { Grant } from './oauth-memory.ts';
import { requireParameter, requireSound } from './oauth-parameters.ts';
import { startGrant } from './start-grant.ts';

/** Of authorization codes, in milliseconds: the most that RFC 6749 §4.1.2 recommends. */
const CODE_LIFETIME = 600_000;

/** The parameters of an authorization response, without `state` and `iss`. */
type ResponseParameters = Readonly<Record<string, string>>;

/**
 * Lets the user in at once, as a mock has no page to log in on, and sends the client's page what it asked for (RFC 6749
 * §4.1, OpenID Connect Core §3). `login_hint` chooses the user.
 *
 * @throws {OAuthError} `invalid_request` where nobody can be told but the one who asks (RFC 6749 §4.1.2.1).
 */
export async function answerAuthorizationRequest(call: OAuthCall): Promise<Answer> {
  const { unsound } = call.parameters;
  if (unsound.has('client_id') || unsound.has('redirect_uri')) requireSound(call.parameters);
  const clientId = requireParameter(call.parameters, 'client_id');
  const { own } = call.server;
  if (own !== undefined && clientId !== own.clientId)
    throw new OAuthError('invalid_request', 'Only the client shown when the mock started is known.');
  const target = readResponseTarget(call);
  try {
    return authorizationResponse(target, await authorize(call, clientId));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return authorizationResponse(target, { error: error.code, error_description: error.message });
  }
}

async function authorize(call: OAuthCall, clientId: string): Promise<ResponseParameters> {
  const { parameters, server } = call;
  requireSound(parameters);
  checkRequest(call);
  const user = parameters.get('login_hint') ?? server.username;
  const grant = startGrant(call, { clientId, user });
  const types = requireParameter(parameters, 'response_type').split(' ');
  if (types.includes('code')) return { code: issueCode(call, grant) };
  const isOpenId = grant.scopes.includes('openid') && grant.nonce !== undefined;
  if (types.includes('id_token') && !isOpenId)
    throw new OAuthError('invalid_request', 'An id_token needs the scope openid and a nonce.');
  const token = types.includes('token') ? await issueAccessToken(call, grant) : undefined;
  return {
    ...(token && { access_token: token.access_token, token_type: 'Bearer', expires_in: String(token.expires_in) }),
    ...(token?.scope !== undefined && { scope: token.scope }),
    ...(types.includes('id_token') && { id_token: await issueIdToken(call, grant, token?.access_token) }),
  };
}

function checkRequest({ parameters, server }: OAuthCall): void {
  if (parameters.has('request')) throw new OAuthError('request_not_supported', 'Send the parameters themselves.');
  if (parameters.has('request_uri'))
    throw new OAuthError('request_uri_not_supported', 'Send the parameters themselves.');
  // Their order says nothing (OAuth 2.0 Multiple Response Types §3).
  const responseType = requireParameter(parameters, 'response_type').split(' ').toSorted().join(' ');
  if (!server.responseTypes.has(responseType))
    throw new OAuthError('unsupported_response_type', `Ask for one of ${[...server.responseTypes].join(', ')}.`);
  const mode = parameters.get('response_mode') ?? 'fragment';
  const isUnsafe = mode === 'query' && responseType !== 'code';
  if (isUnsafe || !['query', 'fragment', 'form_post'].includes(mode))
    throw new OAuthError('invalid_request', 'The response_mode does not go with the response_type.');
  const prompts = parameters.get('prompt')?.split(' ') ?? [];
  if (prompts.length > 1 && prompts.includes('none'))
    throw new OAuthError('invalid_request', 'The prompt none goes with no other.');
}

function issueCode({ parameters, server }: OAuthCall, grant: Grant): string {
  const { memory } = server;
  const now = server.now();
  const code = memory.nextId(now);
  memory.codes.set(code, {
    grant,
    redirectUri: requireParameter(parameters, 'redirect_uri'),
    codeChallenge: readChallenge(parameters),
    expiresAt: now + CODE_LIFETIME,
    isUsed: false,
  });
  return code;
}

/** RFC 7636 §4.3. The method `plain`, also when it is left out, protects nothing (RFC 9700 §2.1.1). */
function readChallenge(parameters: OAuthCall['parameters']): string | undefined {
  const challenge = parameters.get('code_challenge');
  const method = parameters.get('code_challenge_method');
  if (challenge === undefined && method === undefined) return undefined;
  if (method !== 'S256') throw new OAuthError('invalid_request', 'The code_challenge_method must be S256.');
  if (challenge === undefined || !/^[\w-]{43}$/.test(challenge))
    throw new OAuthError('invalid_request', 'The code_challenge must be the SHA-256 of the verifier in base64url.');
  return challenge;
}
