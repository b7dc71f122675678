import type { OperationEntry } from '@mockloop/spec-parser';

/** Where operations are served, and which of them are not. */
export interface ServedBelow {
  /** The path of the server's URL: as it is given, else the base path that most operations have. `''` for the root. */
  readonly basePath: string;
  readonly here: readonly OperationEntry[];
  /** They have servers of their own, with another base path: other servers, as far as the document says. */
  readonly elsewhere: readonly OperationEntry[];
}

/** @param given Path of the URL that a caller gave. */
export function servedBelow(operations: readonly OperationEntry[], given: string): ServedBelow {
  const counts = new Map<string, number>();
  for (const { basePaths } of operations)
    for (const base of basePaths.length === 0 ? [''] : basePaths) counts.set(base, (counts.get(base) ?? 0) + 1);
  const usual = [...counts].toSorted(([, a], [, b]) => b - a).map(([base]) => base);
  const path = given.replace(/\/+$/, '');
  // What stands behind other software often has a path before its own.
  const own = path === '' ? undefined : usual.filter((base) => base !== '' && path.endsWith(base));
  const base = own?.toSorted((a, b) => b.length - a.length)[0] ?? usual[0] ?? '';
  const { here = [], elsewhere = [] } = Object.groupBy(operations, ({ basePaths }) =>
    basePaths.length === 0 || basePaths.includes(base) ? 'here' : 'elsewhere',
  );
  return { basePath: path === '' ? base : path, here, elsewhere };
}
