import type { ApiDocument } from '../document.ts';
import { SpecError } from '../errors.ts';
import type { Operation, OperationEntry } from '../model.ts';

/** An operation; `undefined` where the document is wrong there, e.g. where a reference leads nowhere. */
export function tryReadOperation(document: ApiDocument, entry: OperationEntry): Operation | undefined {
  try {
    return document.readOperation(entry);
  } catch (error) {
    if (error instanceof SpecError) return undefined;
    throw error;
  }
}
