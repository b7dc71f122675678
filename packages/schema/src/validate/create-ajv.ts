import { Ajv2020 } from 'ajv/dist/2020.js';
import type { RegExpLike } from 'ajv/dist/types/index.js';
import type { Pattern } from '../pattern/create-pattern.ts';
import { formats } from './formats.ts';
import { MARKED_KEYWORDS, markKeyword } from './marked-keyword.ts';
import { enumKeyword, uniqueItemsKeyword } from './sets.ts';

export interface CreateAjvOptions {
  readonly patternFor: (source: string) => Pattern;
  /** Finds all errors, and gives with each the schema and the value. Else it stops at the first. */
  readonly allErrors: boolean;
}

/** ajv for schemas that nobody vouches for: tolerant of what it does not know, with safe patterns and without slow keywords. */
export function createAjv({ patternFor, allErrors }: CreateAjvOptions): Ajv2020 {
  // ajv tells patterns apart by what `toString` says.
  const regExp = (source: string): RegExpLike =>
    Object.assign({ toString: () => source }, { test: patternFor(source).test });
  const ajv = new Ajv2020({
    ...{ strict: false, logger: false, meta: false, validateSchema: false, addUsedSchema: false, inlineRefs: false },
    ...{ allErrors, verbose: allErrors, formats, multipleOfPrecision: 9 },
    code: { optimize: false, regExp: Object.assign(regExp, { code: 'pattern' }) },
  });
  for (const definition of [enumKeyword, uniqueItemsKeyword]) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
  for (const keyword of MARKED_KEYWORDS) markKeyword(ajv, keyword);
  return ajv;
}
