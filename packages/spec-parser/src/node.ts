import type { Diagnostic } from './diagnostic.ts';
import { escapeToken } from './json-pointer.ts';
import type { OpenApiVersion } from './model.ts';
import { isObject } from './plain-object.ts';

/** One file of a document, parsed. */
export interface SourceFile {
  /** Absolute; identifies the file and is the base of its relative references (RFC 3986 §5.1). */
  readonly uri: string;
  /** As in `Place.file`. */
  readonly name: string;
  readonly value: unknown;
  /** Its own where it is an API document, else that of the document that refers to it. */
  readonly version: OpenApiVersion;
  /** False where its text shows that no schema of it can have `$id`, `$anchor` or `$dynamicAnchor`. */
  readonly mayNameSchemas: boolean;
  /** Whether it repeats keys: known of YAML, undefined where nobody has looked. */
  readonly repeatsKeys: boolean | undefined;
  /** What parsing noticed. */
  readonly diagnostics: readonly Diagnostic[];
  /** Its text, for finding lines; undefined where there is none or where it has changed since. */
  readText(): Promise<string | undefined>;
}

/** A value together with where it stands. */
export interface Node {
  readonly file: SourceFile;
  /** JSON Pointer in `file`. */
  readonly pointer: string;
  /** JSON Pointer in the document that was loaded, as if each reference on the way were replaced by what it names. */
  readonly at: string;
  readonly value: unknown;
}

export function rootOf(file: SourceFile): Node {
  return { file, pointer: '', at: '', value: file.value };
}

/** An own property of an object or an item of an array; undefined where there is none. */
export function child(node: Node, key: string): Node | undefined {
  const { value } = node;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  if (Array.isArray(value) && key === 'length') return undefined;
  return at(node, key, (value as { readonly [key: string]: unknown })[key]);
}

/** The properties of an object, in order; none where it is no object. */
export function entries(node: Node): [string, Node][] {
  const { value } = node;
  return isObject(value) ? Object.keys(value).map((key) => [key, at(node, key, value[key])]) : [];
}

/** The items of an array; none where it is no array. */
export function items(node: Node | undefined): Node[] {
  return node !== undefined && Array.isArray(node.value)
    ? node.value.map((item, index) => at(node, String(index), item))
    : [];
}

function at(node: Node, key: string, value: unknown): Node {
  const step = `/${escapeToken(key)}`;
  return { file: node.file, pointer: node.pointer + step, at: node.at + step, value };
}
