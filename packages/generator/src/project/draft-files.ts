import { readdir, readFile } from 'node:fs/promises';
import nodePath from 'node:path';
import { type ApiDocument, bundleDocument } from '@mockloop/spec-parser';
import { COMPOSE, DOCKERFILE, DOCKERIGNORE, K8S } from '../templates/container.ts';
import { markdownText } from '../templates/markdown-text.ts';
import { EXAMPLE, GITIGNORE, SERVER, TSCONFIG } from '../templates/program.ts';
import { README } from '../templates/readme.ts';
import { isPlain, render, type TemplateData } from '../templates/render.ts';
import { documentTypes } from '../types/document-types.ts';
import { jsonText } from './generated-record.ts';

/** A file as it would be if nobody had changed it. */
export interface DraftFile {
  /** From the project's folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /**
   * `derived`: always written anew. `shared`: only where nobody changed it. `once`: only in a new project.
   */
  readonly rule: 'derived' | 'shared' | 'once';
}

export interface Drafts {
  readonly files: readonly DraftFile[];
  readonly warnings: readonly string[];
}

/** The version that `@mockloop/database` works with. */
const BETTER_SQLITE3 = '13.2.0';
const RUNTIME_PACKAGE = '@mockloop/runtime';

/** Also runs on a Node that would stop at `server.ts` with a stack; in every shell, that of Windows among them. */
const CHECK_NODE = `node -e "${[
  'if (!process.features.typescript) {',
  "console.error('This mock needs Node 22.18 or newer, which runs TypeScript; this is Node ' + process.versions.node + '. See https://nodejs.org');",
  'process.exitCode = 1; }',
].join(' ')}"`;

export interface DraftOptions {
  readonly document: ApiDocument;
  readonly data: Omit<TemplateData, 'module' | 'operation'>;
  /** The folder of the runtime to carry, or the version of the package to depend on. */
  readonly runtime: { readonly bundle: string } | { readonly version: string };
}

/** All files of a project but `mockloop.json`. */
export async function draftFiles({ document, data, runtime }: DraftOptions): Promise<Drafts> {
  const types = documentTypes(document);
  const isBundled = 'bundle' in runtime;
  const dependencies = isBundled ? { 'better-sqlite3': BETTER_SQLITE3 } : { [RUNTIME_PACKAGE]: runtime.version };
  const module = isBundled ? './runtime/mockloop.js' : RUNTIME_PACKAGE;
  const files: DraftFile[] = [
    { path: 'openapi.json', content: jsonText(bundleDocument(document)), rule: 'derived' },
    { path: 'types.d.ts', content: types.text, rule: 'derived' },
    { path: 'package.json', content: jsonText(manifest(data.name, dependencies)), rule: 'shared' },
    ...filledTemplates(document, { ...data, module, operation: exampleOperation(document) }),
    ...(isBundled ? await runtimeDrafts(runtime.bundle) : []),
  ];
  const tooLarge = 'types.d.ts has `unknown` for a part of the schemas: the document is too large for all of them.';
  return { files, warnings: types.isCut ? [tooLarge] : [] };
}

function filledTemplates({ info }: ApiDocument, data: TemplateData): DraftFile[] {
  const shared = {
    'server.ts': render(SERVER, data),
    'README.md': `# ${markdownText(info.title) || 'An API'}: a mock\n\n${render(README, data)}`,
    'tsconfig.json': jsonText(TSCONFIG),
    '.gitignore': GITIGNORE,
    Dockerfile: render(DOCKERFILE, data),
    '.dockerignore': DOCKERIGNORE,
    'compose.yaml': render(COMPOSE, data),
    'k8s.yaml': render(K8S, data),
  };
  return [
    ...Object.entries(shared).map(([path, content]): DraftFile => ({ path, content, rule: 'shared' })),
    data.operation === undefined
      ? { path: 'handlers/.gitkeep', content: '', rule: 'once' }
      : { path: 'handlers/example.ts', content: render(EXAMPLE, data), rule: 'once' },
  ];
}

/** Where editors find the JSON Schema of `mockloop.json`. */
export function settingsSchema(runtime: 'bundled' | 'package'): string {
  return runtime === 'bundled'
    ? './runtime/mockloop.schema.json'
    : './node_modules/@mockloop/runtime/mockloop.schema.json';
}

function manifest(name: string, dependencies: Readonly<Record<string, string>>): object {
  return {
    name,
    private: true,
    type: 'module',
    engines: { node: '>=22.18' },
    scripts: { prestart: CHECK_NODE, start: 'node server.ts' },
    dependencies,
  };
}

/** One that answers with something rather than one that changes something; none whose name needs care in code. */
function exampleOperation({ operations }: ApiDocument): string | undefined {
  const keys = operations.map(({ key }) => key).filter((key) => isPlain(key) && key.length <= 80);
  return keys.find((key) => /^GET .*\{/.test(key)) ?? keys.find((key) => key.startsWith('GET ')) ?? keys[0];
}

async function runtimeDrafts(folder: string): Promise<DraftFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => nodePath.join(entry.parentPath, entry.name));
  return await Promise.all(
    names.toSorted().map(async (name): Promise<DraftFile> => {
      const relative = nodePath.relative(folder, name).split(nodePath.sep).join('/');
      return { path: `runtime/${relative}`, content: await readFile(name), rule: 'derived' };
    }),
  );
}
