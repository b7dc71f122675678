import { type ApiDocument, type JsonSchema, pointerTokens, type SchemaUri, SpecError } from '@mockloop/spec-parser';
import { type Keywords, namedSchemasOf, schemaOf, schemasOf, textsOf } from './keywords.ts';
import { docComment, literalType, quote } from './literal.ts';
import { SchemaGraph } from './schema-graph.ts';
import { intersection, listOf, NEVER, type TypeText, UNKNOWN, union } from './type-text.ts';

/** Who holds the value: `readOnly` properties may be left out of requests, `writeOnly` ones are in no answer. */
export type View = 'request' | 'answer';

/** Where in the text a type is being written. */
interface Place {
  readonly view: View;
  readonly depth: number;
  /** How many braces are open. */
  readonly indent: number;
  /** The schema whose declaration this is, unless within braces. */
  readonly declared?: SchemaUri | undefined;
}

interface Declaration {
  readonly uri: SchemaUri;
  readonly view: View;
  readonly name: string;
}

/** Deeper, longer and larger than what documents in use need. */
const MAX_DEPTH = 100;
const MAX_ENUM = 300;
const MAX_CHARACTERS = 8_000_000;

/** Writes schemas as types. What several places refer to is declared once, under its name. */
export class SchemaTypes {
  readonly #document: ApiDocument;
  readonly #graph: SchemaGraph;
  readonly #declarations = new Map<string, Declaration>();
  readonly #names = new Map<SchemaUri, string>();
  readonly #taken = new Set<string>();
  #room = MAX_CHARACTERS;

  constructor(document: ApiDocument) {
    this.#document = document;
    this.#graph = new SchemaGraph((uri) => this.#schema(uri));
  }

  /** Whether there was no room for all of it: the rest is `unknown`. */
  get isCut(): boolean {
    return this.#room <= 0;
  }

  /** The type of a schema: written here, or the name of its declaration where it is a component of the document. */
  typeOf(uri: SchemaUri, view: View, indent: number): TypeText {
    const place: Place = { view, indent, depth: 0 };
    return this.#componentName(uri) === undefined ? this.#write(this.#schema(uri), place) : this.#refer(uri, place);
  }

  /** The members of the interfaces that declare what types refer to. */
  declarations(): Readonly<Record<View, readonly string[]>> {
    const members: Record<View, string[]> = { request: [], answer: [] };
    // Writing one may add others, which this loop then comes to.
    for (const { uri, view, name } of this.#declarations.values()) {
      const schema = this.#schema(uri);
      const { text } = this.#write(schema, { view, indent: 1, depth: 0, declared: uri });
      members[view].push(...commented(schema), `${quote(name)}: ${text};`);
    }
    return members;
  }

  /** What cannot be read, because it refers to what is not there, may be anything. */
  #schema(uri: SchemaUri): JsonSchema {
    try {
      return this.#document.schema(uri);
    } catch (error) {
      if (error instanceof SpecError) return true;
      throw error;
    }
  }

  #write(schema: JsonSchema, place: Place): TypeText {
    if (typeof schema === 'boolean') return schema ? UNKNOWN : NEVER;
    if (place.depth > MAX_DEPTH || this.isCut) return UNKNOWN;
    const inner = { ...place, depth: place.depth + 1 };
    const all = (keyword: string): TypeText[] => schemasOf(schema, keyword).map((part) => this.#write(part, inner));
    const { $ref } = schema;
    return intersection([
      typeof $ref === 'string' ? this.#refer($ref, place) : UNKNOWN,
      valuesOf(schema) ?? this.#shape(schema, inner),
      ...all('allOf'),
      ...['anyOf', 'oneOf'].map(all).map((alternatives) => (alternatives.length === 0 ? UNKNOWN : union(alternatives))),
    ]);
  }

  #refer(uri: SchemaUri, { view, declared }: Place): TypeText {
    const seen = view === 'request' && this.#graph.isDirectional(uri) ? view : 'answer';
    const name = this.#nameOf(uri);
    this.#declarations.set(`${seen} ${uri}`, { uri, view: seen, name });
    if (declared !== undefined && this.#graph.leadsBack(uri, declared)) return UNKNOWN;
    return { text: `${seen === 'request' ? 'RequestSchemas' : 'Schemas'}[${quote(name)}]` };
  }

  #shape(schema: Keywords, place: Place): TypeText {
    const types = textsOf(schema, 'type');
    if (types.length > 0) return union(types.map((type) => this.#ofType(type, schema, place)));
    if (OBJECT_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword))) return this.#object(schema, place);
    return LIST_KEYWORDS.some((keyword) => Object.hasOwn(schema, keyword)) ? this.#list(schema, place) : UNKNOWN;
  }

  #ofType(type: string, schema: Keywords, place: Place): TypeText {
    if (type === 'object') return this.#object(schema, place);
    if (type === 'array') return this.#list(schema, place);
    const text = type === 'integer' ? 'number' : type;
    return ['string', 'number', 'boolean', 'null'].includes(text) ? { text } : UNKNOWN;
  }

  #list(schema: Keywords, place: Place): TypeText {
    const first = schemasOf(schema, 'prefixItems').map((item) => this.#write(item, place).text);
    const others = this.#write(schemaOf(schema, 'items') ?? true, place);
    if (first.length === 0) return listOf(others);
    const { minItems } = schema;
    const needed = typeof minItems === 'number' ? minItems : 0;
    const items = first.map((text, index) => (index < needed ? text : `(${text})?`));
    return { text: `[${[...items, ...(others === NEVER ? [] : [`...${listOf(others).text}`])].join(', ')}]` };
  }

  #object(schema: Keywords, place: Place): TypeText {
    const properties = namedSchemasOf(schema, 'properties');
    const others = schemaOf(schema, 'additionalProperties');
    const inner: Place = { ...place, indent: place.indent + 1, declared: undefined };
    const members = [...this.#properties(schema, inner), ...undescribed(schema)];
    if (members.length === 0 && properties.length === 0) {
      // Beside other keywords that say what it is, that it is an object is no news.
      if (others === undefined && APPLICATORS.some((keyword) => Object.hasOwn(schema, keyword))) return UNKNOWN;
      return { text: `{ [name: string]: ${others === false ? 'never' : this.#write(others ?? true, inner).text} }` };
    }
    // Of another type than `unknown` it would have to fit the properties as well.
    if ((others ?? false) !== false || Object.hasOwn(schema, 'patternProperties'))
      members.push('[name: string]: unknown;');
    return { text: braces(members, place.indent) };
  }

  #properties(schema: Keywords, place: Place): string[] {
    const required = new Set(textsOf(schema, 'required'));
    return namedSchemasOf(schema, 'properties').flatMap(([name, property]) => {
      if (place.view === 'answer' && this.#graph.hasFlag(property, 'writeOnly')) return [];
      const isSent = place.view === 'answer' || !this.#graph.hasFlag(property, 'readOnly');
      const { text } = this.#write(property, place);
      const comment = commented(property);
      const key = `${quote(name)}${required.has(name) && isSent ? '' : '?'}`;
      // A type of several lines was counted when they were written.
      this.#room -= comment.join('').length + key.length + (text.includes('\n') ? 0 : text.length);
      return [...comment, `${key}: ${text};`];
    });
  }

  #nameOf(uri: SchemaUri): string {
    const known = this.#names.get(uri);
    if (known !== undefined) return known;
    const { file, pointer } = this.#document.placeOf(uri);
    const isOwn = file === this.#document.file;
    const wanted = this.#componentName(uri) ?? (isOwn ? `#${pointer}` : (pointerTokens(pointer).at(-1) ?? 'schema'));
    let name = wanted;
    for (let count = 2; this.#taken.has(name); count += 1) name = `${wanted} (${count})`;
    this.#taken.add(name);
    this.#names.set(uri, name);
    return name;
  }

  /** `undefined` for what is written within something else. */
  #componentName(uri: SchemaUri): string | undefined {
    const { file, pointer } = this.#document.placeOf(uri);
    const tokens = pointerTokens(pointer);
    const section = tokens.slice(0, -1).join('/');
    return file === this.#document.file && COMPONENTS.has(section) ? tokens.at(-1) : undefined;
  }
}

const COMPONENTS: ReadonlySet<string> = new Set(['components/schemas', 'definitions']);
const OBJECT_KEYWORDS = ['properties', 'required', 'additionalProperties', 'patternProperties'];
const LIST_KEYWORDS = ['items', 'prefixItems'];
const APPLICATORS = ['$ref', 'allOf', 'anyOf', 'oneOf'];

/** `undefined` where the schema does not list its values. */
function valuesOf(schema: Keywords): TypeText | undefined {
  if (Object.hasOwn(schema, 'const')) return { text: literalType(schema.const) };
  const { enum: values } = schema;
  if (!Array.isArray(values)) return undefined;
  const typeOf = values.length > MAX_ENUM ? kindOf : literalType;
  return union([...new Set(values.map(typeOf))].map((text) => ({ text })));
}

function kindOf(value: unknown): string {
  return typeof value === 'object' ? literalType(value) : typeof value;
}

/** Properties that have to be there and of which nothing else is said. */
function undescribed(schema: Keywords): string[] {
  const described = new Set(namedSchemasOf(schema, 'properties').map(([name]) => name));
  return [...new Set(textsOf(schema, 'required'))]
    .filter((name) => !described.has(name))
    .map((name) => `${quote(name)}: unknown;`);
}

function commented(schema: JsonSchema): string[] {
  if (typeof schema === 'boolean') return [];
  const { description, title, deprecated } = schema;
  const text = [description, title].find((value) => typeof value === 'string');
  const comment = docComment(text, { isDeprecated: deprecated === true });
  return comment === '' ? [] : [comment];
}

/** Members of an object or interface, one to a line. */
export function braces(members: readonly string[], indent: number): string {
  if (members.length === 0) return '{}';
  const inside = '  '.repeat(indent + 1);
  return `{\n${members.map((member) => `${inside}${member}\n`).join('')}${'  '.repeat(indent)}}`;
}
