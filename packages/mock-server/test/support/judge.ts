import { dereference, type Schema, validate } from '@cfworker/json-schema';
import type { ApiDocument } from '@mockloop/spec-parser';
import { bundleDocument } from '@mockloop/spec-parser';

/**
 * An opinion on answers that shares no code with the mock: it reads the document's own JSON, turns OpenAPI's dialects
 * into JSON Schema 2020-12 by a walk of its own, and validates with another library.
 */
export interface Judge {
  /** What is wrong with an answer; `undefined` when the document allows it. */
  judge(operationPointer: string, answer: JudgedAnswer): string | undefined;
}

interface JudgedAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  /** Absent where there is none to judge. */
  readonly body: string | undefined;
}

type Json = { [key: string]: unknown };

/** What the copy calls the `default` response. */
const OTHERWISE = 'otherwise';
const ROOT = 'https://judge.test/document';

export function createJudge(document: ApiDocument): Judge {
  const isOld = document.version === '2.0' || document.version === '3.0';
  const root = toJsonSchema(bundleDocument(document), isOld, new Map()) as Json;
  forgiveWriteOnly(root, writeOnlyNames(root));
  const lookup = dereference(root as Schema, Object.create(null), new URL(ROOT));
  const resolve = (node: unknown): Json => resolveReferences(node, root);
  return {
    judge(pointer, { status, contentType, body }) {
      const operation = resolve(at(root, pointer));
      const responses = asObject(operation.responses);
      const key = [String(status), `${Math.floor(status / 100)}XX`, `${Math.floor(status / 100)}xx`, OTHERWISE].find(
        (name) => Object.hasOwn(responses, name),
      );
      if (key === undefined) return `status ${status} is not one of ${Object.keys(responses).join(', ')}`;
      const schema = schemaFor(resolve(responses[key]), contentType);
      if (schema === undefined || body === undefined) return undefined;
      return judgeBody(schema, body);
    },
  };

  /** @throws {Error} when the schema refers to what is not there. */
  function judgeBody(schema: unknown, body: string): string | undefined {
    const result = validate(JSON.parse(body), schema as Schema, '2020-12', lookup, false);
    const error = result.errors.at(-1);
    return result.valid ? undefined : `${error?.keyword} at ${error?.instanceLocation}: ${error?.error}`;
  }
}

function schemaFor(response: Json, contentType: string | undefined): unknown {
  if (contentType === undefined || !/[/+]json\s*(;|$)/.test(contentType)) return undefined;
  if (response.schema !== undefined) return response.schema;
  const content = asObject(response.content);
  const name =
    Object.keys(content).find((key) => key.split(';')[0]?.trim() === contentType.split(';')[0]?.trim()) ??
    Object.keys(content).find((key) => key.includes('*'));
  return name === undefined ? undefined : asObject(content[name]).schema;
}

function at(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, token) => resolveReferences(asObject(node)[token], root), root);
}

function resolveReferences(node: unknown, root: unknown): Json {
  let current = asObject(node);
  for (let steps = 0; typeof current.$ref === 'string' && steps < 50; steps++) {
    current = asObject(at(root, decodeURIComponent(current.$ref.slice(1))));
  }
  return current;
}

function asObject(node: unknown): Json {
  return typeof node === 'object' && node !== null ? (node as Json) : {};
}

/** A copy in which every schema of OpenAPI 2.0 and 3.0 says in 2020-12 what it said; the validator tries no other. */
function toJsonSchema(node: unknown, isOld: boolean, copies: Map<object, unknown>): unknown {
  if (typeof node !== 'object' || node === null) return node;
  const known = copies.get(node);
  if (known !== undefined) return known;
  if (Array.isArray(node)) {
    const list: unknown[] = [];
    copies.set(node, list);
    for (const item of node) list.push(toJsonSchema(item, isOld, copies));
    return list;
  }
  const copy: Json = {};
  copies.set(node, copy);
  for (const [key, value] of Object.entries(node)) {
    const name = nameInCopy(key, value);
    if (name === undefined) continue;
    const converted = toJsonSchema(value, isOld, copies);
    Object.defineProperty(copy, name, { value: converted, enumerable: true, writable: true, configurable: true });
  }
  return isOld ? modernise(copy, node as Json) : forgive(copy);
}

/** `undefined` for data: the validator would look for keywords in it. It never looks below a member named `default`. */
function nameInCopy(key: string, value: unknown): string | undefined {
  if (key === 'example' || key === 'examples') return undefined;
  if (key !== 'default') return key;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? OTHERWISE : undefined;
}

function modernise(schema: Json, original: Json): Json {
  if (typeof schema.$ref === 'string') return { $ref: schema.$ref };
  for (const [bound, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (schema[exclusive] === true) {
      schema[exclusive] = schema[bound];
      delete schema[bound];
    } else if (schema[exclusive] === false) delete schema[exclusive];
  }
  const isNullable = original.nullable === true || original['x-nullable'] === true;
  const looksLikeSchema =
    ['type', 'enum', 'allOf', 'anyOf', 'oneOf', 'properties', 'format', 'items'].some((key) =>
      Object.hasOwn(schema, key),
    ) || isNullable;
  if (!looksLikeSchema || !isNullable) return forgive(schema);
  return { anyOf: [{ type: 'null' }, forgive(schema)] };
}

/** What a response need not hold, and patterns that no JavaScript engine takes. */
function forgive(schema: Json): Json {
  if (typeof schema.pattern === 'string' && !isPattern(schema.pattern)) delete schema.pattern;
  if (schema.type === 'file') delete schema.type;
  return schema;
}

/** Every property name that is `writeOnly` somewhere: which `required` it meets may be said far away, through `allOf`. */
function writeOnlyNames(root: Json): ReadonlySet<string> {
  const names = new Set<string>();
  walk(root, new Set(), (node) => {
    for (const [name, property] of Object.entries(asObject(node.properties))) {
      if (isWriteOnly(property, root)) names.add(name);
    }
  });
  return names;
}

function isWriteOnly(property: unknown, root: Json): boolean {
  const { writeOnly, allOf } = resolveReferences(property, root);
  return writeOnly === true || (Array.isArray(allOf) && allOf.some((part) => isWriteOnly(part, root)));
}

function forgiveWriteOnly(root: Json, names: ReadonlySet<string>): void {
  if (names.size === 0) return;
  walk(root, new Set(), (node) => {
    if (Array.isArray(node.required)) node.required = node.required.filter((name) => !names.has(name));
  });
}

function walk(node: unknown, seen: Set<unknown>, visit: (node: Json) => void): void {
  if (typeof node !== 'object' || node === null || seen.has(node)) return;
  seen.add(node);
  if (!Array.isArray(node)) visit(node as Json);
  for (const value of Object.values(node)) walk(value, seen, visit);
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') !== undefined;
  } catch {
    return false;
  }
}
