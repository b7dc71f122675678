import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentsOf, generate, newFolder } from './support/projects.ts';

/** Texts that end what they stand in, or begin something, in one of the languages of a project. */
const nasty = fc.oneof(
  fc.constantFrom(
    ...[
      "'",
      '"',
      '`',
      '\\',
      '\n',
      '\r\n',
      '\u2028',
      '\0',
      '\u202E',
      '\uD800',
      '\uFEFF',
      '$',
      '#',
      '%',
      '{',
      '}',
      '[',
      ']',
    ],
    ...[
      '*/',
      '/*',
      '//',
      '-->',
      '<!--',
      '<%',
      '%>',
      '<%~ it %>',
      '$\u007Bprocess.exit()}',
      '`$\u007B1}`',
      '__proto__',
      'constructor',
    ],
    ...[
      "'; process.exit(1); '",
      '"], "x": ["',
      '\nRUN rm -rf /\n',
      '\n- privileged: true',
      ': !!js/function',
      '@ts-ignore',
    ],
    ...[
      '@ts-expect-error',
      '/// <reference path="x" />',
      '*/ export const x = 1; /*',
      '](javascript:1)',
      '```',
      '$(id)',
      '\\u0027',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const text = fc.array(nasty, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

interface Texts {
  readonly title: string;
  readonly path: string;
  readonly id: string;
  readonly name: string;
  readonly words: string;
}

const HARMLESS: Texts = { title: 'Shop', path: 'orders', id: 'getOrder', name: 'Order', words: 'An order.' };

/** A document that has such texts wherever a document has texts. */
function documentOf({ title, path, id, name, words }: Texts): object {
  const pointer = `#/components/schemas/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1').toWellFormed())}`;
  const schema = {
    title: words,
    description: words,
    type: 'object',
    required: [name, words],
    properties: Object.fromEntries([[name, { enum: [words, name], description: words, deprecated: true }]]),
    example: { [words]: words },
  };
  return {
    openapi: '3.1.0',
    info: { title, version: words, description: words },
    servers: [{ url: '/', description: words }],
    tags: [{ name: words }],
    paths: {
      '/safe/{id}': { get: { operationId: 'safe', responses: { 200: { description: 'OK' } } } },
      [`/${path}`]: {
        post: {
          operationId: id,
          summary: words,
          description: words,
          tags: [words],
          deprecated: true,
          parameters: [
            { name, in: 'query', description: words, schema: { const: words } },
            { name, in: 'header', description: words, schema: { type: 'string' } },
          ],
          requestBody: { content: { 'application/json': { schema: { $ref: pointer }, example: words } } },
          responses: { 200: { description: words, content: { [words]: { schema } } }, default: { description: words } },
        },
      },
    },
    components: { schemas: Object.fromEntries([[name, schema]]) },
  };
}

/** What runs, or is read by a machine, and is neither the document nor its types. */
const FIXED = [
  '.dockerignore',
  '.gitignore',
  'Dockerfile',
  'compose.yaml',
  'handlers/example.ts',
  'k8s.yaml',
  'mockloop.json',
  'package.json',
  'server.ts',
  'tsconfig.json',
];

async function written(texts: Texts): Promise<Record<string, string>> {
  const { folder } = await generate(documentOf(texts), { folder: join(await newFolder(), 'shop') });
  return await contentsOf(folder);
}

test('no text of a document changes a byte of what runs, nor becomes anything but data in the rest', async () => {
  const harmless = await written(HARMLESS);
  const texts = fc.record({ title: text, path: text, id: text, name: text, words: text });
  await fc.assert(
    fc.asyncProperty(texts, async (hostile) => {
      const files = await written(hostile);
      for (const name of FIXED) expect([name, files[name]]).toEqual([name, harmless[name]]);
      expect(restOf(files['README.md'])).toBe(restOf(harmless['README.md']));
      expect(JSON.parse(utf8(files['openapi.json']))).toEqual(JSON.parse(JSON.stringify(documentOf(hostile))));
      expect(codeIn(utf8(files['types.d.ts']))).toBe('');
    }),
    { numRuns: 60, seed: 20_260_728 },
  );
}, 300_000);

test('the title is one line of the README that shows it as it is', async () => {
  const files = await written({ ...HARMLESS, title: '</h1><script>x</script> [a](b)\n\n```sh\nrm -rf *\n```' });
  expect(files['README.md']?.split('\n', 1)[0]).toBe(
    '# \\<\\/h1\\>\\<script\\>x\\<\\/script\\> \\[a\\]\\(b\\) \\`\\`\\`sh rm \\-rf \\* \\`\\`\\`: a mock',
  );
});

test('the example names no operation whose name needs care in code', async () => {
  const paths = { "/it's": { get: {} }, '/a\nb': { get: {} }, '/$\u007Bx}': { get: {} }, '/\\': { get: {} } };
  const { files } = await generate({ openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths });
  expect(files.map(({ path }) => path).filter((path) => path.startsWith('handlers/'))).toEqual(['handlers/.gitkeep']);
});

function restOf(readme: string | undefined): string {
  return readme?.slice(readme.indexOf('\n')) ?? '';
}

/** What is left of a declaration file without its types and comments. It does not parse if it throws. */
function codeIn(declarations: string): string {
  return stripTypeScriptTypes(declarations)
    .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .trim();
}

function utf8(text: string | undefined): string {
  return Buffer.from(text ?? '', 'latin1').toString();
}
