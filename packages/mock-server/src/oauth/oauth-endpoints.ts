import type { ApiDocument, OAuthFlow, OperationEntry, SecurityScheme } from '@mockloop/spec-parser';

export type EndpointKind =
  | 'metadata'
  | 'authorize'
  | 'token'
  | 'device'
  | 'verify_device'
  | 'jwks'
  | 'userinfo'
  | 'revoke'
  | 'introspect'
  | 'end_session';

interface Endpoint {
  readonly kind: EndpointKind;
  /** The path of its issuer: `''`, or with a slash in front and none behind. */
  readonly issuerPath: string;
}

/** Where the OAuth endpoints of a mock are. */
export interface EndpointTable {
  /** Endpoints by method, by path. */
  readonly byPath: ReadonlyMap<string, ReadonlyMap<string, Endpoint>>;
  /** Paths that operations of the document have too: methods without an endpoint are theirs. */
  readonly shared: ReadonlySet<string>;
  /** The path by which an issuer names an endpoint in its metadata. */
  pathOf(issuerPath: string, kind: EndpointKind): string;
}

const METHODS: Record<EndpointKind, readonly string[]> = {
  token: ['POST'],
  device: ['POST'],
  authorize: ['GET', 'POST'],
  metadata: ['GET'],
  verify_device: ['GET'],
  jwks: ['GET'],
  userinfo: ['GET', 'POST'],
  revoke: ['POST'],
  introspect: ['POST'],
  end_session: ['GET', 'POST'],
};

/** Where an endpoint is that the document does not place, below the issuer's path. */
const DEFAULT_PATHS: Record<Exclude<EndpointKind, 'metadata'>, string> = {
  token: '/oauth2/token',
  device: '/oauth2/device_authorization',
  authorize: '/oauth2/authorize',
  verify_device: '/oauth2/device',
  jwks: '/.well-known/jwks.json',
  userinfo: '/oauth2/userinfo',
  revoke: '/oauth2/revoke',
  introspect: '/oauth2/introspect',
  end_session: '/oauth2/logout',
};

const OPENID_CONFIGURATION = '/.well-known/openid-configuration';
/** RFC 8414 §3. */
export const SERVER_METADATA = '/.well-known/oauth-authorization-server';
/** Before a path that an operation of the document has already. */
const ELSEWHERE = '/.mockloop';
/** Servers may have many paths: the first few are issuers as well. */
const MAX_SERVER_ISSUERS = 8;

/** Places the endpoints; `undefined` for a document whose security schemes have nothing to do with OAuth. */
export function placeEndpoints(document: ApiDocument): EndpointTable | undefined {
  const schemes = [...document.securitySchemes.values()].filter(isOAuth);
  if (schemes.length === 0) return undefined;
  const basePaths = [...new Set(document.operations.flatMap((operation) => operation.basePaths))];
  const openIdPaths = schemes.flatMap((scheme) =>
    scheme.type === 'openIdConnect' ? pathsOf(scheme.openIdConnectUrl, []) : [],
  );
  const builder = new TableBuilder(document.operations);
  const named = openIdPaths
    .filter((path) => path.endsWith(OPENID_CONFIGURATION))
    .map((path) => path.slice(0, -OPENID_CONFIGURATION.length));
  for (const { kind, url } of declaredUrls(schemes))
    for (const path of pathsOf(url, basePaths)) builder.addDeclared(kind, path, issuerPathOf(path, named));
  for (const issuerPath of new Set(['', ...named, ...basePaths.slice(0, MAX_SERVER_ISSUERS)]))
    builder.addIssuer(issuerPath);
  for (const path of openIdPaths) builder.addMetadata(path, '');
  return builder.table;
}

type OAuthScheme = SecurityScheme & { type: 'oauth2' | 'openIdConnect' };

export function isOAuth(scheme: SecurityScheme): scheme is OAuthScheme {
  return scheme.type === 'oauth2' || scheme.type === 'openIdConnect';
}

interface DeclaredUrl {
  readonly kind: EndpointKind;
  readonly url: string | undefined;
}

/** Token endpoints come first: where a URL is both, it is sent POST for tokens and GET for the rest. */
function declaredUrls(schemes: readonly OAuthScheme[]): DeclaredUrl[] {
  const flows = schemes.flatMap((scheme) => (scheme.type === 'oauth2' ? scheme.flows : []));
  return [
    ...flows.map(({ tokenUrl }): DeclaredUrl => ({ kind: 'token', url: tokenUrl })),
    ...flows.map(({ refreshUrl }): DeclaredUrl => ({ kind: 'token', url: refreshUrl })),
    ...flows.map(
      ({ type, authorizationUrl }: OAuthFlow): DeclaredUrl => ({
        kind: type === 'deviceAuthorization' ? 'device' : 'authorize',
        url: authorizationUrl,
      }),
    ),
  ];
}

/**
 * The paths of a URL, whatever host it names. A relative one is resolved against the servers (OpenAPI 3.1 §4.6), both
 * as RFC 3986 has it and as many write it: below the path of the server.
 */
function pathsOf(url: string | undefined, basePaths: readonly string[]): string[] {
  if (url === undefined || url === '') return [];
  const bases = [...basePaths, ''].flatMap((path) => [path, `${path}/`]);
  const paths = bases
    .map((path) => URL.parse(url, `http://localhost${path}`)?.pathname)
    .filter((path) => path !== undefined && !/%7B/i.test(path));
  return [...new Set(paths as string[])];
}

/** The issuer with the longest path that an endpoint is under, of those that the document names. */
function issuerPathOf(path: string, named: readonly string[]): string {
  const above = named.filter((issuerPath) => path.startsWith(`${issuerPath}/`));
  return above.toSorted((a, b) => b.length - a.length)[0] ?? '';
}

class TableBuilder {
  readonly table: EndpointTable;
  readonly #byPath = new Map<string, Map<string, Endpoint>>();
  readonly #shared = new Set<string>();
  /** Paths by which metadata names endpoints. */
  readonly #named = new Map<string, string>();
  /** All paths of each operation that has no parameters, by each of them. */
  readonly #operationPaths = new Map<string, readonly string[]>();

  constructor(operations: readonly OperationEntry[]) {
    for (const { path, basePaths } of operations) {
      if (path.includes('{')) continue;
      const paths = [...new Set(['', ...basePaths])].map((basePath) => basePath + path);
      for (const address of paths) this.#operationPaths.set(address, paths);
    }
    const named = this.#named;
    this.table = {
      byPath: this.#byPath,
      shared: this.#shared,
      pathOf: (issuerPath, kind) => named.get(`${kind} ${issuerPath}`) ?? '',
    };
  }

  /** The mock serves an operation under several paths: where it is the endpoint, so do they all. */
  addDeclared(kind: EndpointKind, path: string, issuerPath: string): void {
    for (const address of [path, ...(this.#operationPaths.get(path) ?? [])]) {
      if (this.#operationPaths.has(address)) this.#shared.add(address);
      this.#add(address, { kind, issuerPath });
    }
  }

  /** Everything that the document does not place. */
  addIssuer(issuerPath: string): void {
    for (const [kind, path] of Object.entries(DEFAULT_PATHS) as [EndpointKind, string][]) {
      if (this.#named.has(`${kind} ${issuerPath}`)) continue;
      const wanted = issuerPath + path;
      this.#add(this.#operationPaths.has(wanted) ? ELSEWHERE + wanted : wanted, { kind, issuerPath });
    }
    for (const path of [OPENID_CONFIGURATION, SERVER_METADATA]) {
      this.addMetadata(issuerPath + path, issuerPath);
      this.addMetadata(path + issuerPath, issuerPath);
    }
  }

  addMetadata(path: string, issuerPath: string): void {
    if (path !== '/' && !this.#operationPaths.has(path)) this.#add(path, { kind: 'metadata', issuerPath });
  }

  #add(path: string, endpoint: Endpoint): void {
    const { kind, issuerPath } = endpoint;
    const known = this.#byPath.get(path);
    const methods = known ?? new Map<string, Endpoint>();
    if (known === undefined) this.#byPath.set(path, methods);
    for (const method of METHODS[kind]) if (!methods.has(method)) methods.set(method, endpoint);
    const name = `${kind} ${issuerPath}`;
    if (!this.#named.has(name)) this.#named.set(name, path);
  }
}
