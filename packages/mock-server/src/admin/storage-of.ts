import { z } from '@hono/zod-openapi';
import type { AdminHost } from './admin-host.ts';
import { AdminProblem } from './admin-problem.ts';
import type { StorageHost, StoredCollection } from './storage-host.ts';

export const collectionSchema: z.ZodType<StoredCollection> = z
  .object({
    name: z.string(),
    path: z.string().optional(),
    items: z.number().int(),
    changed: z.boolean().openapi({ description: 'False: it has what it began with.' }),
  })
  .openapi('Collection');

/** @throws {AdminProblem} `CONFLICT` */
export function storageOf(host: AdminHost): StorageHost {
  const storage = host.storage();
  if (storage !== undefined) return storage;
  throw new AdminProblem(
    'CONFLICT',
    'This mock stores nothing. Start it with --stateful, or with `storage: {}` in code.',
  );
}

/** @throws {AdminProblem} `NOT_FOUND`, always. */
export function noSuchCollection(storage: StorageHost, name: string): never {
  const known = storage.inferred().collections.map((collection) => collection.name);
  const hint = known.length === 0 ? 'The document implies none.' : `There are ${known.slice(0, 50).join(', ')}.`;
  throw new AdminProblem('NOT_FOUND', `There is no collection ${JSON.stringify(name)}. ${hint}`);
}
