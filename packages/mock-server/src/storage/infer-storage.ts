import type { ApiDocument } from '@mockloop/spec-parser';
import { NO_CORRECTIONS, type ResolvedCorrections } from './corrections.ts';
import { StorageModel } from './storage-model.ts';

/**
 * Finds out what a document's API keeps: collections, their ids and parents, and what each operation does to them. Reads
 * nothing before it is asked.
 */
export function inferStorage(document: ApiDocument, corrections: ResolvedCorrections = NO_CORRECTIONS): StorageModel {
  return new StorageModel(document, corrections);
}
