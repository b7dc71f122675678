import type { OAuthFlow, SecurityRequirement, SecurityScheme } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { isObject, own, ownString } from '../plain-object.ts';
import type { References } from '../reference/references.ts';

/** The security schemes of a document that can be resolved and understood, by name. */
export function readSecuritySchemes(root: Node, references: References): ReadonlyMap<string, SecurityScheme> {
  const components = child(root, 'components');
  const schemes =
    root.file.version === '2.0'
      ? child(root, 'securityDefinitions')
      : components && child(components, 'securitySchemes');
  return new Map(
    (schemes === undefined ? [] : entries(schemes)).flatMap(([name, reference]) => {
      const node = references.tryResolve(reference);
      const scheme = node === undefined ? undefined : readScheme(name, node);
      return scheme === undefined ? [] : [[name, scheme] as const];
    }),
  );
}

/**
 * The alternatives of an operation, else of its document (OpenAPI 3.1 §4.8.30). One that needs a scheme which is not
 * known is left out.
 */
export function readSecurity(
  operation: Node,
  root: Node,
  schemes: ReadonlyMap<string, SecurityScheme>,
): SecurityRequirement[] {
  const list = child(operation, 'security') ?? child(root, 'security');
  return items(list).flatMap((requirement) => {
    if (!isObject(requirement.value)) return [];
    const needed = entries(requirement).map(([name, { value }]) => ({
      scheme: schemes.get(name),
      scopes: strings(value),
    }));
    const known = needed.flatMap(({ scheme, scopes }) => (scheme === undefined ? [] : [{ scheme, scopes }]));
    return known.length === needed.length ? [{ schemes: known }] : [];
  });
}

function readScheme(name: string, { value, at }: Node): SecurityScheme | undefined {
  const base = { name, pointer: at, description: ownString(value, 'description') };
  switch (own(value, 'type')) {
    case 'basic':
      return { ...base, type: 'http', scheme: 'basic' };
    case 'http': {
      const scheme = ownString(value, 'scheme')?.toLowerCase();
      if (scheme === undefined) return undefined;
      return { ...base, type: 'http', scheme, bearerFormat: ownString(value, 'bearerFormat') };
    }
    case 'apiKey': {
      const parameterName = ownString(value, 'name');
      const location = own(value, 'in');
      if (location !== 'query' && location !== 'header' && location !== 'cookie') return undefined;
      if (parameterName === undefined) return undefined;
      return { ...base, type: 'apiKey', in: location, parameterName };
    }
    case 'mutualTLS':
      return { ...base, type: 'mutualTLS' };
    case 'oauth2':
      return { ...base, type: 'oauth2', flows: readFlows(value) };
    case 'openIdConnect':
      return { ...base, type: 'openIdConnect', openIdConnectUrl: ownString(value, 'openIdConnectUrl') ?? '' };
    default:
      return undefined;
  }
}

const FLOW_TYPES: ReadonlyMap<unknown, OAuthFlow['type']> = new Map([
  ['implicit', 'implicit'],
  ['password', 'password'],
  ['clientCredentials', 'clientCredentials'],
  ['authorizationCode', 'authorizationCode'],
  ['deviceAuthorization', 'deviceAuthorization'],
  // OpenAPI 2.0
  ['application', 'clientCredentials'],
  ['accessCode', 'authorizationCode'],
]);

function readFlows(scheme: unknown): OAuthFlow[] {
  const flows = own(scheme, 'flows');
  const written: [unknown, unknown][] = isObject(flows) ? Object.entries(flows) : [[own(scheme, 'flow'), scheme]];
  return written.flatMap(([key, flow]) => {
    const type = FLOW_TYPES.get(key);
    if (type === undefined) return [];
    const scopes = own(flow, 'scopes');
    return {
      type,
      authorizationUrl: ownString(flow, 'authorizationUrl') ?? ownString(flow, 'deviceAuthorizationUrl'),
      tokenUrl: ownString(flow, 'tokenUrl'),
      refreshUrl: ownString(flow, 'refreshUrl'),
      scopes: isObject(scopes) ? Object.keys(scopes) : [],
    };
  });
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
