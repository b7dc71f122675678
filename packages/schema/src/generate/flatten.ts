import type { Keywords, Schema } from '../model/keywords.ts';
import { record } from '../model/record.ts';
import type { SchemaReader } from '../model/schema-reader.ts';
import type { Pattern } from '../pattern/create-pattern.ts';
import type { Located, Locations } from './located.ts';
import { mergeKeywords } from './merge-keywords.ts';
import { addItemRules, addPropertyRules } from './merge-rules.ts';
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
    const { locations, patternFor } = this.#context;
    mergeKeywords(this.shape, schema, located);
    addItemRules(this.shape, { schema, located, locations, patternFor });
    addPropertyRules(this.shape, { schema, located, locations, patternFor });
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
