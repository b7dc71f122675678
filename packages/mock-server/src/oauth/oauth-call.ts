import type { MockCredentials } from '../credentials.ts';
import type { MockRequest } from '../mock-request.ts';
import type { EndpointTable } from './oauth-endpoints.ts';
import type { OAuthMemory } from './oauth-memory.ts';
import type { OAuthParameters } from './oauth-parameters.ts';
import type { TokenReader } from './read-token.ts';
import type { Scopes } from './scopes.ts';

/** The authorization server of one document. */
export interface AuthorizationServer {
  readonly endpoints: EndpointTable;
  /** As the document's flows allow, e.g. `authorization_code`. */
  readonly grantTypes: ReadonlySet<string>;
  /** Of the authorization endpoint, e.g. `code`. */
  readonly responseTypes: ReadonlySet<string>;
  readonly scopes: Scopes;
  /** Only these clients and users are taken; `undefined`: any. */
  readonly own: MockCredentials | undefined;
  /** The user who logs in where a request names none. */
  readonly username: string;
  readonly memory: OAuthMemory;
  readonly tokens: TokenReader;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** A request to one of its endpoints. */
export interface OAuthCall {
  readonly server: AuthorizationServer;
  readonly request: MockRequest;
  /** What the paths of endpoints stand behind, e.g. `http://127.0.0.1:8000`. */
  readonly baseUrl: string;
  readonly issuerPath: string;
  /** The URL by which clients know the server: `baseUrl` and `issuerPath`. */
  readonly issuer: string;
  readonly parameters: OAuthParameters;
}

/** The grant type of RFC 8628 §3.4. */
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
