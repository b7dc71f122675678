import { type BodyResult, problem } from './body-result.ts';
import { readJsonText } from './json-body.ts';

/** JSON Lines, also called NDJSON: a value on each line; empty lines are passed over (https://jsonlines.org). */
export function readJsonLines(text: string): BodyResult {
  return readEach(text.split('\n'), (index) => `line ${index + 1}`);
}

/** Values that each begin with a record separator (RFC 7464). */
export function readJsonSequence(text: string): BodyResult {
  const [before = '', ...records] = text.split('\u001e');
  if (before.trim() !== '') return problem('BAD_JSON', 'does not begin with a record separator (U+001E)');
  return readEach(records, (index) => `record ${index + 1}`);
}

/** @param items An array, or one value for a sequence of one. */
export function writeJsonLines(items: unknown): string {
  return listOf(items)
    .map((item) => `${JSON.stringify(item)}\n`)
    .join('');
}

export function writeJsonSequence(items: unknown): string {
  return listOf(items)
    .map((item) => `\u001e${JSON.stringify(item)}\n`)
    .join('');
}

export function listOf(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items : [items];
}

function readEach(texts: readonly string[], place: (index: number) => string): BodyResult {
  const value: unknown[] = [];
  for (const [index, text] of texts.entries()) {
    if (/^[ \t\r\n]*$/.test(text)) continue;
    const result = readJsonText(text);
    if ('problems' in result) {
      return {
        problems: result.problems.map((one) => ({
          ...one,
          message: `has a mistake in ${place(index)}: it ${one.message}`,
        })),
      };
    }
    value.push(result.value);
  }
  return { value };
}
