import { type ApiDocument, escapeToken, type JsonSchema, SpecError } from '@mockloop/spec-parser';
import { isObject, type JsonObject } from '../../succeed/json-value.ts';

/** What a schema says of a member of an object. */
export interface MemberFact {
  /** In every alternative that the schema has. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
}

const MAX_DEPTH = 6;

/** The members that a schema names, by JSON Pointer; through `$ref`, `allOf`, alternatives, and objects in objects. */
export function memberFacts(document: ApiDocument, uri: string | undefined): ReadonlyMap<string, MemberFact> {
  const facts = new Map<string, MemberFact>();
  if (uri !== undefined) collect({ document, facts, depth: 0 }, { $ref: uri }, { pointer: '', isSure: true });
  return facts;
}

interface Collecting {
  readonly document: ApiDocument;
  readonly facts: Map<string, MemberFact>;
  readonly depth: number;
}

interface Place {
  readonly pointer: string;
  /** What is required here is required whichever alternative is taken. */
  readonly isSure: boolean;
}

function collect(collecting: Collecting, schema: unknown, place: Place): void {
  if (!isObject(schema) || collecting.depth > MAX_DEPTH) return;
  const inner = { ...collecting, depth: collecting.depth + 1 };
  if (typeof schema.$ref === 'string') collect(inner, lookUp(schema.$ref, collecting.document), place);
  for (const part of listOf(schema.allOf)) collect(inner, part, place);
  for (const part of [...listOf(schema.anyOf), ...listOf(schema.oneOf)])
    collect(inner, part, { ...place, isSure: false });
  if (!isObject(schema.properties)) return;
  for (const [name, member] of Object.entries(schema.properties)) {
    const pointer = `${place.pointer}/${escapeToken(name)}`;
    const known = collecting.facts.get(pointer);
    const own = resolved(member, collecting.document);
    collecting.facts.set(pointer, {
      required: known?.required === true || (place.isSure && listOf(schema.required).includes(name)),
      readOnly: known?.readOnly === true || own?.readOnly === true,
      writeOnly: known?.writeOnly === true || own?.writeOnly === true,
    });
    collect(inner, member, { ...place, pointer });
  }
}

function resolved(schema: unknown, document: ApiDocument): JsonObject | undefined {
  if (!isObject(schema)) return undefined;
  const target = typeof schema.$ref === 'string' ? lookUp(schema.$ref, document) : undefined;
  return isObject(target) ? { ...target, ...schema } : schema;
}

function lookUp(uri: string, document: ApiDocument): JsonSchema | undefined {
  try {
    return document.schema(uri);
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
