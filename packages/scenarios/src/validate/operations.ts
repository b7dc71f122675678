import { type ApiDocument, type Operation, type OperationEntry, tryReadOperation } from '@mockloop/spec-parser';
import { compilePath, normalizePath } from '../match/match-path.ts';

/** The operations of a document, as rules name them. */
export interface Operations {
  readonly all: readonly OperationEntry[];
  /** Those with a path: that very template, else all whose paths it covers, else those that it is a path of. */
  at(path: string): readonly OperationEntry[];
  /** `undefined` where the document is wrong there. */
  read(entry: OperationEntry): Operation | undefined;
}

export function createOperations(document: ApiDocument): Operations {
  const entries = document.operations.map((entry) => ({
    entry,
    paths: pathsOf(entry),
    pattern: compilePath(entry.path),
  }));
  return {
    all: document.operations,
    at: memo((path: string) => {
      const pattern = compilePath(path);
      const exact = entries.filter(({ paths }) => paths.some((known) => normalizePath(known) === pattern.normalized));
      const found =
        exact.length > 0
          ? exact
          : entries.filter(({ entry, paths, pattern: template }) =>
              pattern.isTemplate
                ? withoutBase(path, entry).some((candidate) => template.matches(candidate))
                : paths.some((known) => pattern.matches(known)),
            );
      return found.map(({ entry }) => entry);
    }),
    read: memo((entry: OperationEntry) => tryReadOperation(document, entry)),
  };
}

/** The template, and with each base path before it. */
function pathsOf({ path, basePaths }: OperationEntry): readonly string[] {
  return [path, ...basePaths.filter((base) => base !== '').map((base) => `${base}${path}`)];
}

function withoutBase(path: string, { basePaths }: OperationEntry): readonly string[] {
  return [path, ...basePaths.filter((base) => path.startsWith(`${base}/`)).map((base) => path.slice(base.length))];
}

function memo<K, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, { readonly value: V }>();
  return (key) => {
    const found = known.get(key) ?? { value: compute(key) };
    known.set(key, found);
    return found.value;
  };
}
