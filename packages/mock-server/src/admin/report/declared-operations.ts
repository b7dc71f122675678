import type { DeclaredOperation } from '@mockloop/analyzer';
import type { ApiDocument } from '@mockloop/spec-parser';

const known = new WeakMap<ApiDocument, readonly DeclaredOperation[]>();

/** What there is to cover in a document. Read once for each. */
export function declaredOperations(document: ApiDocument): readonly DeclaredOperation[] {
  const found = known.get(document);
  if (found !== undefined) return found;
  const operations = document.operations.map((entry) => {
    const { key, operationId } = entry;
    try {
      return { key, operationId, statuses: document.readOperation(entry).responses.map(({ status }) => status) };
    } catch {
      // The mock answers it with 501: nothing that it declares can be seen.
      return { key, operationId, statuses: [] };
    }
  });
  known.set(document, operations);
  return operations;
}
