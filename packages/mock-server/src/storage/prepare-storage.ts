import { createSchemas } from '@mockloop/schema';
import type { ApiDocument } from '@mockloop/spec-parser';
import { NO_CORRECTIONS, resolveCorrections } from './corrections.ts';
import { inferStorage } from './infer-storage.ts';
import { readSeeds } from './read-seeds.ts';
import type { StorageModel } from './storage-model.ts';
import { type SettingsProblem, type StorageSettings, StorageSettingsError } from './storage-settings.ts';
import type { Item } from './values.ts';

/** All that storage has to know before the first request. */
export interface PreparedStorage {
  readonly model: StorageModel;
  /** By the name of the collection. */
  readonly seeds: ReadonlyMap<string, readonly Item[]>;
  /** What is worth knowing of the settings, and no problem: for people. */
  readonly notices: readonly string[];
}

/**
 * Infers what a document's API keeps, and checks what the settings say of it. Without corrections and seeds this reads
 * paths alone.
 *
 * @throws {StorageSettingsError} with every problem and its place, when the settings cannot be followed.
 */
export async function prepareStorage(document: ApiDocument, settings: StorageSettings = {}): Promise<PreparedStorage> {
  const problems: SettingsProblem[] = [];
  const isCorrected = settings.collections !== undefined || settings.operations !== undefined;
  const corrections = isCorrected ? resolveCorrections(document, settings, problems) : NO_CORRECTIONS;
  const model = inferStorage(document, corrections);
  if (settings.seed === undefined) return finish({ model, seeds: new Map(), notices: [] }, problems);
  const schemas = createSchemas({ source: (uri) => document.schema(uri) });
  const notices: string[] = [];
  const notice = (message: string): void => void notices.push(message);
  const seeds = await readSeeds(settings.seed, { model, schemas, notice }, problems);
  return finish({ model, seeds, notices }, problems);
}

function finish(prepared: PreparedStorage, problems: readonly SettingsProblem[]): PreparedStorage {
  if (problems.length > 0) throw new StorageSettingsError(problems);
  return prepared;
}
