import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../../../../shared/corpus');

/** Whether the documents of others are at hand. Where the project is built they have to be. */
export function hasCorpus(): boolean {
  if (existsSync(FOLDER)) return true;
  if (process.env.CI) throw new Error(`There is no corpus in ${FOLDER}`);
  return false;
}

/** The texts of all OpenAPI documents of the corpus. */
export function corpusTexts(): readonly string[] {
  return ['openapi-2.0', 'openapi-3.0', 'openapi-3.1', 'openapi-3.2'].flatMap((version) =>
    readdirSync(path.join(FOLDER, version), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(json|ya?ml)$/.test(name))
      .map((name) => readFileSync(path.join(FOLDER, version, name), 'utf8')),
  );
}

/** A document of the corpus that is JSON. */
export function corpusJson(name: string): unknown {
  return JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8'));
}
