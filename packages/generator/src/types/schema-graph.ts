import type { JsonSchema, SchemaUri } from '@mockloop/spec-parser';
import { type Keywords, namedSchemasOf, schemaOf, schemasOf } from './keywords.ts';

export type Lookup = (uri: SchemaUri) => JsonSchema;

/** More steps than any document in use needs; who needs more is taken to come back. */
const MAX_STEPS = 1_000;

/** What is to be known of how schemas refer to one another. */
export class SchemaGraph {
  readonly #lookup: Lookup;
  /** By whether requests and answers see them differently. */
  readonly #directional = new Map<SchemaUri, boolean>();

  constructor(lookup: Lookup) {
    this.#lookup = lookup;
  }

  /** Whether a schema is, by references, alternatives and lists alone, made of itself: a type so written has no end. */
  leadsBack(from: SchemaUri, to: SchemaUri): boolean {
    const seen = new Set([from]);
    for (const uri of seen) {
      if (uri === to || seen.size > MAX_STEPS) return true;
      for (const next of outerReferences(this.#lookup(uri))) seen.add(next);
    }
    return false;
  }

  /** Whether a schema, or one that it refers to, has properties that only requests or only answers hold. */
  isDirectional(from: SchemaUri): boolean {
    const seen = new Set([from]);
    for (const uri of seen) {
      const known = this.#directional.get(uri);
      if (known === false) continue;
      const schema = this.#lookup(uri);
      const isFound = known === true || parts(schema).some((part) => this.#hasDirection(part));
      if (isFound) this.#directional.set(from, true);
      if (isFound) return true;
      for (const next of parts(schema).flatMap(referenceOf)) seen.add(next);
    }
    for (const uri of seen) this.#directional.set(uri, false);
    return false;
  }

  #hasDirection(schema: Keywords): boolean {
    return namedSchemasOf(schema, 'properties').some(
      ([, property]) => this.hasFlag(property, 'readOnly') || this.hasFlag(property, 'writeOnly'),
    );
  }

  /** Whether a flag such as `readOnly` holds for a schema, through `$ref` and `allOf`. */
  hasFlag(schema: JsonSchema, flag: 'readOnly' | 'writeOnly'): boolean {
    const seen = new Set([schema]);
    for (const one of seen) {
      if (typeof one === 'boolean') continue;
      if (one[flag] === true) return true;
      for (const uri of referenceOf(one)) seen.add(this.#lookup(uri));
      for (const part of schemasOf(one, 'allOf')) seen.add(part);
    }
    return false;
  }
}

function referenceOf({ $ref }: Keywords): SchemaUri[] {
  return typeof $ref === 'string' ? [$ref] : [];
}

/** References that are not within an object: those are looked at when a property is. */
function outerReferences(schema: JsonSchema): SchemaUri[] {
  return parts(schema, (keywords) => [
    ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => schemasOf(keywords, keyword)),
    schemaOf(keywords, 'items') ?? true,
  ]).flatMap(referenceOf);
}

/** A schema and all that is written within it. */
function parts(schema: JsonSchema, inner: (keywords: Keywords) => readonly JsonSchema[] = allInner): Keywords[] {
  const found = new Set<Keywords>(typeof schema === 'boolean' ? [] : [schema]);
  for (const one of found) for (const part of inner(one)) if (typeof part !== 'boolean') found.add(part);
  return [...found];
}

function allInner(schema: Keywords): JsonSchema[] {
  return [
    ...['allOf', 'anyOf', 'oneOf', 'prefixItems'].flatMap((keyword) => schemasOf(schema, keyword)),
    ...['items', 'additionalProperties'].map((keyword) => schemaOf(schema, keyword) ?? true),
    ...namedSchemasOf(schema, 'properties').map(([, property]) => property),
  ];
}
