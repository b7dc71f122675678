import { nearestName } from '@mockloop/schema';
import type { OperationEntry } from '@mockloop/spec-parser';
import { nearestOperations } from '../nearest-operations.ts';

/** Finds operations by what a person calls them: their operationId, or `GET /pets/{petId}`. */
export class OperationNames {
  readonly #operations: readonly OperationEntry[];
  readonly #ids = new Map<string, OperationEntry>();
  readonly #keys = new Map<string, OperationEntry>();

  constructor(operations: readonly OperationEntry[]) {
    this.#operations = operations;
    for (const entry of operations) {
      if (entry.operationId !== undefined && !this.#ids.has(entry.operationId)) this.#ids.set(entry.operationId, entry);
      for (const base of ['', ...entry.basePaths]) {
        const key = keyOf(entry.method, base + entry.path);
        if (!this.#keys.has(key)) this.#keys.set(key, entry);
      }
    }
  }

  /** Names of path parameters, the case of the method, and the base path of the server do not count. */
  find(name: string): OperationEntry | undefined {
    const byId = this.#ids.get(name);
    if (byId !== undefined) return byId;
    const parts = methodAndPath(name);
    return parts && this.#keys.get(keyOf(...parts));
  }

  /** The name that was probably meant, if one is near. */
  nearest(name: string): string | undefined {
    const parts = methodAndPath(name);
    if (parts === undefined) return nearestName(name, this.#ids.keys());
    return nearestOperations(this.#operations, ...parts)[0]?.key;
  }
}

function methodAndPath(name: string): [method: string, path: string] | undefined {
  const [, method, path] = /^\s*([!#$%&'*+.^_`|~\w-]+)\s+(\/\S*)\s*$/.exec(name) ?? [];
  return method === undefined || path === undefined ? undefined : [method.toUpperCase(), path];
}

function keyOf(method: string, path: string): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
}
