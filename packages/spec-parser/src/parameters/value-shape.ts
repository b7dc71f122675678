import type { JsonSchema, SchemaUri } from '../model.ts';
import { isObject, own } from '../plain-object.ts';

/**
 * What a text is to become. Text alone does not say: `a,b` is one value or two. The types of the leaves are no part of
 * it; they stay strings, for `CompiledSchema.coerce`.
 */
export interface ValueShape {
  /** `any`: the schema allows several; the text decides where it can. */
  readonly kind: 'primitive' | 'array' | 'object' | 'any';
  /** `null` is let through beside it. Default `false`. */
  readonly nullable?: boolean | undefined;
  /** The members that the schema names. Default: none. */
  readonly names?: readonly string[] | undefined;
  /** Members of any other name belong to it too. Default `false`. */
  readonly open?: boolean | undefined;
  /** The shape of a member. Default: `any`. */
  readonly member?: ((name: string) => ValueShape) | undefined;
  /** The shape of each item. Default: `any`. */
  readonly items?: ValueShape | undefined;
  /** The shapes of the first items, where their order tells them apart. Default: none. */
  readonly prefixItems?: readonly ValueShape[] | undefined;
  /** The schemas that it was read from, the nearest first: for keywords that this is silent about, e.g. `xml`. */
  readonly parts?: readonly SchemaObject[] | undefined;
}

export const ANY_SHAPE: ValueShape = { kind: 'any' };

const PRIMITIVE = 1;
const ARRAY = 2;
const OBJECT = 4;
const NULL = 8;
const EVERY = 15;
/** More parts than any schema in use has; beyond, the shape is what was found so far. */
const MAX_PARTS = 1_000;

type Lookup = (uri: SchemaUri) => JsonSchema;
type SchemaObject = Exclude<JsonSchema, boolean>;

/**
 * Reads the shape off a schema: through `$ref`, `allOf`, `anyOf`, `oneOf`, `then` and `else` (OpenAPI 3.2 §4.24.4.2).
 * Where alternatives differ, the shape is `any`. Members are looked at when they are asked for, so circles do no harm.
 *
 * @param lookup Gives the schema that a `$ref` names.
 */
export function shapeOf(schema: JsonSchema | undefined, lookup: Lookup): ValueShape {
  if (schema === undefined || typeof schema === 'boolean') return ANY_SHAPE;
  const parts = partsOf(schema, lookup);
  const kinds = kindsOf(schema, lookup, new Map());
  const kind = kindOf(kinds, parts);
  const nullable = kinds !== EVERY && (kinds & NULL) !== 0;
  if (kind === 'primitive') return { kind, nullable, parts };
  const names = new Set(parts.flatMap((part) => (isObject(part.properties) ? Object.keys(part.properties) : [])));
  const members = new Map<string, ValueShape>();
  let other: ValueShape | undefined;
  let items: ValueShape | undefined;
  return {
    kind,
    nullable,
    parts,
    names: [...names],
    open: names.size === 0 || parts.some(isOpen),
    member(name) {
      // Only the schema's own names are kept: what a request names must not fill the memory.
      if (!names.has(name)) {
        other ??= shapeOf(anyOf(parts.map((part) => part.additionalProperties)), lookup);
        return other;
      }
      const known = members.get(name) ?? shapeOf(anyOf(parts.map((part) => memberSchema(part, name))), lookup);
      members.set(name, known);
      return known;
    },
    get items() {
      items ??= shapeOf(anyOf(parts.map((part) => part.items)), lookup);
      return items;
    },
    get prefixItems() {
      return parts.flatMap((part) => listAt(part, 'prefixItems')).map((item) => shapeOf(anyOf([item]), lookup));
    },
  };
}

/** The schema and everything that applies to the same instance, each once. */
function partsOf(schema: SchemaObject, lookup: Lookup): readonly SchemaObject[] {
  const parts = new Set<SchemaObject>([schema]);
  for (const part of parts) {
    if (parts.size > MAX_PARTS) break;
    for (const next of [...referenced(part, lookup), ...listAt(part, 'allOf'), ...alternatives(part)]) {
      if (isObject(next)) parts.add(next);
    }
  }
  return [...parts];
}

/** A set of bits: which kinds of instance the schema lets through, as far as its `type`s, `enum`s and parts say. */
function kindsOf(schema: unknown, lookup: Lookup, known: Map<unknown, number>): number {
  if (!isObject(schema) || known.size > MAX_PARTS) return EVERY;
  const before = known.get(schema);
  if (before !== undefined) return before;
  known.set(schema, EVERY);
  let kinds = kindsOfType(schema) & kindsOfValues(schema);
  for (const part of [...referenced(schema, lookup), ...listAt(schema, 'allOf')]) kinds &= kindsOf(part, lookup, known);
  for (const keyword of ['anyOf', 'oneOf']) {
    const choices = listAt(schema, keyword).map((choice) => kindsOf(choice, lookup, known));
    if (choices.length > 0) kinds &= choices.reduce((all, choice) => all | choice, 0);
  }
  known.set(schema, kinds);
  return kinds;
}

function kindsOfType(schema: SchemaObject): number {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length === 0) return EVERY;
  return types.reduce((kinds, type) => kinds | (KIND_OF_TYPE.get(type) ?? PRIMITIVE), 0);
}

const KIND_OF_TYPE: ReadonlyMap<string, number> = new Map([
  ['array', ARRAY],
  ['object', OBJECT],
  ['null', NULL],
]);

function kindsOfValues(schema: SchemaObject): number {
  const values = Object.hasOwn(schema, 'const') ? [schema.const] : listAt(schema, 'enum');
  if (values.length === 0) return EVERY;
  return values.reduce<number>((kinds, value) => kinds | kindOfValue(value), 0);
}

function kindOfValue(value: unknown): number {
  if (value === null) return NULL;
  if (Array.isArray(value)) return ARRAY;
  return isObject(value) ? OBJECT : PRIMITIVE;
}

const BY_KINDS: ReadonlyMap<number, ValueShape['kind']> = new Map([
  [0, 'primitive'],
  [PRIMITIVE, 'primitive'],
  [ARRAY, 'array'],
  [OBJECT, 'object'],
]);

function kindOf(kinds: number, parts: readonly SchemaObject[]): ValueShape['kind'] {
  const found = BY_KINDS.get(kinds & ~NULL);
  if (found !== undefined) return found;
  if (kinds !== EVERY) return 'any';
  if (parts.some((part) => isObject(part.properties))) return 'object';
  return parts.some((part) => part.items !== undefined) ? 'array' : 'any';
}

function memberSchema(part: SchemaObject, name: string): unknown {
  return own(part.properties, name) ?? part.additionalProperties;
}

function isOpen(part: SchemaObject): boolean {
  return (
    (part.additionalProperties !== undefined && part.additionalProperties !== false) || isObject(part.patternProperties)
  );
}

function anyOf(schemas: readonly unknown[]): JsonSchema | undefined {
  const found = schemas.filter(isObject);
  return found.length > 1 ? { anyOf: found } : found[0];
}

function referenced(schema: SchemaObject, lookup: Lookup): readonly JsonSchema[] {
  return typeof schema.$ref === 'string' ? [lookup(schema.$ref)] : [];
}

function alternatives(schema: SchemaObject): readonly unknown[] {
  return [...listAt(schema, 'anyOf'), ...listAt(schema, 'oneOf'), schema.then, schema.else];
}

function listAt(schema: SchemaObject, keyword: string): readonly unknown[] {
  const value = schema[keyword];
  return Array.isArray(value) ? value : [];
}
