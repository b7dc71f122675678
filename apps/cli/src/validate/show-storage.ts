import { describeStorage, type StorageDescription, StorageSettingsError } from '@mockloop/mock-server';
import { print, printable, styled } from '@mockloop/runtime';
import { describeStorageProblems, readConfiguration } from '@mockloop/runtime/input';
import type { ApiDocument } from '@mockloop/spec-parser';

/**
 * What a stateful mock of a document would store, with the corrections of the configuration.
 *
 * @throws {InputError} for corrections that cannot be followed.
 */
export async function inferredStorage(document: ApiDocument, config: string | undefined): Promise<StorageDescription> {
  const found = await readConfiguration(config);
  const { collections, operations } = found?.configuration.storage ?? {};
  try {
    return await describeStorage(document, { collections, operations });
  } catch (error) {
    throw error instanceof StorageSettingsError ? await describeStorageProblems(error, found) : error;
  }
}

/** Collections with their ids and operations, then the operations that are answered from the document. */
export function printStorage({ collections, operations }: StorageDescription): void {
  for (const { name, path, item_path: itemPath, id, parents, set_by_server: own } of collections) {
    print(styled('bold', printable(name)));
    row('paths', [path, itemPath].filter((one) => one !== undefined).join(', '));
    row('id', id.join(', '));
    row('below', parents.join(', '));
    row('set by the mock', own.join(', '));
    for (const { operation, action, parameters } of operations.filter((one) => one.collection === name)) {
      row(action, operation);
      for (const [parameter, role] of Object.entries(parameters ?? {})) row('', `  ${parameter} ${role}`);
    }
    print();
  }
  const others = operations.filter(({ collection }) => collection === undefined);
  if (others.length > 0) print(styled('bold', 'answered from the document'));
  for (const { operation, why } of others) row('', `${operation}: ${why}`);
}

const NAME_WIDTH = 16;

function row(name: string, value: string): void {
  if (value !== '') print(`  ${printable(name).padEnd(NAME_WIDTH)} ${printable(value)}`.trimEnd());
}
