import type { Answer } from '../answer.ts';
import { authenticateClient, type Client, requireConfidential } from './authenticate-client.ts';
import { redeemDeviceCode } from './device-authorization.ts';
import { issueTokens, type TokenResponse } from './issue-tokens.ts';
import { jsonAnswer } from './oauth-answer.ts';
import { DEVICE_CODE, type OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import { requireParameter, requireSound } from './oauth-parameters.ts';
import { redeemCode } from './redeem-code.ts';
import { redeemRefreshToken } from './redeem-refresh-token.ts';
import { startGrant } from './start-grant.ts';

type GrantHandler = (call: OAuthCall, client: Client) => Promise<TokenResponse>;

const GRANTS: ReadonlyMap<string, GrantHandler> = new Map<string, GrantHandler>([
  ['authorization_code', (call, client) => issueTokens(call, redeemCode(call, client))],
  ['refresh_token', refresh],
  ['client_credentials', clientCredentials],
  ['password', password],
  [DEVICE_CODE, (call, client) => issueTokens(call, redeemDeviceCode(call, client))],
]);

/**
 * Gives tokens (RFC 6749 §3.2).
 *
 * @throws {OAuthError}
 */
export async function answerTokenRequest(call: OAuthCall): Promise<Answer> {
  const { server, parameters } = call;
  requireSound(parameters);
  const grantType = requireParameter(parameters, 'grant_type');
  const client = authenticateClient(call);
  const handler = server.grantTypes.has(grantType) ? GRANTS.get(grantType) : undefined;
  if (handler === undefined)
    throw new OAuthError('unsupported_grant_type', `Ask for one of ${[...server.grantTypes].join(', ')}.`);
  return jsonAnswer(200, await handler(call, client));
}

function refresh(call: OAuthCall, client: Client): Promise<TokenResponse> {
  const { grant, renewed } = redeemRefreshToken(call, client);
  return issueTokens(call, grant, renewed);
}

/** RFC 6749 §4.4. */
async function clientCredentials(call: OAuthCall, client: Client): Promise<TokenResponse> {
  requireConfidential(client);
  return issueTokens(call, startGrant(call, { clientId: client.id }));
}

/** RFC 6749 §4.3. */
async function password(call: OAuthCall, client: Client): Promise<TokenResponse> {
  const { parameters, server } = call;
  const username = requireParameter(parameters, 'username');
  const given = requireParameter(parameters, 'password');
  const { own } = server;
  if (own !== undefined && (username !== own.username || given !== own.password))
    throw new OAuthError('invalid_grant', 'Only the user shown when the mock started is known.');
  return issueTokens(call, startGrant(call, { clientId: client.id, user: username }));
}
