import { nearestName } from '@mockloop/schema';
import { escapeToken } from '@mockloop/spec-parser';

/** The keywords of JSON Schema that `mockloop.schema.json` is written with. */
export interface FieldSchema {
  readonly type?: string | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, FieldSchema>> | undefined;
  readonly additionalProperties?: boolean | FieldSchema | undefined;
  readonly items?: FieldSchema | undefined;
  readonly anyOf?: readonly FieldSchema[] | undefined;
}

/** What is wrong with a value. */
export interface FieldProblem {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly message: string;
  readonly advice: string;
}

/** Holds a value against a schema, and says of each mistake where it is and what to write instead. */
export function checkValue(value: unknown, schema: FieldSchema, pointer = ''): FieldProblem[] {
  if (schema.anyOf !== undefined) return checkAlternatives(value, { ...schema, anyOf: schema.anyOf }, pointer);
  const wrong = wrongKind(value, schema);
  if (wrong !== undefined) return [{ pointer, message: `${shown(value)} is ${wrong}.`, advice: adviceFor(schema) }];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => (schema.items ? checkValue(item, schema.items, `${pointer}/${index}`) : []));
  }
  return typeof value === 'object' && value !== null ? checkMembers(value, schema, pointer) : [];
}

/** Of several objects, the one that was meant is the one whose `type` the value has. */
function checkAlternatives(value: unknown, schema: FieldSchema, pointer: string): FieldProblem[] {
  const fitting = (schema.anyOf ?? []).filter((alternative) => kindProblem(value, alternative) === undefined);
  const [first] = fitting;
  if (first === undefined) {
    return [{ pointer, message: `${shown(value)} is of the wrong type.`, advice: adviceFor(schema) }];
  }
  if (fitting.length === 1) return checkValue(value, first, pointer);
  const type = ownValue(value, 'type');
  const meant = fitting.find((alternative) => alternative.properties?.type?.const === type);
  if (meant !== undefined) return checkValue(value, meant, pointer);
  const types = fitting.map((alternative) => shown(alternative.properties?.type?.const)).join(', ');
  return [
    {
      pointer: `${pointer}/type`,
      message: `${shown(type)} is no type that it may have.`,
      advice: `Expected ${types}.`,
    },
  ];
}

function checkMembers(value: object, schema: FieldSchema, pointer: string): FieldProblem[] {
  const { properties = {}, additionalProperties = true, required = [] } = schema;
  const missing = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => ({ pointer, message: `"${name}" is missing.`, advice: `Add it: ${describe(properties[name])}.` }));
  const wrong = Object.entries(value).flatMap(([name, member]): FieldProblem[] => {
    const at = `${pointer}/${escapeToken(name)}`;
    const own = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (own === true || own === undefined) return [];
    if (own !== false) return checkValue(member, own, at);
    const nearest = nearestName(name, Object.keys(properties));
    const known = `Known are ${Object.keys(properties).join(', ')}.`;
    return [
      { pointer: at, message: `${shown(name)} is no field.`, advice: nearest ? `Did you mean "${nearest}"?` : known },
    ];
  });
  return [...missing, ...wrong];
}

function wrongKind(value: unknown, schema: FieldSchema): string | undefined {
  const { enum: choices, const: constant, minimum, maximum, minLength } = schema;
  const kind = kindProblem(value, schema);
  if (kind !== undefined) return kind;
  if (choices !== undefined && !choices.includes(value)) return 'none of the choices';
  if (constant !== undefined && value !== constant) return 'something else';
  if (typeof value === 'number' && minimum !== undefined && value < minimum) return `less than ${minimum}`;
  if (typeof value === 'number' && maximum !== undefined && value > maximum) return `more than ${maximum}`;
  if (typeof value === 'string' && minLength !== undefined && value.length < minLength) return 'too short';
  return undefined;
}

function kindProblem(value: unknown, { type }: FieldSchema): string | undefined {
  const kind = kindOf(value);
  if (type === undefined || type === kind || (type === 'number' && kind === 'integer')) return undefined;
  return `${nameOf(kind)}, not ${nameOf(type)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['array', 'a list'],
  ['object', 'an object'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['string', 'a text'],
  ['boolean', 'true or false'],
]);

function nameOf(kind: string): string {
  return NAMES.get(kind) ?? kind;
}

function adviceFor(schema: FieldSchema): string {
  const choices = schema.enum?.map(shown).join(', ');
  return `Expected ${choices === undefined ? describe(schema) : `${choices}: ${describe(schema)}`}.`;
}

function describe(schema: FieldSchema | undefined): string {
  const { type, minimum, maximum, description } = schema ?? {};
  const range = minimum !== undefined && maximum !== undefined ? `${minimum} to ${maximum}` : undefined;
  return [description ?? nameOf(type ?? 'a value'), range].filter((part) => part !== undefined).join(', ');
}

function ownValue(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'It';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
