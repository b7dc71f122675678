import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import type { ToolServices } from '../tool-context.ts';

/** The folder of generated projects in a workspace. */
export const PROJECTS = 'generated_mocks';

/** A generated project, whether it runs or not. */
export interface Project {
  /** Of its folder. */
  readonly name: string;
  /** Absolute and real. */
  readonly folder: string;
  readonly settings: ProjectSettings;
}

/** Of `mockloop.json`, what matters before its mock runs. What is wrong in it, the mock says when it starts. */
export interface ProjectSettings {
  readonly document?: string | undefined;
  readonly port?: number | undefined;
  readonly admin_port?: number | undefined;
  readonly single_port?: boolean | undefined;
}

const port = z.int().min(0).max(65_535).optional().catch(undefined);
const settingsSchema = z
  .object({
    document: z.string().optional().catch(undefined),
    port,
    admin_port: port,
    single_port: z.boolean().optional().catch(undefined),
  })
  .catch({});

/** The projects in the workspace's folder for them, by name. */
export async function generatedProjects({ workspace }: Pick<ToolServices, 'workspace'>): Promise<readonly Project[]> {
  const parent = path.join(workspace, PROJECTS);
  const names = await readdir(parent).catch(() => []);
  const projects = await Promise.all(names.toSorted().map((name) => readProject(path.join(parent, name))));
  return projects.filter((project) => project !== undefined);
}

/** The project in a folder; `undefined` where there is none. */
export async function readProject(folder: string): Promise<Project | undefined> {
  const [isProgram, text] = await Promise.all([
    stat(path.join(folder, 'server.ts')).then(
      (entry) => entry.isFile(),
      () => false,
    ),
    readFile(path.join(folder, 'mockloop.json'), 'utf8').catch(() => undefined),
  ]);
  if (!isProgram || text === undefined) return undefined;
  return { name: path.basename(folder), folder: await realpath(folder), settings: settingsSchema.parse(parsed(text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
