import { createHash } from 'node:crypto';
import type { ApiDocument, SecurityScheme } from '@mockloop/spec-parser';
import type { Credential } from './admin/admin-host.ts';
import { isOAuth } from './oauth/oauth-endpoints.ts';

/** The values that satisfy the security schemes of a mock under `auth: 'strict'`. The same seed gives the same values. */
export interface MockCredentials {
  readonly apiKey: string;
  readonly username: string;
  readonly password: string;
  /** Has every scope. */
  readonly token: string;
  /** Has no scope. */
  readonly tokenWithoutScopes: string;
  /** Of the client that may ask for tokens. */
  readonly clientId: string;
  readonly clientSecret: string;
}

export function createCredentials(seed: string): MockCredentials {
  const value = (name: string): string => createHash('sha256').update(`${name}:${seed}`).digest('hex').slice(0, 24);
  return {
    apiKey: `mock-key-${value('apiKey')}`,
    username: 'mock',
    password: `mock-password-${value('password')}`,
    token: `mock-token-${value('token')}`,
    tokenWithoutScopes: `mock-token-without-scopes-${value('tokenWithoutScopes')}`,
    clientId: 'mock-client',
    clientSecret: `mock-secret-${value('clientSecret')}`,
  };
}

/** How each security scheme of a document is satisfied, then the clients that may ask for tokens, for people and programs to copy. */
export function describeCredentials(document: ApiDocument, credentials: MockCredentials): Credential[] {
  const schemes = [...document.securitySchemes.values()];
  const sent = schemes.flatMap((scheme) => {
    const example = exampleOf(scheme, credentials);
    return example === undefined ? [] : [{ scheme: scheme.name, type: scheme.type, example }];
  });
  const { clientId, clientSecret } = credentials;
  const client = `client_id=${clientId} client_secret=${clientSecret}`;
  const clients = schemes.filter(isOAuth).map(({ name, type }) => ({ scheme: name, type, example: client }));
  return [...sent, ...clients];
}

function exampleOf(scheme: SecurityScheme, credentials: MockCredentials): string | undefined {
  switch (scheme.type) {
    case 'apiKey':
      return apiKeyExample(scheme, credentials);
    case 'http':
      return httpExample(scheme.scheme, credentials);
    case 'oauth2':
    case 'openIdConnect':
      return `Authorization: Bearer ${credentials.token}`;
    case 'mutualTLS':
      return undefined;
  }
}

function apiKeyExample(scheme: SecurityScheme & { type: 'apiKey' }, { apiKey }: MockCredentials): string {
  if (scheme.in === 'query') return `?${encodeURIComponent(scheme.parameterName)}=${apiKey}`;
  return scheme.in === 'cookie' ? `Cookie: ${scheme.parameterName}=${apiKey}` : `${scheme.parameterName}: ${apiKey}`;
}

function httpExample(scheme: string, credentials: MockCredentials): string {
  if (scheme === 'basic') return `Authorization: Basic ${basicValue(credentials)}`;
  if (scheme === 'bearer') return `Authorization: Bearer ${credentials.token}`;
  return `Authorization: ${scheme.charAt(0).toUpperCase()}${scheme.slice(1)} ${credentials.token}`;
}

/** RFC 7617 §2. */
export function basicValue({ username, password }: MockCredentials): string {
  return Buffer.from(`${username}:${password}`).toString('base64');
}
