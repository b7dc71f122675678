import { child, items, type Node } from '../node.ts';
import { isObject, own } from '../plain-object.ts';
import type { References } from '../reference/references.ts';

/** The fixed fields of a Path Item Object that hold operations (OpenAPI 3.2 §4.8.1). */
const METHODS: ReadonlySet<string> = new Set([
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
]);

/** A Path Item Object with what its `$ref` names: its own fields come first. */
export class PathItem {
  readonly #layers: readonly Node[];

  /** @throws {SpecError} where its `$ref` leads nowhere. */
  constructor(node: Node, references: References) {
    this.#layers = own(node.value, '$ref') === undefined ? [node] : [node, references.resolve(node)];
  }

  field(key: string): Node | undefined {
    for (const layer of this.#layers) {
      const field = child(layer, key);
      if (field !== undefined) return field;
    }
    return undefined;
  }

  get parameters(): Node[] {
    return items(this.field('parameters'));
  }

  /** Its operations, whatever they turn out to be, by method in upper case. */
  get operations(): [method: string, node: Node][] {
    const found = new Map<string, Node>();
    for (const layer of this.#layers) addAll(found, layer, (key) => METHODS.has(key));
    const additional = this.field('additionalOperations');
    if (additional !== undefined) addAll(found, additional, () => true);
    return [...found];
  }
}

/** Adds operations whose method is not there yet. */
function addAll(found: Map<string, Node>, owner: Node, isMethod: (key: string) => boolean): void {
  if (!isObject(owner.value)) return;
  for (const key of Object.keys(owner.value)) {
    const operation = isMethod(key) && !found.has(key.toUpperCase()) ? child(owner, key) : undefined;
    if (operation !== undefined) found.set(key.toUpperCase(), operation);
  }
}
