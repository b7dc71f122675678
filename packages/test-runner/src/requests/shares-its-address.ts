import type { ApiDocument, Operation } from '@mockloop/spec-parser';

const counts = new WeakMap<ApiDocument, ReadonlyMap<string, number>>();

/**
 * Whether a server cannot tell an operation from another one by method and path: documents have several on one URL, told apart by a
 * fragment or a query in their templates (`/queue#SendMessage`).
 */
export function sharesItsAddress({ method, path }: Pick<Operation, 'method' | 'path'>, document: ApiDocument): boolean {
  const known = counts.get(document) ?? count(document);
  counts.set(document, known);
  return (known.get(addressOf(method, path)) ?? 0) > 1;
}

function count(document: ApiDocument): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { method, path } of document.operations) {
    const address = addressOf(method, path);
    found.set(address, (found.get(address) ?? 0) + 1);
  }
  return found;
}

function addressOf(method: string, path: string): string {
  return `${method} ${path.replace(/[?#].*$/s, '').replace(/\{[^{}]*\}/g, '{}')}`;
}
