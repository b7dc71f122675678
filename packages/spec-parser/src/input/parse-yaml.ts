import type { YAMLException } from 'js-yaml';
import type { LoadLimits } from '../limits.ts';
import { measureValue, tooDeep } from './measure-value.ts';
import type { ParsedText } from './parse-json.ts';
import { parseYamlTolerantly, yamlSyntaxError } from './parse-yaml-tolerantly.ts';

/** What the tolerant reader may be given, in UTF-16 code units: it takes ten times the time and the memory. */
const MAX_TOLERANT_LENGTH = 4 * 1024 * 1024;

/**
 * Parses YAML 1.2 (core schema: `no`, `on` and dates are strings) with merge keys. js-yaml reads it, since it is the
 * fastest; what it refuses, `yaml` reads if it is not too long, which also takes flow collections that close too far
 * left, unknown tags and the like. Of a key that is given twice the last counts.
 *
 * @throws {SpecError} `SYNTAX_INVALID` with line and column, or `LIMIT_EXCEEDED`.
 */
export async function parseYaml(text: string, file: string, limits: LoadLimits): Promise<ParsedText> {
  const parsed = await parseFast(text, file, limits);
  if ('value' in parsed) {
    if (ALIAS.test(text)) measureValue(parsed.value, limits, file);
    return parsed;
  }
  if (text.length > MAX_TOLERANT_LENGTH) {
    const { line = 0, column = 0 } = parsed.mark ?? {};
    throw yamlSyntaxError(parsed.reason, { file, line: line + 1, column: column + 1 });
  }
  const tolerant = await parseYamlTolerantly(text, file, limits);
  measureValue(tolerant.value, limits, file);
  return tolerant;
}

const ALIAS = /[\s[{,]\*[^\s*]/;

/** Or why it is refused. */
async function parseFast(text: string, file: string, limits: LoadLimits): Promise<ParsedText | YAMLException> {
  const { CORE_SCHEMA, load, mergeTag, YAMLException } = await import('js-yaml');
  const schema = CORE_SCHEMA.withTags(mergeTag);
  // `json` is js-yaml's name for accepting a key twice.
  const parse = (json: boolean): ParsedText | YAMLException => {
    try {
      const options = { schema, json, maxDepth: limits.maxDepth, maxTotalMergeKeys: limits.maxNodes };
      return { value: load(text, options), diagnostics: [], repeatsKeys: json };
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      if (error.reason.startsWith('nesting exceeded')) throw tooDeep(limits.maxDepth, file);
      return error;
    }
  };
  const strict = parse(false);
  return 'reason' in strict && strict.reason === 'duplicated mapping key' ? parse(true) : strict;
}
