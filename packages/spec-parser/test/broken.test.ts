import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkDocument, type Diagnostic, loadDocument, SpecError } from '../src/index.ts';
import { brokenDocuments, CORPUS, type Expectation, FIXTURES, HAS_CORPUS } from './documents.ts';
import { readWholeDocument } from './read-whole-document.ts';

/** Whether a schema can be met, and how its patterns behave, is for those to say who generate and validate. */
const NOT_FOR_A_PARSER =
  /^(?:regex-redos|constraints-impossible|schema-false|recursion-(?:required|array)|min-|unique-items)/;

/** Formats that are recognised, and refused by name. */
const OTHER_FORMAT = /\.(?:graphql|proto|har|raml|apib)$|^postman|^asyncapi/;

const CASES = [['fixtures', FIXTURES], ...(HAS_CORPUS ? [['corpus', CORPUS] as const] : [])] as const;

describe.each(CASES)('%s', (_name, parent) => {
  const folder = join(parent, 'broken');
  test.each(brokenDocuments(folder).map((expectation) => [expectation.file, expectation] as const))(
    '%s is treated as expected',
    async (file, expectation) => {
      const verdict = await judge(join(folder, file));
      expect(verdict.outcome, JSON.stringify(verdict)).toBe(outcomeFor(expectation));
      expect(JSON.stringify(verdict)).not.toContain('root:');
    },
  );
});

interface Verdict {
  readonly outcome: Expectation['expect'];
  readonly diagnostics: readonly Diagnostic[];
  readonly error?: SpecError;
}

async function judge(path: string): Promise<Verdict> {
  try {
    const document = await loadDocument(path);
    readWholeDocument(document);
    const diagnostics = await checkDocument(document);
    return { outcome: diagnostics.length === 0 ? 'accept' : 'accept-with-warning', diagnostics };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return { outcome: 'reject', diagnostics: [], error };
  }
}

function outcomeFor({ file, expect: outcome }: Expectation): Expectation['expect'] {
  if (OTHER_FORMAT.test(file)) return 'reject';
  // A document that holds itself cannot be written out as JSON again; EXPECTED.json allows to reject it.
  if (file === 'yaml-alias-cycle.yaml') return 'reject';
  return NOT_FOR_A_PARSER.test(file) && outcome === 'accept-with-warning' ? 'accept' : outcome;
}

const broken = (file: string): string => join(FIXTURES, 'broken', file);

test.each([
  ['truncated.json', 'SYNTAX_INVALID', 155, 43],
  ['truncated.yaml', 'SYNTAX_INVALID', 42, 39],
  ['json-with-comments.json', 'SYNTAX_INVALID', 13, 3],
  ['invalid-yaml-bad-indent.yaml', 'SYNTAX_INVALID', 8, 19],
  ['paths-is-array.json', 'DOCUMENT_INVALID', 13, 3],
])('%s is refused as %s at line %i, column %i', async (file, code, line, column) => {
  await expect(loadDocument(broken(file))).rejects.toMatchObject({ name: 'SpecError', code, line, column });
});

test.each([
  ['html-page.yaml', 'FORMAT_UNSUPPORTED', /HTML/],
  ['gzipped.json', 'NOT_TEXT', /gzip/],
  ['binary.json', 'NOT_TEXT', /PNG/],
  ['version-4.json', 'VERSION_UNSUPPORTED', /4\.0\.0.*2\.0, 3\.0, 3\.1 and 3\.2/],
  ['yaml-alias-bomb.yaml', 'LIMIT_EXCEEDED', /aliases/],
  ['empty.yaml', 'DOCUMENT_INVALID', /empty/],
])('%s is refused as %s, saying what it is', async (file, code, message) => {
  await expect(loadDocument(broken(file))).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
});

test.each([
  ['operation-is-string.json', 'OPERATION_INVALID', '/paths/~1board/get', /GET \/board/],
  ['duplicate-keys.json', 'KEY_REPEATED', '/paths', /`paths`.*line 13.*line 14/],
  ['duplicate-keys.yaml', 'KEY_REPEATED', '/paths', /`paths`.*line 5 .*line 205/],
  ['ref-dangling-file.yaml', 'REFERENCE_UNRESOLVED', undefined, /user\.yaml/],
  ['ref-dangling.yaml', 'REFERENCE_UNRESOLVED', undefined, /#\/components\/schemas\/userr/],
  ['ambiguous-path-templates.json', 'PATH_AMBIGUOUS', undefined, /\/things\/\{id\}.*\/things\/\{name\}/],
  ['ambiguous-path-templates.json', 'PATH_PARAMETER_UNDECLARED', undefined, /`name`/],
  ['bad-status-codes.json', 'STATUS_INVALID', '/paths/~1things/get/responses/999', /999/],
  ['header-injection.json', 'HEADER_NAME_INVALID', undefined, /\\r\\n/],
  ['trailing-comma.json', 'TRAILING_COMMA', '', /comma/],
  ['proto-pollution.yaml', 'FIELD_UNKNOWN', '/paths/~1x/get/__proto__', /__proto__/],
])('%s is warned of as %s', async (file, code, pointer, message) => {
  const found = (await checkDocument(await loadDocument(broken(file)))).filter(
    (diagnostic) => diagnostic.code === code,
  );
  expect(found.some((diagnostic) => message.test(diagnostic.message))).toBe(true);
  if (pointer !== undefined) expect(found.map((diagnostic) => diagnostic.pointer)).toContain(pointer);
});

test('a document whose components are cut off has one warning, not one for each reference', async () => {
  const diagnostics = await checkDocument(await loadDocument(broken('truncated-still-valid.yaml')));
  expect(diagnostics.map(({ message }) => message)).toEqual([
    expect.stringMatching(/no `components` at the top of the document.* 51 places need it/),
  ]);
});

test('polluting keys stay keys of their own', async () => {
  for (const file of ['proto-pollution.json', 'proto-pollution.yaml']) await loadDocument(broken(file));
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  const document = await loadDocument(broken('proto-pollution.json'));
  const entry = document.operations.find(({ key }) => key === 'GET /__proto__');
  const uri = entry && document.readOperation(entry).responses[0]?.content[0]?.schema;
  const schema = document.schema(uri ?? '') as { properties: object };
  expect(Object.keys(schema.properties)).toContain('__proto__');
});

test('YAML is read by the rules of 1.2: no, on and dates are text, and 0123 is no octal number', async () => {
  const document = await loadDocument(broken('yaml-norway.yaml'));
  const [schema] = readWholeDocument(document).schemas.values();
  expect(schema).toMatchObject({
    required: ['code', 'on', 'when'],
    properties: {
      code: { enum: ['NO', 'SE', 'DK'] },
      on: { enum: ['on', 'off', 'yes', 'no'] },
      when: { examples: ['2020-01-01'] },
      zip: { examples: [123] },
    },
  });
});
