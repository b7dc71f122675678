/** Values by paths of which any step may be `*`. */
export interface PathTree<T> {
  readonly children: Map<string, PathTree<T>>;
  /** Of the paths that end here. */
  value?: T;
}

/** Where one is in several trees at once, as each step may match a name and `*`. */
export type PathPosition<T> = readonly PathTree<T>[];

export function pathTree<T>(paths: Iterable<readonly [steps: readonly string[], value: T]>): PathTree<T> {
  const root: PathTree<T> = { children: new Map() };
  for (const [steps, value] of paths) {
    let place = root;
    for (const name of steps) {
      const next: PathTree<T> = place.children.get(name) ?? { children: new Map() };
      place.children.set(name, next);
      place = next;
    }
    place.value = value;
  }
  return root;
}

export function descend<T>(position: PathPosition<T>, name: string): PathPosition<T> {
  return position.flatMap(({ children }) =>
    [children.get(name) ?? [], name === '*' ? [] : (children.get('*') ?? [])].flat(),
  );
}

/** Of the first path that ends here. */
export function valueAt<T>(position: PathPosition<T>): T | undefined {
  return position.find(({ value }) => value !== undefined)?.value;
}
