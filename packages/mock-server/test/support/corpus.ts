import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.resolve(import.meta.dirname, '../../../..');
const CORPUS = path.resolve(REPOSITORY, '../shared/corpus');

export interface CorpusDocument {
  /** Relative to its folder. */
  readonly name: string;
  readonly file: string;
  readonly operations: number;
}

/** The committed fixtures and, where it is there, every OpenAPI document of the corpus. */
export function openApiDocuments(): readonly CorpusDocument[] {
  if (!existsSync(CORPUS)) {
    if (process.env.CI) throw new Error(`The corpus of documents is needed in CI: ${CORPUS} is not there`);
    return [];
  }
  const { documents } = JSON.parse(readFileSync(path.join(CORPUS, 'MANIFEST.json'), 'utf8')) as {
    documents: readonly { file: string; format: string; operations: number }[];
  };
  return documents
    .filter(({ format }) => format === 'openapi' || format === 'swagger')
    .map(({ file, operations }) => ({ name: file, file: path.join(CORPUS, file), operations }));
}
