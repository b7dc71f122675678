import { type Node, rootOf, type SourceFile } from '../node.ts';
import { own, ownString } from '../plain-object.ts';
import { walk } from './walk.ts';

/** The schemas of a document that have names of their own: `$id`, `$anchor`, `$dynamicAnchor` (JSON Schema 2020-12 §8.2). */
export class EmbeddedSchemas {
  readonly #byUri = new Map<string, Node>();
  readonly #byAnchor = new Map<string, Node>();
  readonly #dynamicAnchors = new Map<string, Map<string, Node>>();
  /** By file, then by the pointer of the schema that has the `$id`. */
  readonly #bases = new Map<string, Map<string, string>>();

  add(file: SourceFile): void {
    if (!file.mayNameSchemas) return;
    const isDocument = ownString(file.value, 'openapi') !== undefined;
    for (const { node, kind } of walk({ node: rootOf(file), kind: isDocument ? 'document' : 'schema' })) {
      if (kind === 'schema') this.#addSchema(node);
    }
  }

  /** The URI against which references at a node are resolved. */
  baseUriOf(node: Node): string {
    const bases = this.#bases.get(node.file.uri);
    if (bases === undefined) return node.file.uri;
    let pointer = node.pointer;
    while (pointer !== '' && !bases.has(pointer)) pointer = pointer.slice(0, pointer.lastIndexOf('/'));
    return bases.get(pointer) ?? node.file.uri;
  }

  /** The schema whose `$id` this is. */
  withUri(uri: string): Node | undefined {
    return this.#byUri.get(uri);
  }

  withAnchor(baseUri: string, anchor: string): Node | undefined {
    return this.#byAnchor.get(`${baseUri}#${anchor}`);
  }

  /** The dynamic anchors of the resource that a node belongs to, by name. */
  dynamicAnchorsAround(node: Node): ReadonlyMap<string, Node> | undefined {
    return this.#dynamicAnchors.size === 0 ? undefined : this.#dynamicAnchors.get(this.baseUriOf(node));
  }

  #addSchema(node: Node): void {
    const id = ownString(node.value, '$id');
    const uri = id === undefined ? undefined : absoluteUri(id, this.baseUriOf(node));
    if (uri !== undefined) {
      const bases = this.#bases.get(node.file.uri) ?? new Map<string, string>();
      this.#bases.set(node.file.uri, bases.set(node.pointer, uri));
      this.#byUri.set(uri, node);
    }
    const baseUri = this.baseUriOf(node);
    const anchor = own(node.value, '$anchor');
    if (typeof anchor === 'string') this.#byAnchor.set(`${baseUri}#${anchor}`, node);
    const dynamicAnchor = own(node.value, '$dynamicAnchor');
    if (typeof dynamicAnchor !== 'string') return;
    this.#byAnchor.set(`${baseUri}#${dynamicAnchor}`, node);
    const anchors = this.#dynamicAnchors.get(baseUri) ?? new Map<string, Node>();
    this.#dynamicAnchors.set(baseUri, anchors.set(dynamicAnchor, node));
  }
}

/** Resolved against a base, without its fragment; undefined where it is no URI reference. */
export function absoluteUri(reference: string, baseUri: string): string | undefined {
  if (!URL.canParse(reference, baseUri)) return undefined;
  const url = new URL(reference, baseUri);
  url.hash = '';
  return url.href;
}
