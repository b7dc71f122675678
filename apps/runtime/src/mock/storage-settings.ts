import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { StorageSettings } from '@mockloop/mock-server';
import type { ApiDocument } from '@mockloop/spec-parser';
import type { MockPlan } from './mock-plan.ts';

/** How a mock is to store, with the file that it keeps it in; `false`: not at all. */
export function storageSettings({ storage, home }: MockPlan, document: ApiDocument): StorageSettings | false {
  if (storage === undefined) return false;
  const { persist = false, ...settings } = storage;
  if (persist === false) return settings;
  return { ...settings, persist: persist === true ? defaultFile(home, document.info.title) : persist };
}

/** One for each API. Its title is anyone's: only letters and digits of it become part of the name. */
function defaultFile(home: string, title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  const digest = createHash('sha256').update(title).digest('hex').slice(0, 8);
  return join(home, `storage-${slug}-${digest}.jsonl`);
}
