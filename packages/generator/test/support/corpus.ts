import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const CORPUS = path.resolve(REPOSITORY, '../shared/corpus');

/** The committed fixtures and, where it is there, every OpenAPI document of the corpus. */
export function openApiDocuments(): readonly string[] {
  const fixtures = path.join(REPOSITORY, 'fixtures/openapi');
  const committed = globSync('*/*.{yaml,yml,json}', { cwd: fixtures }).map((file) => path.join(fixtures, file));
  if (!existsSync(CORPUS)) {
    if (process.env.CI) throw new Error(`The corpus of documents is needed in CI: ${CORPUS} is not there`);
    return committed;
  }
  const { documents } = JSON.parse(readFileSync(path.join(CORPUS, 'MANIFEST.json'), 'utf8')) as {
    documents: readonly { file: string; format: string }[];
  };
  const openApi = documents.filter(({ format }) => format === 'openapi' || format === 'swagger');
  return [...committed, ...openApi.map(({ file }) => path.join(CORPUS, file))];
}
