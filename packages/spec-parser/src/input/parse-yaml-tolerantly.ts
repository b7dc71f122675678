import type { Document } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { SpecError, type SpecErrorDetails } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';
import { tooDeep } from './measure-value.ts';
import type { ParsedText } from './parse-json.ts';

/**
 * Parses YAML as far as it can be understood.
 *
 * @throws {SpecError} `SYNTAX_INVALID`, mostly with line and column, or `LIMIT_EXCEEDED`.
 */
export async function parseYamlTolerantly(text: string, file: string, limits: LoadLimits): Promise<ParsedText> {
  const { parseDocument } = await import('yaml');
  try {
    const document = parseDocument(text, { merge: true, uniqueKeys: false, prettyErrors: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined) throw syntaxError(error, file);
    const value: unknown = document.toJS({ maxAliasCount: -1 });
    return { value, diagnostics: warningsOf(document, file), repeatsKeys: undefined };
  } catch (error) {
    if (error instanceof SpecError) throw error;
    // What `yaml` throws instead of collecting it: the end of the stack, and aliases and merge keys that lead nowhere.
    if (error instanceof RangeError) throw tooDeep(limits.maxDepth, file);
    throw badAlias(error, file);
  }
}

function badAlias(cause: unknown, file: string): SpecError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const advice = 'Check the aliases (`*name`) and merge keys (`<<`), and the anchors (`&name`) that they refer to.';
  return yamlSyntaxError(reason, { advice, file, cause });
}

type YamlProblem = Document['errors'][number] | Document['warnings'][number];

function syntaxError(problem: YamlProblem, file: string): SpecError {
  const place = { file, ...lineColumnOf(problem) };
  if (problem.code !== 'MULTIPLE_DOCS') return yamlSyntaxError(reasonOf(problem), place);
  const message = 'There are several YAML documents in the file, so which one is meant is not known.';
  return new SpecError('SYNTAX_INVALID', message, { advice: 'Keep one of them in a file of its own.', ...place });
}

/** @param reason As a YAML library gives it. */
export function yamlSyntaxError(reason: string, details: Partial<SpecErrorDetails>): SpecError {
  return new SpecError('SYNTAX_INVALID', `Not valid YAML: ${reason.replace(/\.?$/, '.')}`, {
    advice: 'Correct the indentation or quoting there.',
    ...details,
  });
}

function warningsOf(document: Document, file: string): Diagnostic[] {
  return document.warnings.map((warning) => ({
    severity: 'warning',
    code: 'YAML_UNUSUAL',
    message: reasonOf(warning),
    advice: 'Write it in plain YAML 1.2, so that every tool reads the same.',
    file,
    pointer: '',
    ...lineColumnOf(warning),
  }));
}

/** The first line of a message that `yaml` has illustrated, without its place. */
function reasonOf({ message }: YamlProblem): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '.');
}

function lineColumnOf({ linePos }: YamlProblem): { line?: number; column?: number } {
  const place = linePos?.[0];
  return place === undefined ? {} : { line: place.line, column: place.col };
}
