import { resourcesOf } from '@mockloop/scenarios';
import type { SecurityScheme } from '@mockloop/spec-parser';
import { inlineText } from '../../inline-text.ts';
import type { DocumentFacts } from './document-facts.ts';

export interface AuthenticationMethod {
  /** Its name in the document. */
  readonly name: string;
  /** `apiKey`, `http`, `oauth2`, `openIdConnect`, `mutualTLS`. */
  readonly type: string;
  /** Where the credential goes, or by which flows it is got. */
  readonly detail: string;
  /** How many operations ask for it. */
  readonly operations: number;
}

export interface ApiSummary {
  readonly title: string;
  readonly version: string;
  /** Of the OpenAPI Specification. */
  readonly openapi_version: string;
  /** Methods of paths. */
  readonly total_operations: number;
  /** Paths. */
  readonly total_endpoints: number;
  readonly methods: Readonly<Record<string, number>>;
  readonly servers: readonly string[];
  readonly authentication_methods: readonly AuthenticationMethod[];
  readonly operations_without_authentication: number;
  /** Names of schemas that the document keeps for use in several places; the first 50. */
  readonly data_models: readonly string[];
  readonly total_data_models: number;
  /** Path templates of collections with items; those that offer most first, the first 20. */
  readonly resources: readonly string[];
  readonly total_resources: number;
  readonly deprecated_operations: number;
  readonly webhooks: number;
}

const MAX_MODELS = 50;
const MAX_RESOURCES = 20;
const MAX_SERVERS = 10;

export function summarizeApi({ document, operations }: DocumentFacts): ApiSummary {
  const { info, version, servers, webhooks } = document;
  const entries = document.operations;
  const models = modelNames(document.source);
  const resources = resourcesOf(operations.map(({ traits }) => traits)).filter(({ operations: own }) => own.length > 1);
  return {
    title: inlineText(info.title),
    version: inlineText(info.version),
    openapi_version: version,
    total_operations: entries.length,
    total_endpoints: new Set(entries.map(({ path }) => path)).size,
    methods: Object.fromEntries(
      [...Map.groupBy(entries, ({ method }) => method)].map(([method, list]) => [method, list.length]),
    ),
    servers: servers.slice(0, MAX_SERVERS).map(({ url }) => inlineText(url)),
    authentication_methods: authenticationMethods({ document, operations, broken: [] }),
    operations_without_authentication: operations.filter(({ traits }) => !traits.needsAuth).length,
    data_models: models.slice(0, MAX_MODELS).map((name) => inlineText(name)),
    total_data_models: models.length,
    resources: resources.slice(0, MAX_RESOURCES).map(({ path }) => inlineText(path)),
    total_resources: resources.length,
    deprecated_operations: entries.filter(({ deprecated }) => deprecated).length,
    webhooks: webhooks.length,
  };
}

function authenticationMethods({ document, operations }: DocumentFacts): readonly AuthenticationMethod[] {
  return [...document.securitySchemes.values()].map((scheme) => ({
    name: inlineText(scheme.name),
    type: scheme.type,
    detail: inlineText(detailOf(scheme)),
    operations: operations.filter(({ operation }) =>
      operation.security.some(({ schemes }) => schemes.some((one) => one.scheme.name === scheme.name)),
    ).length,
  }));
}

function detailOf(scheme: SecurityScheme): string {
  switch (scheme.type) {
    case 'apiKey':
      return `${scheme.in} ${scheme.parameterName}`;
    case 'http':
      return scheme.bearerFormat === undefined ? scheme.scheme : `${scheme.scheme} (${scheme.bearerFormat})`;
    case 'oauth2':
      return scheme.flows.map(({ type }) => type).join(', ');
    case 'openIdConnect':
      return scheme.openIdConnectUrl;
    case 'mutualTLS':
      return 'client certificate';
  }
}

/** Of `components.schemas`, in 2.0 `definitions`. */
function modelNames(source: unknown): readonly string[] {
  const { components, definitions } = (source ?? {}) as {
    readonly components?: { readonly schemas?: unknown };
    readonly definitions?: unknown;
  };
  const schemas = components?.schemas ?? definitions;
  return typeof schemas === 'object' && schemas !== null ? Object.keys(schemas) : [];
}
