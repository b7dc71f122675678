interface Node<Value> {
  value?: Value;
  readonly next: Map<unknown, Node<Value>>;
}

/**
 * A map from tuples of values that forgets what was not used lately: it holds between `size` and `2 * size` tuples.
 * Following the parts one by one costs less than joining them to a key, and no two tuples are mixed up.
 */
export class RecentTuples<Value> {
  readonly #size: number;
  #young: Node<Value> = { next: new Map() };
  #old: Node<Value> = { next: new Map() };
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  get(tuple: readonly unknown[]): Value | undefined {
    const young = find(this.#young, tuple);
    if (young !== undefined) return young;
    const old = find(this.#old, tuple);
    if (old !== undefined) this.set(tuple, old);
    return old;
  }

  set(tuple: readonly unknown[], value: Value): void {
    if (this.#count >= this.#size) {
      this.#old = this.#young;
      this.#young = { next: new Map() };
      this.#count = 0;
    }
    let node = this.#young;
    for (const part of tuple) {
      let next = node.next.get(part);
      if (next === undefined) {
        next = { next: new Map() };
        node.next.set(part, next);
      }
      node = next;
    }
    node.value = value;
    this.#count++;
  }

  clear(): void {
    this.#young = { next: new Map() };
    this.#old = { next: new Map() };
    this.#count = 0;
  }
}

function find<Value>(root: Node<Value>, tuple: readonly unknown[]): Value | undefined {
  let node: Node<Value> | undefined = root;
  for (const part of tuple) {
    node = node.next.get(part);
    if (node === undefined) return undefined;
  }
  return node.value;
}
