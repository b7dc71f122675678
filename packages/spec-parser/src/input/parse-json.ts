import type { Diagnostic } from '../diagnostic.ts';
import { SpecError } from '../errors.ts';
import { JsonScanner, JsonSyntaxError } from './json-scanner.ts';
import { lineColumnAt } from './line-column.ts';

export interface ParsedText {
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined where nobody has looked. */
  readonly repeatsKeys: boolean | undefined;
}

/**
 * Parses JSON. A comma behind the last item is accepted, with a warning. Of a key that is given twice the last counts.
 *
 * @throws {SpecError} `SYNTAX_INVALID`, with line and column.
 */
export function parseJson(text: string, file: string): ParsedText {
  try {
    return { value: JSON.parse(text), diagnostics: [], repeatsKeys: undefined };
  } catch {
    const commas = trailingCommas(text, file);
    const value: unknown = JSON.parse(blankOut(text, commas));
    return {
      value,
      diagnostics: commas.slice(0, 1).map((at) => trailingComma(text, file, at)),
      repeatsKeys: undefined,
    };
  }
}

function trailingCommas(text: string, file: string): number[] {
  const scanner = new JsonScanner(text);
  try {
    while (scanner.next() !== undefined);
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, column } = lineColumnAt(text, error.offset);
    throw new SpecError('SYNTAX_INVALID', `Not valid JSON: ${error.message}`, {
      advice: 'Correct the document there; a truncated download has to be fetched again.',
      file,
      line,
      column,
    });
  }
  return scanner.trailingCommas;
}

function blankOut(text: string, offsets: readonly number[]): string {
  let start = 0;
  const parts = offsets.map((offset) => {
    const part = `${text.slice(start, offset)} `;
    start = offset + 1;
    return part;
  });
  return parts.join('') + text.slice(start);
}

function trailingComma(text: string, file: string, offset: number): Diagnostic {
  return {
    severity: 'warning',
    code: 'TRAILING_COMMA',
    message: 'A comma stands behind the last item; other tools will refuse the document.',
    advice: 'Remove the comma.',
    file,
    pointer: '',
    ...lineColumnAt(text, offset),
  };
}
