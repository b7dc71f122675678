import type { ApiDocument } from '@mockloop/spec-parser';
import type { StorageDescription } from './storage/describe-model.ts';
import type { StorageSettings } from './storage/storage-settings.ts';

/**
 * What a stateful mock of a document stores, and what each of its operations does.
 *
 * @throws {StorageSettingsError} for corrections that cannot be followed.
 */
export async function describeStorage(
  document: ApiDocument,
  corrections: Pick<StorageSettings, 'collections' | 'operations'> = {},
): Promise<StorageDescription> {
  // Loaded on use: a mock that stores nothing never needs it.
  const [{ prepareStorage }, { describeModel }] = await Promise.all([
    import('./storage/prepare-storage.ts'),
    import('./storage/describe-model.ts'),
  ]);
  const { model } = await prepareStorage(document, corrections);
  return describeModel(model);
}
