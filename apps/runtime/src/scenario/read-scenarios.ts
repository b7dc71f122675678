import { readFile } from 'node:fs/promises';
import { InputError } from '../input-error.ts';
import { isMistake, type JsonText, readJsonText } from '../json-text.ts';
import type { PackBinder } from './scenarios-of-pack.ts';

/** A scenario as somebody wrote it: nobody has looked whether it is one. */
export interface GivenScenario {
  readonly value: unknown;
  /** The file that it is from, or the address of its pack. */
  readonly source: string;
  /** Where it is from a file. */
  readonly text?: JsonText | undefined;
}

const PACK = 'scenario-pack://';

/**
 * Reads a scenario file, or makes the scenarios of a pack for a document.
 *
 * @param source A path or `scenario-pack://category/name`, with `#scenario` for one scenario of the pack.
 * @param bind Makes the scenarios of a pack for the document that is meant.
 * @throws {InputError} where the file is no JSON.
 */
export async function readScenarios(source: string, bind: PackBinder): Promise<readonly GivenScenario[]> {
  if (!source.startsWith(PACK)) return [await readScenarioFile(source)];
  const { scenariosOfPack } = await import('./scenarios-of-pack.ts');
  const scenarios = await scenariosOfPack(source, bind);
  return scenarios.map((value) => ({ value, source: `${source.replace(/#.*$/, '')}#${value.name}` }));
}

/** @throws {InputError} where it is no JSON. */
async function readScenarioFile(file: string): Promise<GivenScenario> {
  const text = readJsonText(await readNamed(file));
  if (!isMistake(text)) return { value: text.value, source: file, text };
  const { message, line, column } = text;
  throw new InputError([
    {
      severity: 'error',
      code: 'SYNTAX_INVALID',
      message,
      advice: 'A scenario file is JSON: correct it there.',
      file,
      pointer: '',
      line,
      column,
    },
  ]);
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(error);
    throw new Error(`The scenario ${file} cannot be read: ${reason}.`, { cause: error });
  }
}
