import type { JsonSchema, SchemaUri } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { isObject, own, ownString, type PlainObject, setOwn } from '../plain-object.ts';
import { type Field, GRAMMAR } from '../reference/grammar.ts';
import { convertDiscriminator } from './convert-discriminator.ts';
import { type Dialect, dialectOf, namedDialect } from './dialect.ts';
import { KEYWORD_VALUES } from './keyword-values.ts';
import { modernize } from './modernize.ts';
import { allowNull } from './nullable.ts';

/** How a schema that is being converted refers to others. */
export interface SchemaLinks {
  /**
   * The URI of the schema that a reference at a node names.
   *
   * @throws {SpecError} where it leads nowhere.
   */
  follow(reference: unknown, from: Node): SchemaUri;
  /** The same for `$dynamicRef` (JSON Schema 2020-12 §8.2.3.2). */
  followDynamic(reference: unknown, from: Node): SchemaUri;
  /** The URI of the schema that an alternative's `$ref` or a value in a discriminator's mapping names, if there is one. */
  followMapped(value: unknown, from: Node): SchemaUri | undefined;
}

/**
 * A schema as JSON Schema 2020-12. References to other places become the URIs that `links` gives; names that only
 * references use (`$id`, `$anchor`, `$defs`) are left out, and so are extensions and keywords that nobody knows. The
 * source is not changed; example, default and enum values are those of the source itself.
 *
 * @throws {SpecError} where a reference leads nowhere.
 */
export function convertSchema(node: Node, links: SchemaLinks, inherited: Dialect = dialectOf(node)): JsonSchema {
  const { value } = node;
  if (!isObject(value)) return typeof value === 'boolean' ? value : true;
  const dialect = namedDialect(ownString(value, '$schema')) ?? inherited;
  if (Object.hasOwn(value, '$ref') && !dialect.keepsReferenceSiblings) {
    // All that stands beside it is ignored, `nullable` too (OpenAPI 3.0.4 §4.7.23.1).
    return { $ref: links.follow(value.$ref, node) };
  }
  const isNullable = dialect.nullable !== undefined && own(value, dialect.nullable) === true;
  const converted = modernize(convertKeywords(node, value, { links, dialect }));
  return isNullable ? allowNull(converted) : converted;
}

interface Conversion {
  readonly links: SchemaLinks;
  readonly dialect: Dialect;
}

function convertKeywords(node: Node, value: PlainObject, conversion: Conversion): Record<string, unknown> {
  const { links } = conversion;
  const schema: Record<string, unknown> = {};
  for (const keyword of Object.keys(value)) {
    const field = GRAMMAR.schema.get(keyword);
    const converted =
      field === undefined
        ? KEYWORD_VALUES.get(keyword)?.(value[keyword])
        : convertField(child(node, keyword), field, conversion);
    if (converted !== undefined) schema[keyword] = converted;
  }
  const discriminator = convertDiscriminator(node, links);
  if (discriminator !== undefined) schema.discriminator = discriminator;
  addReferences(schema, node, links);
  return schema;
}

function addReferences(schema: Record<string, unknown>, node: Node, links: SchemaLinks): void {
  const targets = [
    ...(own(node.value, '$ref') === undefined ? [] : [links.follow(own(node.value, '$ref'), node)]),
    ...['$dynamicRef', '$recursiveRef']
      .map((keyword) => own(node.value, keyword))
      .filter((reference) => reference !== undefined)
      .map((reference) => links.followDynamic(reference, node)),
  ];
  const [first, ...others] = targets;
  if (first === undefined) return;
  schema.$ref = first;
  if (others.length === 0) return;
  const allOf = Array.isArray(schema.allOf) ? schema.allOf : [];
  schema.allOf = [...allOf, ...others.map((uri) => ({ $ref: uri }))];
}

/** Definitions are left out: what refers to them has their URI. */
const DEFINITIONS: ReadonlySet<string> = new Set(['$defs', 'definitions']);

function convertField(node: Node | undefined, [, arrangement]: Field, conversion: Conversion): unknown {
  if (node === undefined || DEFINITIONS.has(lastToken(node))) return undefined;
  switch (arrangement) {
    case 'map':
    case 'patterned':
      return convertMap(node, conversion);
    case 'list':
      return convertList(node, conversion);
    case 'oneOrList':
      return Array.isArray(node.value) ? convertList(node, conversion) : convertOne(node, conversion);
    case 'one':
      return convertOne(node, conversion);
  }
}

function convertOne(node: Node, { links, dialect }: Conversion): JsonSchema | undefined {
  return isSchema(node.value) ? convertSchema(node, links, dialect) : undefined;
}

function convertList(node: Node, conversion: Conversion): JsonSchema[] | undefined {
  const list = items(node).flatMap((item): JsonSchema[] => {
    const schema = convertOne(item, conversion);
    return schema === undefined ? [] : [schema];
  });
  return list.length === 0 ? undefined : list;
}

function convertMap(node: Node, conversion: Conversion): Record<string, unknown> | undefined {
  if (!isObject(node.value)) return undefined;
  // Of `dependencies` lists of names are kept too; `modernize` tells the two apart.
  const keepsNames = lastToken(node) === 'dependencies';
  const map: Record<string, unknown> = {};
  for (const [name, entry] of entries(node)) {
    const names = keepsNames ? KEYWORD_VALUES.get('required')?.(entry.value) : undefined;
    // What is no schema says nothing.
    setOwn(map, name, names ?? convertOne(entry, conversion) ?? true);
  }
  return map;
}

function isSchema(value: unknown): boolean {
  return isObject(value) || typeof value === 'boolean';
}

function lastToken({ pointer }: Node): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
