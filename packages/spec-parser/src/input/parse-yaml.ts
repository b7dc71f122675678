import type { Document } from 'yaml';
import type { Diagnostic } from '../diagnostic.ts';
import { SpecError } from '../errors.ts';
import type { LoadLimits } from '../limits.ts';
import { measureValue, tooDeep } from './measure-value.ts';
import type { ParsedText } from './parse-json.ts';

/**
 * Parses YAML 1.2 (core schema: `no`, `on` and dates are strings) with merge keys. js-yaml reads it, since it is the
 * fastest; what it refuses, `yaml` reads, which also takes flow collections that close too far left, unknown tags and
 * the like. Of a key that is given twice the last counts.
 *
 * @throws {SpecError} `SYNTAX_INVALID` with line and column, or `LIMIT_EXCEEDED`.
 */
export async function parseYaml(text: string, file: string, limits: LoadLimits): Promise<ParsedText> {
  const parsed = (await parseFast(text, file, limits)) ?? (await parseTolerantly(text, file, limits));
  if (ALIAS.test(text)) measureValue(parsed.value, limits, file);
  return parsed;
}

const ALIAS = /[\s[{,]\*[^\s*]/;

async function parseFast(text: string, file: string, limits: LoadLimits): Promise<ParsedText | undefined> {
  const { CORE_SCHEMA, load, mergeTag, YAMLException } = await import('js-yaml');
  const options = {
    schema: CORE_SCHEMA.withTags(mergeTag),
    maxDepth: limits.maxDepth,
    maxTotalMergeKeys: limits.maxNodes,
  };
  for (const repeatsKeys of [false, true]) {
    try {
      // `json` is js-yaml's name for accepting a key twice.
      return { value: load(text, { ...options, json: repeatsKeys }), diagnostics: [], repeatsKeys };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      if (error.reason.startsWith('nesting exceeded')) throw tooDeep(limits.maxDepth, file);
      if (error.reason !== 'duplicated mapping key') return undefined;
    }
  }
  return undefined;
}

async function parseTolerantly(text: string, file: string, limits: LoadLimits): Promise<ParsedText> {
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
  return new SpecError('SYNTAX_INVALID', `Not valid YAML: ${reason}.`, {
    advice: 'Check the aliases (`*name`) and merge keys (`<<`), and the anchors (`&name`) that they refer to.',
    file,
    cause,
  });
}

type YamlProblem = Document['errors'][number] | Document['warnings'][number];

function syntaxError(problem: YamlProblem, file: string): SpecError {
  const isSeveral = problem.code === 'MULTIPLE_DOCS';
  const message = isSeveral
    ? 'There are several YAML documents in the file, so which one is meant is not known.'
    : `Not valid YAML: ${reasonOf(problem)}`;
  const advice = isSeveral ? 'Keep one of them in a file of its own.' : 'Correct the indentation or quoting there.';
  return new SpecError('SYNTAX_INVALID', message, { advice, file, ...lineColumnOf(problem) });
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
