import { readFile } from 'node:fs/promises';
import { inspect } from 'node:util';
import { handlerPlaceOf } from './module-versions.ts';

/**
 * Why a handler file could not be loaded: where, what, and what to do about it.
 *
 * @param file As it is to be named.
 */
export async function describeLoadProblem(file: string, path: string, error: unknown): Promise<string> {
  const { message, stack = '', code } = readError(error);
  const text = withoutVersions(message);
  const line = (await lineOfImport(text, path)) ?? placeIn(stack, path);
  return `${file}${line === undefined ? '' : `:${line}`}: ${text.split('\n')[0]}. ${adviceFor(code, text)}`;
}

/** What code throws may be anything. */
export function readError(error: unknown): { message: string; stack?: string | undefined; code?: string | undefined } {
  if (!(error instanceof Error)) return { message: inspect(error, { depth: 1 }) };
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { message: `${name}: ${message}`, stack, code };
}

function withoutVersions(text: string): string {
  return text.replaceAll(/\?mockloop-handlers=\d+/g, '');
}

/** Elsewhere than in the file itself, the place is a module that it imports. */
function placeIn(stack: string, path: string): string | undefined {
  const place = handlerPlaceOf(stack);
  if (place === undefined) return undefined;
  const { file, line, column } = place;
  const position = column === undefined ? String(line) : `${line}:${column}`;
  return file === path ? position : ` (${file}:${position})`;
}

/** Node does not say where an import that finds nothing stands. */
async function lineOfImport(message: string, path: string): Promise<string | undefined> {
  const [, wanted, importer] = /Cannot find (?:module|package) '([^']+)' imported from (.+)$/.exec(message) ?? [];
  if (wanted === undefined || importer === undefined) return undefined;
  const name = wanted.split(/[\\/]/).at(-1) ?? wanted;
  const lines = (await readFile(importer, 'utf8').catch(() => '')).split('\n');
  const index = lines.findIndex((line) => /\b(import|from)\b/.test(line) && line.includes(name));
  if (index === -1) return undefined;
  return importer === path ? String(index + 1) : ` (${importer}:${index + 1})`;
}

function adviceFor(code: string | undefined, message: string): string {
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX')
    return 'Node only strips types: write it without enums, namespaces, parameter properties and decorators.';
  if (code === 'ERR_MODULE_NOT_FOUND')
    return 'Correct the path, with the extension of the file (`./helper.ts`), or install the package.';
  if (/does not provide an export named/.test(message))
    return 'Correct the name; a type is imported with `import type`.';
  if (/\b(module|exports|require) is not defined in ES module/.test(message))
    return 'Handler files are ES modules: write `import` and `export`.';
  if (message.startsWith('SyntaxError') || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX') return 'Correct the syntax.';
  return 'Correct what the file does while it is loaded.';
}
