import { bracketDepth, JsonScanner, JsonSyntaxError, lineColumnAt } from '@mockloop/spec-parser';
import { COMMUNITY_LIMITS } from './community-info.ts';
import type { ScenarioPack } from './pack.ts';
import { fileProblem, type PackProblem } from './pack-problem.ts';
import { validatePack } from './validate-pack.ts';

export interface ParsedPack {
  /** Absent where a problem is an error. */
  readonly pack?: ScenarioPack | undefined;
  readonly problems: readonly PackProblem[];
}

/** Deeper values are no packs, and would exhaust the stack of what looks at them. */
const MAX_DEPTH = 60;

/** Reads the bytes of a pack file, which may be anything. */
export function parsePack(bytes: Uint8Array, file: string): ParsedPack {
  const parsed = parseJsonFile(bytes, file, COMMUNITY_LIMITS.max_pack_bytes);
  if ('problem' in parsed) return { problems: [parsed.problem] };
  const problems = validatePack(parsed.value).map((problem) => ({ ...problem, file }));
  const isUsable = problems.every(({ severity }) => severity !== 'error');
  return isUsable ? { pack: parsed.value as ScenarioPack, problems } : { problems };
}

/** A value, or why there is none. */
export type ParsedJson = { readonly value: unknown } | { readonly problem: PackProblem };

export function parseJsonFile(bytes: Uint8Array, file: string, maxBytes: number): ParsedJson {
  if (bytes.length > maxBytes) return { problem: tooLarge(file, maxBytes) };
  if (bracketDepth(bytes) > MAX_DEPTH) {
    const message = `It is nested more than ${MAX_DEPTH} levels deep.`;
    return {
      problem: fileProblem(file, { code: 'TOO_DEEP', message, advice: 'Answer with less deeply nested bodies.' }),
    };
  }
  const text = decode(bytes);
  if (text === undefined) {
    return {
      problem: fileProblem(file, { code: 'NOT_TEXT', message: 'It is not UTF-8 text.', advice: 'Save it as UTF-8.' }),
    };
  }
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: notJson(file, text) };
  }
}

export function tooLarge(file: string, maxBytes: number): PackProblem {
  return fileProblem(file, {
    code: 'TOO_LARGE',
    message: `It has more than ${maxBytes} bytes.`,
    advice: 'Split it into several.',
  });
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function notJson(file: string, text: string): PackProblem {
  const { reason, offset } = firstSyntaxError(text);
  const { line, column } = lineColumnAt(text, offset);
  return fileProblem(file, {
    code: 'SYNTAX_INVALID',
    message: `Not valid JSON at line ${line}, column ${column}: ${reason}`,
    advice: 'Correct it there.',
  });
}

function firstSyntaxError(text: string): { readonly reason: string; readonly offset: number } {
  const scanner = new JsonScanner(text);
  try {
    while (scanner.next() !== undefined);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return { reason: error.message, offset: error.offset };
    throw error;
  }
  return { reason: 'a comma stands behind the last item.', offset: scanner.trailingCommas[0] ?? 0 };
}
