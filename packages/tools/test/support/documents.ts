import { existsSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const CORPUS = path.resolve(REPOSITORY, '../shared/corpus');

/** The folder that tools read documents from. */
export const EXAMPLES: string = path.join(REPOSITORY, 'examples');

export const PETSTORE: string = path.join(EXAMPLES, 'petstore.yaml');

const COMMITTED = [
  'examples/petstore.yaml',
  'fixtures/openapi/2.0/petstore-complete.yaml',
  'fixtures/openapi/3.0/redocly-pets.yaml',
  'fixtures/openapi/3.1/museum.yaml',
  'fixtures/openapi/3.2/oas32-features.json',
];

/** The largest ones, and some of each version and kind. */
const CHOSEN = [
  'openapi-3.0/github-ghes-3.6.json',
  'openapi-3.0/stripe.yaml',
  'openapi-2.0/kubernetes.json',
  'openapi-2.0/slack-web-api.json',
  'openapi-2.0/docker-engine.yaml',
  'openapi-3.0/box.json',
  'openapi-3.0/okta-management.yaml',
  'openapi-3.0/httpbin.json',
  'openapi-3.1/openai.yaml',
  'openapi-3.1/discord.json',
];

export type NamedDocument = readonly [name: string, file: string];

/** Committed documents, and those of the corpus that are chosen where it is there. */
export function chosenDocuments(): readonly NamedDocument[] {
  return documentsWith(CHOSEN);
}

/** The same with GitHub's and Stripe's alone of the corpus, for what takes a mock of each. */
export function fewDocuments(): readonly NamedDocument[] {
  return documentsWith(CHOSEN.slice(0, 2));
}

function documentsWith(names: readonly string[]): readonly NamedDocument[] {
  const committed = COMMITTED.map((name) => [name, path.join(REPOSITORY, name)] as const);
  return hasCorpus() ? [...committed, ...names.map((name) => [name, path.join(CORPUS, name)] as const)] : committed;
}

function hasCorpus(): boolean {
  const isThere = existsSync(CORPUS);
  if (!isThere && process.env.CI) throw new Error(`The corpus is needed in CI: ${CORPUS} is not there`);
  return isThere;
}
