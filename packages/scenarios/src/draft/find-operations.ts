import { nearestNames } from '@mockloop/schema';
import type { ApiDocument, OperationEntry } from '@mockloop/spec-parser';
import { createOperations, type Operations } from '../validate/operations.ts';

export interface FoundOperations {
  /** In document order, each once. */
  readonly operations: readonly OperationEntry[];
  /** What names no operation, and what is most like it. */
  readonly unknown: readonly { readonly name: string; readonly nearest?: string | undefined }[];
}

/** Names of a document that an unknown one is compared with. */
const MAX_NAMES = 2_000;

/**
 * The operations that names stand for: `GET /pets/{petId}`, a path or template with all of its methods, or an
 * `operationId`. Paths may have the server's base path or values in place of parameters.
 */
export function findOperations(document: ApiDocument, names: readonly string[]): FoundOperations {
  const operations = createOperations(document);
  const found = new Set<OperationEntry>();
  const unknown: { name: string; nearest?: string | undefined }[] = [];
  for (const name of names) {
    const entries = named(name.trim(), operations);
    for (const entry of entries) found.add(entry);
    if (entries.length === 0) unknown.push({ name, nearest: nearest(name, document) });
  }
  return { operations: document.operations.filter((entry) => found.has(entry)), unknown };
}

function named(name: string, operations: Operations): readonly OperationEntry[] {
  const byId = operations.all.filter(({ operationId }) => operationId === name);
  if (byId.length > 0) return byId;
  if (name.startsWith('/')) return operations.at(name);
  const [, method, path] = /^(\S+)\s+(\/.*)$/.exec(name) ?? [];
  if (method === undefined || path === undefined) return [];
  return operations.at(path).filter((entry) => entry.method === method.toUpperCase());
}

function nearest(name: string, { operations }: ApiDocument): string | undefined {
  const known = operations.slice(0, MAX_NAMES).flatMap(({ key, path, operationId }) => {
    if (name.startsWith('/')) return [path];
    return name.includes(' ') ? [key] : (operationId ?? key);
  });
  return nearestNames(name, new Set(known), 1)[0];
}
