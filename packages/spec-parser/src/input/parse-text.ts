import { SpecError } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';
import { beginsLikeJson } from './begins-like-json.ts';
import { decodeText } from './decode-text.ts';
import { bracketDepth } from './measure-depth.ts';
import { tooDeep } from './measure-value.ts';
import { type ParsedText, parseJson } from './parse-json.ts';
import { parseYaml } from './parse-yaml.ts';
import { formatOfText } from './recognise-format.ts';

export interface ParsedSource extends ParsedText {
  readonly text: string;
}

/**
 * Parses a JSON or YAML file.
 *
 * @throws {SpecError} `NOT_TEXT`, `SYNTAX_INVALID`, `LIMIT_EXCEEDED`, or `FORMAT_UNSUPPORTED` for the text of another format.
 */
export async function parseText(bytes: Uint8Array, file: string, limits: LoadLimits): Promise<ParsedSource> {
  if (bytes.length > limits.maxBytes) throw tooLong(limits.maxBytes, file);
  const { text, encoding } = decodeText(bytes, file);
  if (!/\S/.test(text)) throw empty(file);
  const parsed = await parse(text, file, { bytes: encoding === 'utf-8' ? bytes : Buffer.from(text), limits });
  if (encoding === 'utf-8') return { ...parsed, text };
  return { ...parsed, text, diagnostics: [unusualEncoding(encoding, file), ...parsed.diagnostics] };
}

export function tooLong(maxBytes: number, file: string): SpecError {
  return new SpecError('LIMIT_EXCEEDED', `The file is larger than ${maxBytes} bytes.`, {
    advice: 'Split it, or raise the limit.',
    file,
  });
}

interface ParseOptions {
  readonly bytes: Uint8Array;
  readonly limits: LoadLimits;
}

async function parse(text: string, file: string, { bytes, limits }: ParseOptions): Promise<ParsedText> {
  if (beginsLikeJson(text)) {
    if (bracketDepth(bytes) > limits.maxDepth) throw tooDeep(limits.maxDepth, file);
    return parseJson(text, file);
  }
  try {
    return await parseYaml(text, file, limits);
  } catch (error) {
    const format = formatOfText(text);
    if (!(error instanceof SpecError) || error.code !== 'SYNTAX_INVALID' || format === undefined) throw error;
    throw unsupportedFormat(format, file);
  }
}

export function unsupportedFormat(format: string, file: string): SpecError {
  return new SpecError('FORMAT_UNSUPPORTED', `This looks like ${format}, which cannot be served.`, {
    advice: 'Give an OpenAPI document: 2.0 (Swagger), 3.0, 3.1 or 3.2, as JSON or YAML.',
    file,
  });
}

function empty(file: string): SpecError {
  const advice = 'Give an OpenAPI document: 2.0 (Swagger), 3.0, 3.1 or 3.2, as JSON or YAML.';
  return new SpecError('DOCUMENT_INVALID', 'The document is empty.', { advice, file });
}

function unusualEncoding(encoding: string, file: string): ParsedText['diagnostics'][number] {
  return {
    severity: 'warning',
    code: 'ENCODING_UNUSUAL',
    message: `The text is ${encoding.toUpperCase()}; other tools will refuse it.`,
    advice: 'Save the document as UTF-8.',
    file,
    pointer: '',
    line: 1,
    column: 1,
  };
}
