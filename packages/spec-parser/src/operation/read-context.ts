import { pointerTokens } from '../json-pointer.ts';
import type { OpenApiVersion } from '../model.ts';
import { child, type Node } from '../node.ts';
import type { References } from '../reference/references.ts';
import type { SchemaRegistry } from '../schema/schema-registry.ts';

/** What reading a part of a document needs to know of the rest. */
export interface ReadContext {
  readonly root: Node;
  readonly version: OpenApiVersion;
  readonly references: References;
  readonly schemas: SchemaRegistry;
}

/**
 * The node at a pointer in the document that was loaded, through every reference on the way.
 *
 * @throws {SpecError} where a reference on the way leads nowhere.
 * @throws {TypeError} where there is no such place.
 */
export function nodeAt({ root, references }: ReadContext, pointer: string): Node {
  let node = root;
  for (const token of pointerTokens(pointer)) {
    const next = child(node, token) ?? child(references.resolve(node), token);
    if (next === undefined) throw new TypeError(`${pointer} is not in this document.`);
    node = next;
  }
  return node;
}

/** The pointer of the Path Item Object that holds the operation at a pointer. */
export function pathItemPointer(pointer: string): string {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  // A path may be called so too; an operation of it stands one level higher.
  const tokens = pointerTokens(parent);
  const isAdditional = tokens.length > 2 && tokens.at(-1) === 'additionalOperations';
  return isAdditional ? parent.slice(0, parent.lastIndexOf('/')) : parent;
}
