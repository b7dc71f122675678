import { readFile } from 'node:fs/promises';

/** What a flag says: itself, or for `@file` the text of that file. */
export async function flagText(value: string): Promise<string> {
  return value.startsWith('@') ? readFile(value.slice(1), 'utf8') : value;
}

/** `undefined` for what is no JSON. */
export function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
