import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { OperationNames } from '../../src/handlers/operation-names.ts';
import { openApiDocuments } from '../support/corpus.ts';

const root = join(import.meta.dirname, '../../../..');
const isDocument = (file: string): boolean => /^\s*["']?(openapi|swagger)["']?\s*:/m.test(readFileSync(file, 'utf8'));
const fixtures = globSync(join(root, 'fixtures/openapi/**/*.{json,yaml}')).filter(isDocument);
const large = openApiDocuments().filter(({ operations }) => operations > 500);
const files = [join(root, 'examples/petstore.yaml'), ...fixtures, ...large.map(({ file }) => file)];

test.each(files.map((file) => relative(root, file)))(
  'every operation of %s is found by its id, its key, and its key under each base path',
  async (file) => {
    const { operations } = await loadDocument(join(root, file));
    const names = new OperationNames(operations);
    for (const { key, method, path, operationId, basePaths } of operations) {
      const sameShape = names.find(key);
      expect(sameShape?.method).toBe(method);
      expect(sameShape?.path.replaceAll(/\{[^}]*\}/g, '{}')).toBe(path.replaceAll(/\{[^}]*\}/g, '{}'));
      if (operationId !== undefined) expect(names.find(operationId)?.operationId).toBe(operationId);
      for (const base of basePaths) expect(names.find(`${method.toLowerCase()}  ${base}${path}`)).toBeDefined();
    }
  },
);

test.each([
  ['listPet', 'listPets'],
  ['get /pet', 'GET /pets'],
  ['', undefined],
])('what was meant by %j is %j', async (name, nearest) => {
  const { operations } = await loadDocument(join(root, 'examples/petstore.yaml'));
  expect(new OperationNames(operations).nearest(name)).toBe(nearest);
});
