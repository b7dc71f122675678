import { _, type Ajv2020, type Code, type CodeKeywordDefinition, type KeywordCxt, Name } from 'ajv/dist/2020.js';

/** The keywords whose error comes after errors of subschemas that only explain it. */
export const MARKED_KEYWORDS = ['oneOf', 'anyOf', 'contains', 'propertyNames'] as const;

/**
 * The params of such an error. `marks` are counts of errors: before the first subschema, and after each. So the error at index `i` of a
 * list has the errors of its subschemas right before it: from `i - (last mark - first mark)`.
 */
export interface MarkedParams {
  readonly marks: readonly number[];
  readonly own: Readonly<Record<string, unknown>>;
}

/** Redefines one of those keywords to say in its params which of the errors before it are whose. ajv's flat list does not. */
export function markKeyword(ajv: Ajv2020, keyword: (typeof MARKED_KEYWORDS)[number]): void {
  const native = ajv.getKeyword(keyword);
  if (typeof native !== 'object' || !('code' in native)) throw new TypeError(`ajv has no keyword ${keyword}`);
  const nativeParams = native.error?.params;
  const marksOf = new WeakMap<object, readonly Name[]>();
  const marked: CodeKeywordDefinition = {
    ...native,
    keyword,
    error: {
      message: native.error?.message ?? '',
      params: (cxt) => {
        const own = typeof nativeParams === 'function' ? nativeParams(cxt) : (nativeParams ?? _`{}`);
        return _`{marks: [${join(marksOf.get(cxt) ?? [])}], own: ${own}}`;
      },
    },
    code(cxt, ruleType) {
      marksOf.set(cxt, countErrors(cxt));
      native.code(cxt, ruleType);
    },
  };
  ajv.removeKeyword(keyword);
  ajv.addKeyword(marked);
}

/** ajv's variable that counts the errors found so far in the function it generates. */
const errorCount = new Name('errors');

function countErrors(cxt: KeywordCxt): readonly Name[] {
  const branches: number = Array.isArray(cxt.schema) ? cxt.schema.length : 1;
  const start = cxt.gen.let('_mark', errorCount);
  const ends = Array.from({ length: branches }, () => cxt.gen.let('_mark', errorCount));
  const subschema = cxt.subschema.bind(cxt);
  cxt.subschema = (appl, valid) => {
    // The errors of each property's name are followed by an error of their own.
    if (cxt.keyword === 'propertyNames') cxt.gen.assign(start, errorCount);
    const result = subschema(appl, valid);
    const end = ends[typeof appl.schemaProp === 'number' ? appl.schemaProp : 0];
    if (end !== undefined) cxt.gen.assign(end, errorCount);
    return result;
  };
  return [start, ...ends];
}

function join(names: readonly Name[]): Code {
  return names.reduce<Code>((all, name, index) => (index === 0 ? _`${name}` : _`${all}, ${name}`), _``);
}
