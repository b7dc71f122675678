import { type ApiDocument, type JsonSchema, SpecError } from '@mockloop/spec-parser';

/** What a schema says of an instance on its surface, with all that it refers to and all its alternatives laid together. */
export interface SchemaView {
  /** Empty: any. */
  readonly types: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, readonly JsonSchema[]>;
  readonly required: ReadonlySet<string>;
  /** Asked for by some alternative, declared or not. */
  readonly mentioned: ReadonlySet<string>;
  readonly items: readonly JsonSchema[];
  /** It says of itself that properties of other names may come. */
  readonly isOpen: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Of `const` and `enum`; empty: not limited to some. */
  readonly values: readonly unknown[];
  readonly formats: ReadonlySet<string>;
  readonly examples: readonly unknown[];
  /** `undefined`: none. */
  readonly default?: unknown;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** Names of the schemas that were followed. */
  readonly refs: ReadonlySet<string>;
}

type MutableView = {
  -readonly [Key in keyof SchemaView]: SchemaView[Key] extends ReadonlySet<infer T>
    ? Set<T>
    : SchemaView[Key] extends ReadonlyMap<string, readonly JsonSchema[]>
      ? Map<string, JsonSchema[]>
      : SchemaView[Key] extends readonly (infer T)[]
        ? T[]
        : SchemaView[Key];
};

type Keywords = Exclude<JsonSchema, boolean>;

/** Reads the surfaces of a document's schemas. Each is read once. */
export class SchemaViews {
  readonly #document: ApiDocument;
  readonly #views = new WeakMap<object, SchemaView>();
  readonly #byUri = new Map<string, SchemaView>();

  constructor(document: ApiDocument) {
    this.#document = document;
  }

  ofUri(uri: string): SchemaView {
    const known = this.#byUri.get(uri);
    if (known !== undefined) return known;
    const view = this.#read([{ $ref: uri }]);
    this.#byUri.set(uri, view);
    return view;
  }

  /** @param schemas All that is said of one instance: `properties` or `items` of another view. */
  of(schemas: readonly JsonSchema[]): SchemaView {
    const known = this.#views.get(schemas);
    if (known !== undefined) return known;
    const view = this.#read(schemas);
    this.#views.set(schemas, view);
    return view;
  }

  property(view: SchemaView, name: string): SchemaView | undefined {
    const schemas = view.properties.get(name);
    return schemas && this.of(schemas);
  }

  /** The view of what a path of property names leads to. */
  at(view: SchemaView, path: readonly string[]): SchemaView | undefined {
    return path.reduce<SchemaView | undefined>((current, name) => current && this.property(current, name), view);
  }

  #read(schemas: readonly JsonSchema[]): SchemaView {
    const view = createView();
    for (const schema of schemas) this.#collect(schema, view, true);
    return view;
  }

  #collect(schema: JsonSchema, view: MutableView, isCertain: boolean): void {
    if (typeof schema !== 'object' || schema === null) return;
    if (typeof schema.$ref === 'string' && !view.refs.has(schema.$ref)) {
      view.refs.add(schema.$ref);
      this.#collect(this.#lookup(schema.$ref), view, isCertain);
    }
    collectKeywords(schema, view, isCertain);
    for (const part of schemaList(schema.allOf)) this.#collect(part, view, isCertain);
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const alternatives = schemaList(schema[keyword]);
      for (const part of alternatives) this.#collect(part, view, isCertain && alternatives.length === 1);
    }
    for (const keyword of ['then', 'else'] as const) {
      if (isKeywords(schema[keyword])) this.#collect(schema[keyword], view, false);
    }
  }

  /** What cannot be resolved says nothing. */
  #lookup(uri: string): JsonSchema {
    try {
      return this.#document.schema(uri);
    } catch (error) {
      if (error instanceof SpecError) return true;
      throw error;
    }
  }
}

/** Whether instances can be of this type, as far as is known. */
export function allowsType(view: SchemaView, type: string): boolean {
  return view.types.size === 0 || view.types.has(type) || (type === 'integer' && view.types.has('number'));
}

/** Whether they are objects whose properties are known. */
export function isObjectView(view: SchemaView): boolean {
  return view.properties.size > 0 && allowsType(view, 'object');
}

function createView(): MutableView {
  return {
    types: new Set(),
    properties: new Map(),
    required: new Set(),
    mentioned: new Set(),
    items: [],
    isOpen: false,
    readOnly: false,
    writeOnly: false,
    values: [],
    formats: new Set(),
    examples: [],
    refs: new Set(),
  };
}

function collectKeywords(schema: Keywords, view: MutableView, isCertain: boolean): void {
  const { type, properties, required, items } = schema;
  for (const name of textsOf(type)) view.types.add(name);
  if (isKeywords(properties)) collectProperties(properties, view);
  for (const name of textsOf(required)) {
    view.mentioned.add(name);
    if (isCertain) view.required.add(name);
  }
  if (isKeywords(items)) view.items.push(items);
  view.isOpen ||= OPENERS.some((keyword) => schema[keyword] === true || isKeywords(schema[keyword]));
  collectAnnotations(schema, view, isCertain);
}

const OPENERS = ['additionalProperties', 'unevaluatedProperties', 'patternProperties'] as const;

function textsOf(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function collectProperties(properties: Keywords, view: MutableView): void {
  for (const [name, schema] of Object.entries(properties)) {
    if (typeof schema !== 'boolean' && !isKeywords(schema)) continue;
    const known = view.properties.get(name);
    if (known === undefined) view.properties.set(name, [schema]);
    else known.push(schema);
  }
}

function collectAnnotations(schema: Keywords, view: MutableView, isCertain: boolean): void {
  if (isCertain && schema.readOnly === true) view.readOnly = true;
  if (isCertain && schema.writeOnly === true) view.writeOnly = true;
  if (Array.isArray(schema.enum)) view.values.push(...schema.enum);
  if (schema.const !== undefined) view.values.push(schema.const);
  if (typeof schema.minimum === 'number') view.minimum ??= schema.minimum;
  if (typeof schema.maximum === 'number') view.maximum ??= schema.maximum;
  if (typeof schema.format === 'string') view.formats.add(schema.format);
  if (schema.default !== undefined) view.default ??= schema.default;
  if (schema.example !== undefined) view.examples.push(schema.example);
  if (Array.isArray(schema.examples)) view.examples.push(...schema.examples);
}

function schemaList(value: unknown): readonly JsonSchema[] {
  return Array.isArray(value) ? value : [];
}

function isKeywords(value: unknown): value is Keywords {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
