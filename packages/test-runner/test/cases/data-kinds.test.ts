import { expect, test } from 'vitest';
import { DATA_KINDS } from '../../src/cases/data-kinds.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import type { CaseKind } from '../../src/run/case-kind.ts';
import { BOOK, BOOKS } from '../support/books-document.ts';
import { type BookRules, booksServer } from '../support/books-server.ts';
import { runKinds } from '../support/run-case.ts';
import { serve } from '../support/serve.ts';

async function runOn(rules: BookRules, kinds: readonly CaseKind[] = DATA_KINDS): Promise<TestRun> {
  await using server = await serve(booksServer(rules));
  return await runKinds({ document: BOOKS, serverUrl: server.url, kinds });
}

function withMember(name: keyof typeof BOOK.properties, schema: object): object {
  return { ...BOOK, properties: { ...BOOK.properties, [name]: schema } };
}

test('nothing is found on a server that does what its document says', async () => {
  const { findings, suspicions, coverage } = await runOn({});
  expect(findings).toEqual([]);
  expect(suspicions).toEqual([]);
  expect(coverage.never_succeeded).toEqual([]);
});

/** What says how requests are checked. */
const LIMITS = DATA_KINDS.filter(({ phase }) => phase !== 'random');

const lenient = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return { title: 'x', pages: 1 };
  }
};

test.each<[what: string, rules: BookRules, check: string, signature: string]>([
  [
    'a maximum is not checked',
    { book: withMember('pages', { type: 'integer', minimum: 1 }) },
    'invalid-accepted',
    'maximum',
  ],
  [
    'a length is not checked',
    { book: withMember('title', { type: 'string', minLength: 1 }) },
    'invalid-accepted',
    'maxLength',
  ],
  ['a pattern is not checked', { book: withMember('shelf', { type: 'string' }) }, 'invalid-accepted', 'pattern'],
  ['a list of values is not checked', { book: withMember('genre', { type: 'string' }) }, 'invalid-accepted', 'enum'],
  [
    'items may be equal',
    { book: withMember('tags', { ...BOOK.properties.tags, uniqueItems: false }) },
    'invalid-accepted',
    'uniqueItems',
  ],
  ['a parameter is not checked', { maxLimit: 1_000 }, 'invalid-accepted', 'maximum'],
  ['a type is not checked', { book: withMember('genre', {}) }, 'wrong-type-accepted', 'type'],
  [
    'texts pass for numbers',
    { book: withMember('pages', { anyOf: [BOOK.properties.pages, { type: 'string', pattern: '^[0-9]{1,3}$' }] }) },
    'wrong-type-accepted',
    'type',
  ],
  [
    'a required member may be missing',
    { book: { ...BOOK, required: ['title'] } },
    'missing-required-member',
    'required pages',
  ],
  [
    'unknown members are taken',
    { book: { ...BOOK, additionalProperties: true } },
    'undeclared-member-accepted',
    'additionalProperties',
  ],
  ['a required field may be missing', { wantsReader: false }, 'missing-required-header', 'required'],
  ['JSON that breaks off is taken', { parse: lenient }, 'malformed-body-accepted', 'JSON that breaks off'],
  ['XML is taken where there is none', { parse: lenient }, 'wrong-media-type-accepted', 'application/xml'],
  ['no body is taken', { parse: lenient }, 'missing-body-accepted', 'required'],
  [
    'a minimum is one off',
    { book: withMember('pages', { type: 'integer', minimum: 2, maximum: 500 }) },
    'valid-rejected',
    'minimum',
  ],
  [
    'a length is one off',
    { book: withMember('title', { type: 'string', minLength: 1, maxLength: 29 }) },
    'valid-rejected',
    'maxLength',
  ],
  [
    'one of the values is refused',
    { book: withMember('genre', { type: 'string', enum: ['novel', 'essay'] }) },
    'valid-rejected',
    'enum',
  ],
  [
    'an optional member is needed',
    { book: { ...BOOK, required: ['title', 'pages', 'shelf'] } },
    'valid-rejected',
    'optional shelf',
  ],
  ['it breaks on some letters', { crash: ({ title }) => /[^ -~]/.test(String(title)) }, 'server-error', '500'],
])('%s: %s', async (_, rules, check, signature) => {
  const { findings } = await runOn(rules, check === 'server-error' ? DATA_KINDS : LIMITS);
  const found = findings.find((finding) => finding.check === check && finding.signature.includes(signature));
  expect(found, JSON.stringify(findings.map((finding) => [finding.check, finding.signature]))).toBeDefined();
});

test('a rule that no document can say stays a suspicion', async () => {
  // Poems are short.
  const rule = {
    ...BOOK,
    if: { properties: { genre: { const: 'poetry' } }, required: ['genre'] },
    then: { properties: { pages: { maximum: 100 } } },
  };
  const { findings } = await runOn({ book: rule }, LIMITS);
  expect(findings.filter(({ signature }) => !signature.startsWith('enum'))).toEqual([]);
});

test('what breaks a server is made small', async () => {
  const { findings } = await runOn({ crash: ({ title }) => String(title).includes('😀') });
  const [finding] = findings;
  expect(finding?.check).toBe('server-error');
  expect([...String(JSON.parse(finding?.evidence.at(-1)?.request_body ?? '{}').title)].length).toBeLessThan(20);
});
