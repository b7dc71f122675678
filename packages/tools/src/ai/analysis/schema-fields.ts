import { type ApiDocument, escapeToken, type JsonSchema, type SchemaUri, SpecError } from '@mockloop/spec-parser';

/** A schema that is an object, its keywords as data. */
export type Keywords = Readonly<Record<string, unknown>>;

/** A property somewhere in a schema, what its references and alternatives say of it included. */
export interface SchemaField {
  readonly name: string;
  /** Names from the outside in, `[]` for the items of a list, e.g. `owner.emails[]`. */
  readonly path: string;
  readonly keywords: Keywords;
  /** Where it stands: the schema, and a JSON Pointer into it. */
  readonly uri: SchemaUri;
  readonly pointer: string;
}

/** Of one schema: properties that are told, nested properties that are followed, and places that are looked at. */
const MAX_FIELDS = 300;
const MAX_DEPTH = 3;
const MAX_PLACES = 1_500;

const known = new WeakMap<ApiDocument, Map<SchemaUri, readonly SchemaField[]>>();

/** The properties of a schema, the outer ones first, bounded. Those behind references that lead nowhere are left out. Read once. */
export function fieldsOf(document: ApiDocument, uri: SchemaUri): readonly SchemaField[] {
  const ofDocument = known.get(document) ?? new Map<SchemaUri, readonly SchemaField[]>();
  known.set(document, ofDocument);
  const found = ofDocument.get(uri) ?? walk(document, uri);
  ofDocument.set(uri, found);
  return found;
}

interface Place {
  readonly schema: JsonSchema;
  readonly uri: SchemaUri;
  readonly pointer: string;
  readonly path: string;
  readonly depth: number;
}

function walk(document: ApiDocument, root: SchemaUri): readonly SchemaField[] {
  const fields: SchemaField[] = [];
  const seen = new Set<string>();
  const pending: Place[] = [{ schema: readSchema(document, root), uri: root, pointer: '', path: '', depth: 0 }];
  while (pending.length > 0 && seen.size < MAX_PLACES && fields.length < MAX_FIELDS) {
    const place = pending.shift();
    const key = place === undefined ? '' : `${place.uri} ${place.pointer}`;
    if (place === undefined || typeof place.schema !== 'object' || seen.has(key)) continue;
    seen.add(key);
    pending.push(...alternativesOf(document, place));
    const properties = propertiesOf(place);
    for (const { name, ...property } of properties)
      fields.push({
        name,
        path: property.path,
        keywords: surfaceOf(document, property.schema),
        uri: property.uri,
        pointer: property.pointer,
      });
    if (place.depth < MAX_DEPTH) pending.push(...properties);
  }
  return fields;
}

/** What is the same value: where references lead, parts and alternatives, and the items of a list. */
function alternativesOf(document: ApiDocument, place: Place): readonly Place[] {
  const schema = place.schema as Keywords;
  const inside = (keyword: string, path = place.path): Place[] => {
    const value = own(schema, keyword);
    return isSchema(value) ? [{ ...place, schema: value, pointer: `${place.pointer}/${keyword}`, path }] : [];
  };
  return [
    ...(typeof schema.$ref === 'string'
      ? [{ ...place, schema: readSchema(document, schema.$ref), uri: schema.$ref, pointer: '' }]
      : []),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
      listOf(own(schema, keyword)).map((part, index) => ({
        ...place,
        schema: part,
        pointer: `${place.pointer}/${keyword}/${index}`,
      })),
    ),
    ...inside('items', `${place.path}[]`),
    ...inside('additionalProperties', `${place.path}.*`),
  ];
}

function propertiesOf({ schema, uri, pointer, path, depth }: Place): readonly (Place & { readonly name: string })[] {
  const properties = own(schema as Keywords, 'properties');
  if (typeof properties !== 'object' || properties === null) return [];
  return Object.entries(properties)
    .filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]))
    .map(([name, value]) => ({
      name,
      schema: value,
      uri,
      pointer: `${pointer}/properties/${escapeToken(name)}`,
      path: path === '' ? name : `${path}.${name}`,
      depth: depth + 1,
    }));
}

/** References and parts that are followed for the keywords of one schema. */
const MAX_STEPS = 8;

/** What a schema says on its surface: its own keywords, then those of its references, parts and first alternatives. */
export function surfaceOf(document: ApiDocument, schema: JsonSchema | SchemaUri): Keywords {
  let keywords: Keywords = {};
  const pending: (JsonSchema | SchemaUri)[] = [schema];
  for (let step = 0; step < MAX_STEPS && pending.length > 0; step += 1) {
    const next = pending.shift() ?? true;
    const current = typeof next === 'string' ? readSchema(document, next) : next;
    if (typeof current !== 'object') continue;
    keywords = { ...current, ...keywords };
    if (typeof current.$ref === 'string') pending.push(current.$ref);
    pending.push(...listOf(own(current, 'allOf')));
    pending.push(
      ...['anyOf', 'oneOf'].flatMap((keyword) => listOf(own(current, keyword)).filter(isNoNull).slice(0, 1)),
    );
  }
  return keywords;
}

function isNoNull(schema: JsonSchema): boolean {
  return typeof schema === 'object' && schema.type !== 'null';
}

/** Whether a value of this type may stand there; where nothing is said, any may. */
export function allows({ type }: Keywords, wanted: string): boolean {
  return type === undefined || type === wanted || (Array.isArray(type) && type.includes(wanted));
}

function readSchema(document: ApiDocument, uri: SchemaUri): JsonSchema {
  try {
    return document.schema(uri);
  } catch (error) {
    if (error instanceof SpecError) return true;
    throw error;
  }
}

function own(schema: Keywords, keyword: string): unknown {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

function listOf(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}
