import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ApiDocument, loadDocument } from '../src/index.ts';

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

export const FIXTURES: string = join(REPOSITORY, 'fixtures');

/** The large collection of documents beside the repository; not everybody has it, but CI does. */
export const CORPUS: string = join(REPOSITORY, '..', 'shared', 'corpus');

export const HAS_CORPUS: boolean = process.env.CI !== undefined || existsSync(CORPUS);

/** The documents of `fixtures/openapi`, without the files that they refer to. */
export function fixtureDocuments(): string[] {
  const readme = readFileSync(join(FIXTURES, 'README.md'), 'utf8');
  return [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map(([, file = '']) => join(FIXTURES, 'openapi', file));
}

/** The OpenAPI documents of the corpus. */
export function corpusDocuments(): string[] {
  const manifest: { documents: { file: string }[] } = JSON.parse(readFileSync(join(CORPUS, 'MANIFEST.json'), 'utf8'));
  return manifest.documents.filter(({ file }) => file.startsWith('openapi-')).map(({ file }) => join(CORPUS, file));
}

export interface Expectation {
  readonly file: string;
  readonly expect: 'accept' | 'accept-with-warning' | 'reject';
  readonly why: string;
}

export function brokenDocuments(folder: string): Expectation[] {
  return JSON.parse(readFileSync(join(folder, 'EXPECTED.json'), 'utf8')).files;
}

/** A document with one operation, `GET /things`, and what is given besides. */
export async function withOperation(operation: object, document: object = {}): Promise<ApiDocument> {
  return await loadDocument({
    openapi: '3.1.1',
    info: { title: 'Test', version: '1' },
    paths: { '/things': { get: { responses: { 200: { description: 'ok' } }, ...operation } } },
    ...document,
  });
}
