import type { Node } from '../node.ts';
import { ownString } from '../plain-object.ts';

/** What the dialects of JSON Schema that OpenAPI uses disagree about. */
export interface Dialect {
  /** Whether what stands beside `$ref` counts: since draft 2019-09, and so since OpenAPI 3.1. */
  readonly keepsReferenceSiblings: boolean;
  /** The keyword by which a schema allows `null` besides its type. */
  readonly nullable: 'nullable' | 'x-nullable' | undefined;
}

const SWAGGER: Dialect = { keepsReferenceSiblings: false, nullable: 'x-nullable' };
const OPENAPI_3_0: Dialect = { keepsReferenceSiblings: false, nullable: 'nullable' };
const OLD_DRAFT: Dialect = { keepsReferenceSiblings: false, nullable: undefined };
const MODERN: Dialect = { keepsReferenceSiblings: true, nullable: undefined };

/** The dialect that the schemas of a file are in, unless one of them says otherwise (OpenAPI 3.1 §4.8.24.5). */
export function dialectOf({ file }: Node): Dialect {
  if (file.version === '2.0') return SWAGGER;
  if (file.version === '3.0') return OPENAPI_3_0;
  return namedDialect(ownString(file.value, 'jsonSchemaDialect')) ?? MODERN;
}

/** The dialect that `$schema` names; undefined where it names none that is known. */
export function namedDialect(uri: string | undefined): Dialect | undefined {
  if (uri === undefined) return undefined;
  if (/^https?:\/\/json-schema\.org\/draft-0[3-7]\//.test(uri)) return OLD_DRAFT;
  if (/^https:\/\/spec\.openapis\.org\/oas\/3\.0\//.test(uri)) return OPENAPI_3_0;
  return /^https:\/\/(?:json-schema\.org\/draft\/20|spec\.openapis\.org\/oas\/3\.[12]\/)/.test(uri)
    ? MODERN
    : undefined;
}
