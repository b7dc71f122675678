import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleDocument, checkDocument, loadDocument } from '../src/index.ts';
import { FIXTURES, withOperation } from './documents.ts';

test('a document of one file is its own bundle', async () => {
  const document = await withOperation({});
  expect(bundleDocument(document)).toBe(document.source);
});

test.each([
  ['2.0/petstore-separate/spec/swagger.json', ['definitions', 'Pet']],
  ['3.1/heyapi-full/full.yaml', ['components', 'schemas', 'ExternalSharedModel']],
  ['3.2/cafe-split/cafe.yaml', ['components', 'schemas', 'Order']],
])('%s becomes one document without references to files', async (file, component) => {
  const document = await loadDocument(join(FIXTURES, 'openapi', file));
  const before = JSON.stringify(document.source);
  const bundle = JSON.parse(JSON.stringify(bundleDocument(document)));
  expect(JSON.stringify(bundle)).not.toMatch(/"\$ref":"[^#]/);
  expect(component.reduce((value, key) => value[key], bundle)).toBeTypeOf('object');
  expect(JSON.stringify(document.source)).toBe(before);
  const warnings = await checkDocument(await loadDocument(bundle));
  expect(warnings.map(({ code }) => code).toSorted()).toEqual(
    (await checkDocument(document)).map(({ code }) => code).toSorted(),
  );
});

test('the text of an external example takes its place', async () => {
  const document = await loadDocument(join(FIXTURES, 'openapi/3.1/external-value/test-success.yaml'));
  const text = JSON.stringify(bundleDocument(document));
  expect(text).not.toContain('"externalValue":');
});
