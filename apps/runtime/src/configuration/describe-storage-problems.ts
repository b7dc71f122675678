import { readFile } from 'node:fs/promises';
import type { StorageSettingsError } from '@mockloop/mock-server';
import { InputError } from '../input-error.ts';
import { isMistake, readJsonText } from '../json-text.ts';
import type { ConfigurationFile } from './read-configuration.ts';

/** What storage cannot follow, with the lines of the files that say it. */
export async function describeStorageProblems(
  { problems }: StorageSettingsError,
  configuration: ConfigurationFile | undefined,
): Promise<InputError> {
  const diagnostics = problems.map(async ({ file, pointer, detail }) => {
    const [message = '', ...advice] = detail.split(/(?<=\.) /);
    const place = file === undefined ? `/storage${pointer}` : pointer;
    const text = file === undefined ? configuration?.text : await readPlaces(file);
    return {
      severity: 'error' as const,
      code: 'STORAGE_INVALID',
      message,
      advice: advice.join(' ') || 'See what there is with: mockloop validate <document> --show-storage',
      file: file ?? configuration?.file ?? '',
      pointer: place,
      ...text?.placeOf(place),
    };
  });
  return new InputError(await Promise.all(diagnostics));
}

/** Of a JSON file; YAML is not looked through. */
async function readPlaces(file: string): Promise<ConfigurationFile['text']> {
  const text = readJsonText(await readFile(file, 'utf8').catch(() => ''));
  return isMistake(text) ? undefined : text;
}
