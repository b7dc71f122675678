import { relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ApiDocument, bundleDocument, checkDocument, loadDocument } from '../src/index.ts';
import { CORPUS, corpusDocuments, FIXTURES, fixtureDocuments, HAS_CORPUS } from './documents.ts';
import { readWholeDocument } from './read-whole-document.ts';

/** What nobody can resolve: references to the network, which are not followed, and to schemas that are not there. */
const UNREADABLE: Readonly<Record<string, readonly string[]>> = {
  'remote-refs-mockoon.yaml': [
    '/paths/~1cache-test/get/responses/200/content/application~1json/schema',
    '/paths/~1ext-ref/get/responses/200/content/application~1json/schema',
    '/paths/~1wrong-ext-ref/get/responses/200/content/application~1json/schema',
  ],
  'data_repository_service.openapi.yaml': ['/content/application~1json/schema/allOf/0'],
  'intercom-2.7-dangling-ref.yaml': [
    '/components/schemas/create_phone_switch_request/properties/custom_attributes',
    '/components/schemas/update_conversation_request/properties/custom_attributes',
  ],
};

const CASES = [
  ['fixtures', FIXTURES, fixtureDocuments()],
  ...(HAS_CORPUS ? [['corpus', CORPUS, corpusDocuments()] as const] : []),
] as const;

describe.each(CASES)('%s', (_name, folder, files) => {
  describe.each(files.map((file) => [relative(folder, file), file] as const))('%s', (_file, path) => {
    test('can be read whole', async () => {
      const document = await loadDocument(path);
      const { schemas, unreadable } = readWholeDocument(document);
      expect(unreadable.toSorted()).toEqual(UNREADABLE[path.split('/').at(-1) ?? ''] ?? []);
      for (const schema of schemas.values()) expect(['boolean', 'object']).toContain(typeof schema);
      expect(document.diagnostics.filter(({ code }) => !code.startsWith('REFERENCE_'))).toEqual([]);
      await expectSameWhenBundled(document, schemas.size);
    });

    test('is checked, every warning with its line', async () => {
      for (const diagnostic of await checkDocument(await loadDocument(path))) {
        expect(diagnostic).toMatchObject({
          severity: 'warning',
          message: expect.stringMatching(/\.$/),
          advice: expect.stringMatching(/^[A-Z].*\.$/s),
          line: expect.any(Number),
          column: expect.any(Number),
        });
      }
    });
  });
});

/** A document of one file is its own bundle. */
async function expectSameWhenBundled(document: ApiDocument, schemas: number): Promise<void> {
  const bundle = bundleDocument(document);
  if (bundle === document.source) return;
  const bundled = await loadDocument(JSON.stringify(bundle));
  const keys = document.operations.map(({ key }) => key);
  expect(bundled.operations.map(({ key }) => key)).toEqual(keys);
  expect(readWholeDocument(bundled).schemas.size).toBe(schemas);
}

test.runIf(HAS_CORPUS)('the corpus has 68 OpenAPI documents, and all of their operations are found', async () => {
  const files = corpusDocuments();
  expect(files).toHaveLength(68);
  let count = 0;
  for (const file of files) count += (await loadDocument(file)).operations.length;
  expect(count).toBe(6387);
});
