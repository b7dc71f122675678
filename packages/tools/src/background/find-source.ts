import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectName } from '@mockloop/generator';
import { nearestName } from '@mockloop/schema';
import { MockLoopError } from '../mockloop-error.ts';
import { readDocument } from '../read-document.ts';
import type { ToolContext } from '../tool-context.ts';
import { workspacePath } from '../workspace-path.ts';
import { generatedProjects, PROJECTS, type Project, readProject } from './generated-projects.ts';

/** What is to be mocked. */
export interface MockSource {
  /** What its mock would be called. */
  readonly name: string;
  /** Absent: the document is mocked as it is. */
  readonly project?: Project | undefined;
  /** An absolute path or a URL. */
  readonly document: string;
}

const ARGUMENT = '/mock_name';

/**
 * What somebody names who wants a mock: a generated project by its name or folder, or a document by its path or URL, or as an
 * object or text, which is kept in the state folder then.
 *
 * @throws {MockLoopError} `UNKNOWN_MOCK`, `OUTSIDE_WORKSPACE`, `INVALID_DOCUMENT`, `FILE_ERROR`
 */
export async function findSource(named: string | object, context: ToolContext): Promise<MockSource> {
  if (typeof named === 'object' || /[\n\r]|^\s*[{[]/.test(named)) return keepDocument(named, context);
  if (/^https?:\/\//i.test(named)) return { name: nameOfFile(URL.parse(named)?.pathname ?? ''), document: named };
  const file = path.resolve(context.workspace, named);
  const isName = !/[\\/]/.test(named) && !/^\.*$/.test(named);
  const project = isName ? await readProject(path.join(context.workspace, PROJECTS, named)) : undefined;
  if (project !== undefined) return sourceOf(await inWorkspace(project, context));
  const entry = await stat(file).catch(() => undefined);
  if (entry?.isFile()) return { name: nameOfFile(file), document: file };
  if (!entry?.isDirectory()) throw await unknown(named, context);
  const folder = await readProject(await workspacePath(context, named, { argument: ARGUMENT }));
  if (folder === undefined) throw await unknown(named, context);
  return sourceOf(folder);
}

/** A link in the workspace may lead out of it, to code that nobody has generated. */
async function inWorkspace(project: Project, context: ToolContext): Promise<Project> {
  await workspacePath(context, path.join(PROJECTS, project.name), { argument: ARGUMENT });
  return project;
}

function sourceOf(project: Project): MockSource {
  const { name, folder, settings } = project;
  const { document = 'openapi.json' } = settings;
  return { name, project, document: /^https?:/i.test(document) ? document : path.resolve(folder, document) };
}

/** Names of files that say nothing of the API; the folder's name says more. */
const GENERIC = /^(openapi|swagger|api|spec|index|schema|document)$/;

function nameOfFile(file: string): string {
  const name = projectName(path.parse(file).name);
  const folder = path.basename(path.dirname(file));
  return GENERIC.test(name) && /[a-z]/i.test(folder) ? projectName(folder) : name;
}

/** The same document is kept once. */
async function keepDocument(given: string | object, context: ToolContext): Promise<MockSource> {
  const { info } = await readDocument(given, { argument: ARGUMENT }, context);
  const text = typeof given === 'string' ? given : JSON.stringify(given);
  const name = projectName(info.title);
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const isJson = /^\s*[{[]/.test(text);
  const document = path.join(context.home, 'documents', `${name}-${digest}.${isJson ? 'json' : 'yaml'}`);
  try {
    await mkdir(path.dirname(document), { recursive: true });
    // A mock that starts at the same time must not read half of it.
    const whole = `${document}.${randomUUID()}`;
    await writeFile(whole, text);
    await rename(whole, document);
  } catch (cause) {
    throw new MockLoopError(
      'FILE_ERROR',
      `The document cannot be kept in ${path.dirname(document)}: ${String(cause)}.`,
      {
        advice: 'Give it as a path or URL, or let MockLoop write there.',
        cause,
      },
    );
  }
  return { name, document };
}

async function unknown(named: string, context: ToolContext): Promise<MockLoopError> {
  const names = (await generatedProjects(context)).map(({ name }) => name);
  const nearest = nearestName(named.slice(0, 200), names);
  const there = names.length === 0 ? 'none yet' : names.slice(0, 20).join(', ');
  return new MockLoopError(
    'UNKNOWN_MOCK',
    `${JSON.stringify(named.slice(0, 200))} is no generated mock, and no document.`,
    {
      problems: [
        { pointer: ARGUMENT, detail: nearest === undefined ? 'nothing is there.' : `did you mean ${nearest}?` },
      ],
      advice: `Generated mocks in ${PROJECTS}/: ${there}. generate_mock_api makes one; a path from ${context.workspace}, or a URL, of an API document is mocked as it is.`,
    },
  );
}
