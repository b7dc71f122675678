import { access, readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import schema from '../../mockloop.schema.json' with { type: 'json' };
import { InputError } from '../input-error.ts';
import { isMistake, type JsonText, readJsonText } from '../json-text.ts';
import { LATENCY_HELP, parseLatency } from '../parse-latency.ts';
import { checkValue, type FieldProblem } from './check-value.ts';
import type { Configuration } from './configuration.ts';

export interface ConfigurationFile {
  readonly file: string;
  readonly configuration: Configuration;
  /** Where it is JSON. */
  readonly text?: JsonText | undefined;
}

/** Looked for in the working directory, in this order. */
const NAMES = ['mockloop.json', 'mockloop.config.ts'];

/**
 * Reads the configuration file that is named, or else the one of the working directory.
 *
 * @returns `undefined` where none is named and there is none.
 * @throws {InputError} with everything that is wrong in it.
 */
export async function readConfiguration(named: string | undefined): Promise<ConfigurationFile | undefined> {
  const file = named ?? (await findConfiguration());
  if (file === undefined) return undefined;
  const { value, text } = /^\.m?[jt]s$/.test(extname(file)) ? await importFile(file) : await readJsonFile(file);
  const problems = [...checkValue(value, schema), ...checkLatency(value)];
  if (problems.length > 0) {
    throw new InputError(
      problems.map(({ pointer, message, advice }) => ({
        severity: 'error',
        code: 'CONFIGURATION_INVALID',
        message,
        advice,
        file,
        pointer,
        ...text?.placeOf(pointer),
      })),
    );
  }
  return { file, configuration: value as Configuration, text };
}

/** The texts that it takes are more than a JSON Schema says. */
function checkLatency(value: unknown): FieldProblem[] {
  const { latency } = (value ?? {}) as Configuration;
  if (typeof latency !== 'string' || parseLatency(latency) !== undefined) return [];
  const message = `${JSON.stringify(latency)} is no latency.`;
  return [{ pointer: '/latency', message, advice: `Expected ${LATENCY_HELP}.` }];
}

async function findConfiguration(): Promise<string | undefined> {
  const found: string[] = [];
  for (const name of NAMES) {
    const isThere = await access(name).then(
      () => true,
      () => false,
    );
    if (isThere) found.push(name);
  }
  if (found.length > 1) throw new Error(`There are ${found.join(' and ')}: say which one counts with --config.`);
  return found[0];
}

interface ReadFile {
  readonly value: unknown;
  readonly text?: JsonText | undefined;
}

async function readJsonFile(file: string): Promise<ReadFile> {
  const text = readJsonText(await readNamed(file));
  if (!isMistake(text)) return { value: text.value, text };
  const { message, line, column } = text;
  const advice = 'Correct it there.';
  throw new InputError([
    { severity: 'error', code: 'SYNTAX_INVALID', message, advice, file, pointer: '', line, column },
  ]);
}

async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'There is no such file' : String(error);
    throw new Error(`${file} cannot be read: ${reason}. Name a configuration file with --config.`, { cause: error });
  }
}

/** Node keeps modules for good: each reading is a module of its own. */
let readings = 0;

async function importFile(file: string): Promise<ReadFile> {
  const url = `${pathToFileURL(resolve(file)).href}?reading=${++readings}`;
  try {
    const module = (await import(url)) as { readonly default?: unknown };
    return { value: module.default };
  } catch (error) {
    throw new Error(`${file} cannot be loaded: ${String(error)}. Correct it; what it exports by default counts.`, {
      cause: error,
    });
  }
}
