import type { Collection } from './collections.ts';
import { type Item, isItem } from './values.ts';

export interface Relocation {
  readonly collection: Collection;
  /** The ids in the item's path: of its parents, then its own. */
  readonly ids: readonly string[];
  /** The item's own ids in the example that it was made from. */
  readonly before: readonly string[];
  /** Members that were sent: they are as they are. */
  readonly sent: Item;
}

const MAX_DEPTH = 4;

/** A new item whose own URLs lead to it, and not to the example that it was made from. */
export function relocateItem(item: Item, relocation: Relocation): Item {
  const rewrite = rewriter(relocation);
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      Object.hasOwn(relocation.sent, name) ? value : rewriteDeep(value, rewrite, MAX_DEPTH),
    ]),
  );
}

function rewriteDeep(value: unknown, rewrite: (text: string) => string, depth: number): unknown {
  if (typeof value === 'string') return value.includes('/') ? rewrite(value) : value;
  if (!isItem(value) || depth === 0) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, rewriteDeep(member, rewrite, depth - 1)]),
  );
}

/** Finds the item's own path in a text, and the name that its ids make together: `octocat/Hello-World`. */
function rewriter({ collection, ids, before }: Relocation): (text: string) => string {
  const own = ids.slice(ids.length - before.length);
  const joined = before.length > 1 ? before.join('/') : undefined;
  const segments = collection.item?.shape.segments ?? [];
  return (text) => {
    if (joined !== undefined && text === joined) return own.join('/');
    const parts = text.split('/');
    const start = parts.findIndex((_, index) => matchesAt(parts, index, segments));
    if (segments.length === 0 || start === -1) return text;
    let next = 0;
    for (const [offset, segment] of segments.entries()) {
      if (segment.kind === 'literal') continue;
      const tail = /[{?#].*$/.exec(parts[start + offset] ?? '')?.[0] ?? '';
      parts[start + offset] = encodeURIComponent(ids[next] ?? '') + tail;
      next += segment.names.length;
    }
    return parts.join('/');
  };
}

type Segments = NonNullable<Collection['item']>['shape']['segments'];

function matchesAt(parts: readonly string[], start: number, segments: Segments): boolean {
  return (
    start + segments.length <= parts.length &&
    segments.every((segment, offset) => segment.kind === 'parameter' || segment.text === parts[start + offset])
  );
}
