import { existsSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../../..');
const CORPUS = path.resolve(REPOSITORY, '../shared/corpus');

export const PETSTORE: string = path.join(REPOSITORY, 'examples/petstore.yaml');

const COMMITTED = [
  'examples/petstore.yaml',
  'fixtures/openapi/2.0/petstore-complete.yaml',
  'fixtures/openapi/3.0/redocly-pets.yaml',
  'fixtures/openapi/3.1/museum.yaml',
  'fixtures/openapi/3.2/oas32-features.json',
];

/** GitHub's and Stripe's documents are too large to be committed. */
const LARGE = ['openapi-3.0/github-ghes-3.6.json', 'openapi-3.0/stripe.yaml'];

/** The committed documents, and the large ones where the corpus is there: name and file. */
export function documentFiles(): readonly (readonly [name: string, file: string])[] {
  if (!existsSync(CORPUS) && process.env.CI) throw new Error(`The corpus is needed in CI: ${CORPUS} is not there`);
  const large = existsSync(CORPUS) ? LARGE.map((name) => [name, path.join(CORPUS, name)] as const) : [];
  return [...COMMITTED.map((name) => [name, path.join(REPOSITORY, name)] as const), ...large];
}
