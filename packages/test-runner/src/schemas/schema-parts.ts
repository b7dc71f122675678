import { createPattern } from '@mockloop/schema';
import { type ApiDocument, escapeToken, type JsonSchema } from '@mockloop/spec-parser';

type SchemaObject = Exclude<JsonSchema, boolean>;

/** One of the schemas that speak of a value. */
export interface SchemaPart {
  /** The schema of the document that it stands in. */
  readonly uri: string;
  /** JSON Pointer from there. */
  readonly pointer: string;
  readonly schema: SchemaObject;
  /** It holds only if others beside it do not: a branch of `oneOf`, `anyOf`, `if`. */
  readonly isBranch: boolean;
}

/** More than any schema in use has for one value. */
const MAX_PARTS = 400;

/** All schemas that speak of a value: through `$ref`, `allOf` and, marked as such, alternatives. The nearest first. */
export function schemaParts(uri: string, document: ApiDocument): readonly SchemaPart[] {
  return expand([{ uri, pointer: '', schema: document.schema(uri), isBranch: false }], document);
}

/** The schemas that speak of a member or an item of it. */
export function memberParts(parts: readonly SchemaPart[], token: string, document: ApiDocument): readonly SchemaPart[] {
  return expand(
    parts.flatMap((part) => membersOf(part, token)),
    document,
  );
}

interface Candidate extends Omit<SchemaPart, 'schema'> {
  readonly schema: unknown;
}

function expand(candidates: readonly Candidate[], document: ApiDocument): readonly SchemaPart[] {
  const found: SchemaPart[] = [];
  const seen = new Set<unknown>();
  const queue = [...candidates];
  for (let part = queue.shift(); part !== undefined && found.length < MAX_PARTS; part = queue.shift()) {
    const { schema } = part;
    if (!isObject(schema) || seen.has(schema)) continue;
    seen.add(schema);
    found.push({ ...part, schema });
    if (typeof schema.$ref === 'string')
      queue.push({ uri: schema.$ref, pointer: '', schema: document.schema(schema.$ref), isBranch: part.isBranch });
    for (const keyword of ['allOf', 'oneOf', 'anyOf']) queue.push(...listed(part, schema, keyword));
    for (const keyword of ['then', 'else'])
      if (Object.hasOwn(schema, keyword)) queue.push({ ...below(part, keyword, schema[keyword]), isBranch: true });
  }
  return found;
}

function listed(part: Candidate, schema: SchemaObject, keyword: string): readonly Candidate[] {
  const list = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
  if (!Array.isArray(list)) return [];
  // One alternative besides `null` is none.
  const isChoice = keyword !== 'allOf' && list.filter((branch) => !isNull(branch)).length > 1;
  return list.map((branch, index) => ({
    ...below(part, `${keyword}/${index}`, branch),
    isBranch: part.isBranch || isChoice,
  }));
}

function isNull(schema: unknown): boolean {
  return isObject(schema) && schema.type === 'null';
}

function below({ uri, pointer, isBranch }: Candidate, path: string, schema: unknown): Candidate {
  return { uri, pointer: `${pointer}/${path}`, schema, isBranch };
}

function membersOf(part: SchemaPart, token: string): readonly Candidate[] {
  const { schema } = part;
  const own = [
    ...named(part, token),
    ...patterned(part, token),
    ...(/^\d+$/.test(token) ? items(part, Number(token)) : []),
  ];
  if (own.length > 0 || !isObject(schema.additionalProperties)) return own;
  return [below(part, 'additionalProperties', schema.additionalProperties)];
}

function named(part: SchemaPart, token: string): readonly Candidate[] {
  const { properties } = part.schema;
  if (!isObject(properties) || !Object.hasOwn(properties, token)) return [];
  return [below(part, `properties/${escapeToken(token)}`, properties[token])];
}

function patterned(part: SchemaPart, token: string): readonly Candidate[] {
  const { patternProperties } = part.schema;
  if (!isObject(patternProperties)) return [];
  return Object.keys(patternProperties)
    .filter((pattern) => createPattern(pattern).test(token))
    .map((pattern) => below(part, `patternProperties/${escapeToken(pattern)}`, patternProperties[pattern]));
}

function items(part: SchemaPart, index: number): readonly Candidate[] {
  const { prefixItems, items: others } = part.schema;
  if (Array.isArray(prefixItems) && index < prefixItems.length)
    return [below(part, `prefixItems/${index}`, prefixItems[index])];
  return isObject(others) ? [below(part, 'items', others)] : [];
}

function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
