import type { TypeName } from '../model/keywords.ts';
import type { Located } from './located.ts';

/** Why there is no instance: the keyword that is in the way, and where it stands. */
export interface Impossible {
  readonly keyword: string;
  readonly uri: string;
  readonly pointer: string;
  readonly message: string;
}

/** Alternatives of which an instance takes one: the schemas that hold in addition, for each. */
export interface Group {
  readonly id: string;
  readonly kind: 'oneOf' | 'anyOf' | 'if' | 'not' | 'dependentSchemas' | 'discriminator';
  readonly branches: readonly (readonly Located[])[];
}

interface Contains {
  readonly schema: Located;
  readonly min: number;
  readonly max: number;
}

/** What one schema says of the properties it does not name, which depends on those it does. */
interface PropertyRules {
  readonly named: ReadonlySet<string>;
  readonly patterns: readonly {
    readonly matches: (name: string) => boolean;
    readonly source: string;
    readonly schema: Located;
  }[];
  readonly additional: Located | undefined;
}

interface ItemRules {
  readonly prefix: readonly Located[];
  readonly items: Located | undefined;
}

/** All that several schemas together say of one instance, alternatives aside. */
export interface Shape {
  never: Impossible | undefined;
  types: readonly TypeName[] | undefined;
  values: readonly unknown[] | undefined;
  readonly excluded: unknown[];
  minimum: number;
  maximum: number;
  exclusiveMinimum: number;
  exclusiveMaximum: number;
  readonly multiples: number[];
  minLength: number;
  maxLength: number;
  readonly patterns: string[];
  readonly formats: string[];
  base64: boolean;
  minItems: number;
  maxItems: number;
  uniqueItems: boolean;
  readonly items: ItemRules[];
  readonly contains: Contains[];
  readonly unevaluatedItems: Located[];
  minProperties: number;
  maxProperties: number;
  readonly required: Set<string>;
  readonly properties: Map<string, Located[]>;
  readonly propertyRules: PropertyRules[];
  readonly unevaluatedProperties: Located[];
  readonly propertyNames: Located[];
  readonly dependentRequired: Map<string, Set<string>>;
  readonly groups: Group[];
  /** Those of each schema, the outermost first. */
  readonly examples: (readonly unknown[])[];
  readonly defaults: unknown[];
  readOnly: boolean;
  writeOnly: boolean;
  /** The values that a discriminator leaves its property. */
  readonly discriminated: Map<string, readonly string[]>;
  /** Who said so, by keyword: the last that made it stricter. */
  readonly blame: Map<string, Located>;
}

export function emptyShape(): Shape {
  return {
    ...{ never: undefined, types: undefined, values: undefined, excluded: [] },
    ...{
      minimum: -Infinity,
      maximum: Infinity,
      exclusiveMinimum: -Infinity,
      exclusiveMaximum: Infinity,
      multiples: [],
    },
    ...{ minLength: 0, maxLength: Infinity, patterns: [], formats: [], base64: false },
    ...{ minItems: 0, maxItems: Infinity, uniqueItems: false, items: [], contains: [], unevaluatedItems: [] },
    ...{ minProperties: 0, maxProperties: Infinity, required: new Set(), properties: new Map(), propertyRules: [] },
    ...{ unevaluatedProperties: [], propertyNames: [], dependentRequired: new Map() },
    ...{
      groups: [],
      examples: [],
      defaults: [],
      readOnly: false,
      writeOnly: false,
      discriminated: new Map(),
      blame: new Map(),
    },
  };
}

/** Names the keyword that is in the way, at the place of the schema that has it. */
export function impossible(keyword: string, at: Located, message: string): Impossible {
  return { keyword, uri: at.uri, pointer: `${at.pointer}/${keyword}`, message };
}
