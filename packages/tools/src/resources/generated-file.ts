import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { generatedProjects, PROJECTS } from '../background/generated-projects.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ResourceTemplate } from '../resource.ts';
import type { ToolServices } from '../tool-context.ts';
import { workspacePath } from '../workspace-path.ts';

const MAX_BYTES = 1_048_576;
const MAX_LISTED = 100;

/** A text file of a generated project. What is hidden, installed or the runtime's is not offered. */
export const generatedFile: ResourceTemplate = {
  uriTemplate: 'mockloop://generated/{name}/{+file}',
  name: 'generated-file',
  title: 'A file of a generated project',
  description: `A text file of a mock project that generate_mock_api wrote into ${PROJECTS}/{name}, up to 1 MiB.`,
  mimeType: 'text/plain',
  async complete({ variable, value, given }, services) {
    const names = variable === 'name' ? await namesOf(services) : await filesOf(given.name ?? '', services);
    return names.filter((name) => name.includes(value)).slice(0, MAX_LISTED);
  },
  async list(services) {
    const listed: { uri: string; name: string }[] = [];
    for (const name of await namesOf(services)) {
      if (listed.length >= MAX_LISTED) break;
      for (const file of await filesOf(name, services))
        listed.push({
          uri: `mockloop://generated/${encodeURIComponent(name)}/${file.split('/').map(encodeURIComponent).join('/')}`,
          name: `${name}/${file}`,
        });
    }
    return listed.slice(0, MAX_LISTED);
  },
  async read({ name = '', file = '' }, services) {
    if (!isOffered(file) || !(await namesOf(services)).includes(name)) return undefined;
    return readText(await workspacePath(services, `${PROJECTS}/${name}/${file}`, { argument: '/uri' }), file);
  },
};

async function readText(file: string, shown: string): Promise<{ mimeType: string; text: string } | undefined> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  if (found.size > MAX_BYTES)
    throw new MockLoopError(
      'FILE_ERROR',
      `${shown} is too long to be read as a resource: ${found.size} bytes, where ${MAX_BYTES} are the most.`,
      { advice: `It is at ${file}.` },
    );
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
    if (text.includes('\0')) throw new TypeError('NUL');
    return { mimeType: path.extname(file) === '.json' ? 'application/json' : 'text/plain', text };
  } catch (error) {
    throw new MockLoopError('FILE_ERROR', `${shown} is no text, or cannot be read.`, {
      advice: `It is at ${file}.`,
      cause: error,
    });
  }
}

async function namesOf(services: ToolServices): Promise<readonly string[]> {
  return (await generatedProjects(services)).map(({ name }) => name);
}

/** Paths of the files of a project, with slashes. */
async function filesOf(project: string, services: ToolServices): Promise<readonly string[]> {
  if (!(await namesOf(services)).includes(project)) return [];
  // A link out of the workspace has nothing to show.
  const root = await workspacePath(services, `${PROJECTS}/${project}`, { argument: '/uri' }).catch(() => undefined);
  return root === undefined ? [] : filesIn(root);
}

/** Those at the top first; at most `MAX_LISTED`. */
async function filesIn(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [''];
  for (const folder of folders) {
    for (const entry of await entriesOf(path.join(root, folder))) {
      const file = path.posix.join(folder, entry.name);
      if (!isOffered(file)) continue;
      if (entry.isDirectory()) folders.push(file);
      if (entry.isFile()) files.push(file);
    }
    if (files.length >= MAX_LISTED) break;
  }
  return files.slice(0, MAX_LISTED);
}

function isOffered(file: string): boolean {
  const parts = file.split('/');
  return parts[0] !== 'runtime' && !parts.some((part) => /^(?:\..*|node_modules|)$/.test(part));
}

/** By name; none where there is no such folder. */
async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
