import { accessOfProperty, isHidden } from '../model/access.ts';
import type { Keywords, Schema, SchemaMap } from '../model/keywords.ts';
import { listsValues } from '../model/lists-values.ts';
import type { SchemaReader } from '../model/schema-reader.ts';
import type { Direction } from '../types.ts';
import { conjunctsBelow, hasDiamond } from './conjunction.ts';

export interface AjvSchemaOptions {
  readonly direction: Direction;
  /** Whether those who refer to it want to know which properties and items it has evaluated. */
  readonly tracking: boolean;
  readonly read: SchemaReader;
  /** The name under which ajv knows a schema. */
  readonly nameFor: (uri: string, tracking: boolean) => string;
  /** Whether the pattern can be run; one that cannot lets every property name through, and anything under it. */
  readonly isSupported: (pattern: string) => boolean;
  /** Told of each schema made, with the one it was made from. */
  readonly onSchema: (made: object, from: Keywords) => void;
}

export interface AjvSchema {
  readonly schema: boolean | Record<string, unknown>;
  /** Whether it would be another one in the other direction. */
  readonly directional: boolean;
  /** Whether ajv has to keep account of what was evaluated. */
  readonly tracking: boolean;
  /** Whether it names a property that every JavaScript object inherits, e.g. `constructor`. */
  readonly ownProperties: boolean;
}

/** The schema as ajv is to compile it: references by ajv's names, requirements by direction, and no annotations. */
export function toAjvSchema(schema: Schema, options: AjvSchemaOptions): AjvSchema {
  const translation = new Translation(options);
  const made = translation.schema(schema, { tracking: options.tracking, owners: [] });
  const { directional, tracking, ownProperties } = translation;
  return { schema: made, directional, tracking, ownProperties };
}

interface Position {
  /** Whether an `unevaluated…` looks at the same instance. */
  readonly tracking: boolean;
  /** The schemas around this one that speak of the same instance. */
  readonly owners: readonly Schema[];
}

class Translation {
  directional = false;
  tracking: boolean;
  ownProperties = false;
  readonly #options: AjvSchemaOptions;

  constructor(options: AjvSchemaOptions) {
    this.#options = options;
    this.tracking = options.tracking;
  }

  schema(schema: Schema, around: Position): boolean | Record<string, unknown> {
    if (typeof schema === 'boolean') return schema;
    const unevaluated = schema.unevaluatedItems !== undefined || schema.unevaluatedProperties !== undefined;
    this.tracking ||= unevaluated;
    const here = { tracking: around.tracking || unevaluated, owners: [...around.owners, schema] };
    const made: Record<string, unknown> = {};
    for (const keyword of validating) {
      if (Object.hasOwn(schema, keyword)) made[keyword] = schema[keyword];
    }
    if (schema.type?.length === 1) made.type = schema.type[0];
    if (listsValues(schema)) delete made.format;
    this.#translateSubschemas(schema, made, here);
    this.#translateConjunction(schema, made, here);
    if (schema.required !== undefined) made.required = this.#required(schema.required, here.owners);
    this.#options.onSchema(made, schema);
    return made;
  }

  #translateSubschemas(schema: Keywords, made: Record<string, unknown>, here: Position): void {
    for (const keyword of inPlace) {
      const value = schema[keyword];
      if (value !== undefined) made[keyword] = this.schema(value, here);
    }
    for (const keyword of inPlaceLists) {
      const value = schema[keyword];
      if (value !== undefined) made[keyword] = value.map((item) => this.schema(item, here));
    }
    for (const keyword of children) {
      const value = schema[keyword];
      if (value !== undefined) made[keyword] = this.schema(value, elsewhere);
    }
    if (schema.prefixItems) made.prefixItems = schema.prefixItems.map((item) => this.schema(item, elsewhere));
    if (schema.dependentSchemas) made.dependentSchemas = this.#map(schema.dependentSchemas, here);
    this.#translateProperties(schema, made);
  }

  /** Each schema once, by whatever ways of `allOf` it is reached: by name, each way would be gone anew, 2^n of them in a chain of diamonds. */
  #translateConjunction(schema: Keywords, made: Record<string, unknown>, here: Position): void {
    const { $ref, allOf } = schema;
    if ($ref !== undefined) made.$ref = this.#options.nameFor($ref, here.tracking);
    if (allOf === undefined) return;
    const merged = hasDiamond(schema, this.#options.read) ? conjunctsBelow(schema, this.#options.read) : undefined;
    if (merged !== undefined) delete made.$ref;
    made.allOf = (merged ?? allOf).map((part) => this.schema(part, here));
  }

  #map(schemas: SchemaMap, position: Position): Record<string, unknown> {
    const made: Record<string, unknown> = Object.create(null);
    for (const name of Object.keys(schemas)) {
      this.ownProperties ||= isInherited(name);
      made[name] = this.schema(schemas[name] ?? true, position);
    }
    return made;
  }

  #translateProperties({ properties, patternProperties }: Keywords, made: Record<string, unknown>): void {
    const named = this.#map(properties ?? {}, elsewhere);
    const patterns = this.#map(patternProperties ?? {}, elsewhere);
    for (const pattern of Object.keys(patterns)) {
      if (!this.#options.isSupported(pattern)) patterns[pattern] = true;
    }
    // ajv leaves a property of this name out, but not a pattern that it matches.
    if (Object.hasOwn(named, PROTO)) patterns[`^${PROTO}$`] = named[PROTO];
    delete named[PROTO];
    if (properties !== undefined) made.properties = named;
    if (Object.keys(patterns).length > 0) made.patternProperties = patterns;
  }

  #required(names: readonly string[], owners: readonly Schema[]): readonly string[] {
    return names.filter((name) => {
      this.ownProperties ||= isInherited(name);
      const access = accessOfProperty(name, owners, this.#options.read);
      this.directional ||= access.readOnly !== access.writeOnly;
      return !isHidden(access, this.#options.direction);
    });
  }
}

const elsewhere: Position = { tracking: false, owners: [] };

const PROTO = '__proto__';

function isInherited(name: string): boolean {
  return name in Object.prototype;
}

const validating = [
  ...['$dynamicRef', '$dynamicAnchor', 'type', 'enum', 'const', 'minimum', 'maximum'],
  ...['exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'minProperties', 'maxProperties'],
  'dependentRequired',
] as const satisfies readonly (keyof Keywords)[];

const inPlace = ['not', 'if', 'then', 'else'] as const;
const inPlaceLists = ['anyOf', 'oneOf'] as const;
const children = [
  ...(['items', 'contains', 'unevaluatedItems'] as const),
  ...(['additionalProperties', 'unevaluatedProperties', 'propertyNames'] as const),
];
