import type { Answer } from '../answer.ts';
import { authenticateClient, type Client } from './authenticate-client.ts';
import { jsonAnswer, NO_STORE } from './oauth-answer.ts';
import type { OAuthCall } from './oauth-call.ts';
import { OAuthError } from './oauth-error.ts';
import type { RefreshToken } from './oauth-memory.ts';
import { requireParameter, requireSound } from './oauth-parameters.ts';

/**
 * Makes a token worthless (RFC 7009 §2): with a refresh token all tokens of its grant, with an access token that one. An
 * unknown token is none already.
 *
 * @throws {OAuthError} `unauthorized_client` for another client's token.
 */
export function answerRevocation(call: OAuthCall): Answer {
  const { server, parameters } = call;
  requireSound(parameters);
  const client = authenticateClient(call);
  const text = requireParameter(parameters, 'token');
  const refreshToken = server.memory.refreshTokens.get(text);
  const issued = refreshToken === undefined ? server.tokens.read(text, call.request.origin) : undefined;
  const owner = refreshToken?.grant.clientId ?? issued?.claims.client_id;
  const id = refreshToken?.grant.id ?? issued?.claims.jti;
  const isGood = refreshToken !== undefined || (issued !== undefined && issued.problem === undefined);
  if (isGood && owner !== client.id)
    throw new OAuthError('unauthorized_client', 'The token was given to another client.');
  if (isGood && typeof id === 'string') server.memory.revoked.set(id, true);
  return { status: 200, headers: NO_STORE, body: '' };
}

/**
 * Says what a token is worth (RFC 7662 §2). A client without a secret is told of its own tokens only.
 *
 * @throws {OAuthError}
 */
export function answerIntrospection(call: OAuthCall): Answer {
  requireSound(call.parameters);
  const client = authenticateClient(call);
  const text = requireParameter(call.parameters, 'token');
  const found = describeRefreshToken(call, text) ?? describeAccessToken(call, text);
  const isTold = found !== undefined && mayKnow(client, found.client_id);
  return jsonAnswer(200, isTold ? { active: true, ...found } : { active: false });
}

type Description = Readonly<Record<string, unknown>>;

function mayKnow({ id, isConfidential }: Client, owner: unknown): boolean {
  return isConfidential || id === owner;
}

function describeRefreshToken({ server, issuer }: OAuthCall, text: string): Description | undefined {
  const token = server.memory.refreshTokens.get(text);
  if (token === undefined || !isUsable(token, server)) return undefined;
  const { grant, expiresAt } = token;
  return {
    iss: issuer,
    sub: grant.subject,
    username: grant.subject,
    client_id: grant.clientId,
    scope: grant.scopes.join(' '),
    exp: Math.floor(expiresAt / 1_000),
  };
}

function isUsable({ grant, expiresAt, isUsed }: RefreshToken, { memory, now }: OAuthCall['server']): boolean {
  return !isUsed && expiresAt > now() && !memory.revoked.has(grant.id);
}

function describeAccessToken({ server, request }: OAuthCall, text: string): Description | undefined {
  const token = server.tokens.read(text, request.origin);
  if (token === undefined || token.problem !== undefined || !token.isAccessToken) return undefined;
  return { token_type: 'Bearer', ...token.claims, username: token.claims.sub };
}
