import type { Keywords, Schema, TypeName } from '../model/keywords.ts';
import { listsValues } from '../model/lists-values.ts';
import { record } from '../model/record.ts';
import type { SchemaReader } from '../model/schema-reader.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import { keyOf } from '../validate/sets.ts';
import type { Located, Locations } from './located.ts';
import { negate } from './negate.ts';
import { emptyShape, type Group, impossible, type Shape } from './shape.ts';
import { listedValues } from './values.ts';

export interface FlattenContext {
  readonly read: SchemaReader;
  readonly patternFor: (source: string) => Pattern;
  readonly locations: Locations;
  /** What a `$dynamicRef` leads to in the dynamic scope (JSON Schema core §8.2.3.2). */
  readonly dynamicScope: ReadonlyMap<string, string>;
}

/** Puts together all that hold at once: the schemas, what they refer to and what they combine by `allOf`, each only once. */
export function flatten(parts: readonly Located[], context: FlattenContext): Shape {
  const flattening = new Flattening(context);
  for (const part of parts) flattening.add(part);
  flattening.applyDiscriminators();
  return flattening.shape;
}

class Flattening {
  readonly shape: Shape = emptyShape();
  readonly #context: FlattenContext;
  readonly #seen = new Set<Located>();
  readonly #open = new Set<Located>();
  readonly #uris = new Set<string>();
  readonly #discriminators: Located[] = [];

  constructor(context: FlattenContext) {
    this.#context = context;
  }

  add(located: Located): void {
    const { schema } = located;
    if (this.#open.has(located)) {
      this.shape.never ??= {
        keyword: '$ref',
        uri: located.uri,
        pointer: located.pointer,
        message: 'it refers to itself',
      };
    }
    if (this.#seen.has(located)) return;
    this.#seen.add(located);
    if (schema === false) {
      this.shape.never ??= {
        keyword: 'false',
        uri: located.uri,
        pointer: located.pointer,
        message: 'nothing is allowed here',
      };
    }
    if (typeof schema === 'boolean') return;
    this.#open.add(located);
    this.#addKeywords(schema, located);
    this.#open.delete(located);
  }

  #addKeywords(schema: Keywords, located: Located): void {
    if (located.pointer === '') this.#uris.add(located.uri);
    for (const keyword of Object.keys(schema)) mergers[keyword]?.(this.shape, schema, located);
    addItemRules(this.shape, { schema, located, context: this.#context });
    addPropertyRules(this.shape, { schema, located, context: this.#context });
    this.#addGroups(schema, located);
    if (schema.discriminator !== undefined) this.#discriminators.push(located);
    if (schema.$ref !== undefined) this.#addReference(schema.$ref);
    if (schema.$dynamicRef !== undefined) this.#addReference(this.#dynamicTarget(schema.$dynamicRef, located));
    for (const [index, part] of (schema.allOf ?? []).entries()) this.add(this.#below(located, part, ['allOf', index]));
  }

  #addReference(uri: string): void {
    this.add(this.#context.locations.at(this.#context.read(uri), uri, ''));
  }

  #dynamicTarget(reference: string, { uri }: Located): string {
    return this.#context.dynamicScope.get(reference.slice(reference.indexOf('#') + 1)) ?? uri;
  }

  #below(parent: Located, schema: Schema, path: readonly (string | number)[]): Located {
    return this.#context.locations.below(parent, schema, path);
  }

  #addGroups(schema: Keywords, located: Located): void {
    for (const kind of ['oneOf', 'anyOf'] as const) {
      const branches = schema[kind]?.map((branch, index) => [
        this.#below(located, branch, [kind, index]),
        ...this.#discriminating(schema, branch, located),
      ]);
      if (branches !== undefined) this.#addGroup({ id: `${located.id}:${kind}`, kind, branches });
    }
    if (schema.not !== undefined) this.#addNegation(schema.not, located);
    if (schema.if !== undefined) this.#addConditional(schema, schema.if, located);
    for (const [name, dependent] of Object.entries(schema.dependentSchemas ?? {})) {
      const present = this.#derive(located, `with ${name}`, () => ({ type: ['object'], required: [name] }));
      const absent = this.#derive(located, `without ${name}`, () => ({ properties: record<Schema>(name, false) }));
      const branches = [[present, this.#below(located, dependent, ['dependentSchemas', name])], [absent]];
      this.#addGroup({ id: `${located.id}:dependentSchemas/${name}`, kind: 'dependentSchemas', branches });
    }
  }

  #addGroup(group: Group): void {
    this.shape.groups.push(group);
  }

  #derive(parent: Located, key: string, make: () => Keywords): Located {
    return this.#context.locations.derived(parent, key, make);
  }

  #addNegation(not: Schema, located: Located): void {
    const excluded = listedValues(not);
    if (excluded !== undefined) {
      this.shape.excluded.push(...excluded);
      return;
    }
    const negations = negate(not, { resolve: this.#context.read });
    if (not === true || (typeof not === 'object' && Object.keys(not).length === 0)) {
      this.shape.never ??= impossible('not', located, 'it excludes everything');
    }
    if (negations.length === 0) return;
    const branches = negations.map((schema, index) => [
      this.#derive(located, `not ${index}`, () => (typeof schema === 'object' ? schema : schema ? {} : { enum: [] })),
    ]);
    this.#addGroup({ id: `${located.id}:not`, kind: 'not', branches });
  }

  #addConditional(schema: Keywords, condition: Schema, located: Located): void {
    if (schema.then === undefined && schema.else === undefined) return;
    const holds = this.#below(located, condition, ['if']);
    const then = schema.then === undefined ? [] : [this.#below(located, schema.then, ['then'])];
    const otherwise = schema.else === undefined ? [] : [this.#below(located, schema.else, ['else'])];
    const branches = [
      [holds, ...then],
      [this.#context.locations.negationOf(holds), ...otherwise],
    ];
    this.#addGroup({ id: `${located.id}:if`, kind: 'if', branches });
  }

  /** What the discriminator asks of a branch: one of the names that stand for it. */
  #discriminating({ discriminator }: Keywords, branch: Schema, located: Located): readonly Located[] {
    if (discriminator === undefined || typeof branch === 'boolean' || branch.$ref === undefined) return [];
    const names = [...discriminator.mapping].filter(([, uri]) => uri === branch.$ref).map(([name]) => name);
    if (names.length === 0) return [];
    const { propertyName } = discriminator;
    return [
      this.#derive(located, `${propertyName} of ${branch.$ref}`, () => ({
        required: [propertyName],
        discriminated: { propertyName, names },
      })),
    ];
  }

  /** Where a discriminator stands in a base that others build on by `allOf`, the name follows from who is being made. */
  applyDiscriminators(): void {
    for (const located of this.#discriminators) {
      const { discriminator, oneOf, anyOf } = located.schema as Keywords;
      if (discriminator === undefined || oneOf !== undefined || anyOf !== undefined) continue;
      const { propertyName, mapping } = discriminator;
      const named = [...mapping].filter(([, uri]) => this.#uris.has(uri));
      const derived = named.filter(([, uri]) => uri !== located.uri);
      const names = (derived.length > 0 ? derived : named).map(([name]) => name);
      if (this.shape.discriminated.has(propertyName)) continue;
      if (names.length > 0) this.shape.discriminated.set(propertyName, names);
      else this.#addSubtypes(located, mapping);
    }
  }

  #addSubtypes(located: Located, mapping: ReadonlyMap<string, string>): void {
    const branches = [...new Set(mapping.values())].flatMap((uri) => {
      try {
        return [[this.#context.locations.at(this.#context.read(uri), uri, '')]];
      } catch {
        // A mapping to nowhere leaves the other subtypes.
        return [];
      }
    });
    if (branches.length > 0) this.#addGroup({ id: `${located.id}:discriminator`, kind: 'discriminator', branches });
  }
}

type Merger = (shape: Shape, schema: Keywords, located: Located) => void;

/** Keeps the stricter of two bounds. */
function lower(keyword: 'minimum' | 'exclusiveMinimum' | 'minLength' | 'minItems' | 'minProperties'): Merger {
  return (shape, schema, located) => {
    const value = schema[keyword];
    if (value === undefined || value <= shape[keyword]) return;
    shape[keyword] = value;
    shape.blame.set(keyword, located);
  };
}

function upper(keyword: 'maximum' | 'exclusiveMaximum' | 'maxLength' | 'maxItems' | 'maxProperties'): Merger {
  return (shape, schema, located) => {
    const value = schema[keyword];
    if (value === undefined || value >= shape[keyword]) return;
    shape[keyword] = value;
    shape.blame.set(keyword, located);
  };
}

function mergeValues(shape: Shape, values: readonly unknown[], blame: { keyword: string; located: Located }): void {
  const known = shape.values;
  const keys = new Set(known?.map(keyOf));
  shape.values = known === undefined ? values : values.filter((value) => keys.has(keyOf(value)));
  shape.blame.set(blame.keyword, blame.located);
  if (shape.values.length === 0) shape.never ??= impossible(blame.keyword, blame.located, 'no value is left');
}

function mergeTypes(shape: Shape, types: readonly TypeName[], located: Located): void {
  shape.blame.set('type', located);
  shape.types = shape.types === undefined ? types : intersectTypes(shape.types, types);
  if (shape.types.length === 0) shape.never ??= impossible('type', located, 'no type is left');
}

function intersectTypes(some: readonly TypeName[], others: readonly TypeName[]): readonly TypeName[] {
  const common = some.flatMap((type): TypeName[] => {
    if (others.includes(type)) return [type];
    if (type === 'integer' && others.includes('number')) return [type];
    return type === 'number' && others.includes('integer') ? ['integer'] : [];
  });
  return [...new Set(common)];
}

const mergers: Readonly<Record<string, Merger | undefined>> = {
  type: (shape, { type = [] }, located) => mergeTypes(shape, type, located),
  const: (shape, schema, located) => mergeValues(shape, [schema.const], { keyword: 'const', located }),
  enum: (shape, schema, located) => mergeValues(shape, schema.enum ?? [], { keyword: 'enum', located }),
  ...{ minimum: lower('minimum'), exclusiveMinimum: lower('exclusiveMinimum'), minLength: lower('minLength') },
  ...{ maximum: upper('maximum'), exclusiveMaximum: upper('exclusiveMaximum'), maxLength: upper('maxLength') },
  ...{ minItems: lower('minItems'), maxItems: upper('maxItems') },
  ...{ minProperties: lower('minProperties'), maxProperties: upper('maxProperties') },
  multipleOf: (shape, { multipleOf = 1 }, located) => {
    if (!shape.multiples.includes(multipleOf)) shape.multiples.push(multipleOf);
    shape.blame.set('multipleOf', located);
  },
  pattern: (shape, { pattern = '' }, located) => {
    if (!shape.patterns.includes(pattern)) shape.patterns.push(pattern);
    shape.blame.set('pattern', located);
  },
  format: (shape, schema, located) => {
    const { format = '' } = schema;
    if (listsValues(schema)) return;
    if (!shape.formats.includes(format)) shape.formats.push(format);
    shape.blame.set('format', located);
  },
  contentEncoding: (shape, { contentEncoding }) => {
    shape.base64 ||= contentEncoding === 'base64' || contentEncoding === 'base64url';
  },
  uniqueItems: (shape, { uniqueItems = false }, located) => {
    shape.uniqueItems ||= uniqueItems;
    shape.blame.set('uniqueItems', located);
  },
  required: (shape, { required = [] }, located) => {
    for (const name of required) shape.required.add(name);
    shape.blame.set('required', located);
  },
  dependentRequired: (shape, { dependentRequired = {} }) => {
    for (const [name, others] of Object.entries(dependentRequired)) {
      shape.dependentRequired.set(name, (shape.dependentRequired.get(name) ?? new Set()).union(new Set(others)));
    }
  },
  examples: (shape, { examples = [] }) => void shape.examples.push(examples),
  example: (shape, { example }) => void shape.examples.push([example]),
  default: (shape, schema) => void shape.defaults.push(schema.default),
  discriminated: (shape, { discriminated }) => {
    if (discriminated !== undefined) shape.discriminated.set(discriminated.propertyName, discriminated.names);
  },
  readOnly: (shape, { readOnly = false }) => {
    shape.readOnly ||= readOnly;
  },
  writeOnly: (shape, { writeOnly = false }) => {
    shape.writeOnly ||= writeOnly;
  },
};

interface Addition {
  readonly schema: Keywords;
  readonly located: Located;
  readonly context: FlattenContext;
}

function addItemRules(shape: Shape, { schema, located, context: { locations } }: Addition): void {
  const { prefixItems, items, contains, minContains = 1, maxContains = Infinity, unevaluatedItems } = schema;
  if (prefixItems !== undefined || items !== undefined) {
    shape.items.push({
      prefix: (prefixItems ?? []).map((item, index) => locations.below(located, item, ['prefixItems', index])),
      items: items === undefined ? undefined : locations.below(located, items, ['items']),
    });
  }
  if (contains !== undefined) {
    shape.contains.push({
      schema: locations.below(located, contains, ['contains']),
      min: minContains,
      max: maxContains,
    });
    shape.blame.set('contains', located);
  }
  if (unevaluatedItems !== undefined)
    shape.unevaluatedItems.push(locations.below(located, unevaluatedItems, ['unevaluatedItems']));
}

function addPropertyRules(shape: Shape, { schema, located, context }: Addition): void {
  const { properties, patternProperties, additionalProperties, unevaluatedProperties, propertyNames } = schema;
  const { locations } = context;
  for (const [name, property] of Object.entries(properties ?? {})) {
    const schemas = shape.properties.get(name) ?? [];
    shape.properties.set(name, [...schemas, locations.below(located, property, ['properties', name])]);
  }
  if (properties !== undefined || patternProperties !== undefined || additionalProperties !== undefined) {
    shape.propertyRules.push({
      named: new Set(Object.keys(properties ?? {})),
      patterns: Object.entries(patternProperties ?? {}).map(([source, property]) => ({
        matches: (name) => context.patternFor(source).test(name),
        source,
        schema: locations.below(located, context.patternFor(source).supported ? property : true, [
          'patternProperties',
          source,
        ]),
      })),
      additional:
        additionalProperties === undefined
          ? undefined
          : locations.below(located, additionalProperties, ['additionalProperties']),
    });
  }
  if (unevaluatedProperties !== undefined) {
    shape.unevaluatedProperties.push(locations.below(located, unevaluatedProperties, ['unevaluatedProperties']));
  }
  if (propertyNames !== undefined) shape.propertyNames.push(locations.below(located, propertyNames, ['propertyNames']));
}
