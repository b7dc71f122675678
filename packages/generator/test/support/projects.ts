import { mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type ApiDocument, DEFAULT_LIMITS, loadDocument, parseYaml } from '@mockloop/spec-parser';
import { onTestFinished } from 'vitest';
import { type GeneratedProject, type GenerateProjectOptions, generateProject } from '../../src/index.ts';

/** The document that ships with the repository. */
export const petstore: string = join(import.meta.dirname, '../../../../examples/petstore.yaml');

/** An empty folder that goes with the test. */
export async function newFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mockloop-generator-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Generated extends GeneratedProject {
  readonly document: ApiDocument;
  /** The text of one of its files. */
  read(file: string): Promise<string>;
}

/** Writes a project without a mock of its own, unless told otherwise: `api` in a new folder. */
export async function generate(
  source: string | object,
  options: Partial<GenerateProjectOptions> = {},
): Promise<Generated> {
  const document = await loadDocument(source);
  const { folder = join(await newFolder(), 'api'), runtime = { version: '1.2.3', use: 'package' } } = options;
  const project = await generateProject({ ...options, document, folder, runtime });
  return { ...project, document, read: (file) => readFile(join(folder, file), 'utf8') };
}

/** The example of a handler as it is when somebody has removed its `//`. */
export async function uncommentExample(folder: string): Promise<void> {
  const file = join(folder, 'handlers/example.ts');
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(/^( *)\/\/ /gm, '$1'));
}

/** A document with these paths, and components. */
export function documentWith(paths: object, schemas: object = {}): object {
  return { openapi: '3.1.0', info: { title: 'Shop', version: '1' }, paths, components: { schemas } };
}

/** What a YAML text says. */
export async function readYaml(text: string): Promise<unknown> {
  return (await parseYaml(text, 'test.yaml', DEFAULT_LIMITS)).value;
}

/** Every file below a folder with its bytes as text. */
export async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map(async (file) => [relative(folder, file), await readFile(file, 'latin1')]));
  return Object.fromEntries(texts.toSorted());
}
