import type { Schemas } from '@mockloop/schema';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { StorageHost } from '../admin/storage-host.ts';
import type { Responder } from '../responder.ts';
import type { World } from '../worlds/world.ts';
import { createStorageHost } from './create-storage-host.ts';
import { prepareStorage } from './prepare-storage.ts';
import { Storage } from './storage.ts';
import { StorageJournal } from './storage-journal.ts';
import type { StorageSettings } from './storage-settings.ts';

/** The storage of a mock, whichever document it serves. */
export interface OpenedStorage {
  /** @throws {StorageSettingsError} when the settings cannot be followed for this document. */
  prepare(document: ApiDocument): Promise<ConnectStorage>;
  /** Fills the default world with what the file has, and keeps what changes from then on. */
  keep(world: World): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Makes what answers from storage, and what the admin API asks of it. */
export type ConnectStorage = (options: ConnectOptions) => { readonly responder: Responder; readonly host: StorageHost };

interface ConnectOptions {
  readonly schemas: Schemas;
  readonly seed: string;
  readonly report: (message: string) => void;
}

/** @throws {JournalError} when the file that is to be kept cannot be read. */
export async function openStorage(
  settings: StorageSettings,
  onProblem: (message: string) => void,
): Promise<OpenedStorage> {
  const { persist } = settings;
  const journal = persist === undefined ? undefined : await StorageJournal.open({ file: persist, onProblem });
  return {
    async prepare(document) {
      const { notices, ...prepared } = await prepareStorage(document, settings);
      for (const notice of notices) onProblem(notice);
      return (options) => {
        const storage = new Storage({ ...prepared, ...options });
        return { responder: storage, host: createStorageHost(storage) };
      };
    },
    keep(world) {
      if (journal === undefined) return;
      world.update({ storage: journal.state });
      world.onStorage = (storage) => journal.record(storage);
    },
    close: async () => journal?.close(),
  };
}
