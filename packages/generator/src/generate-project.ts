import path from 'node:path';
import type { ApiDocument } from '@mockloop/spec-parser';
import { GeneratorError } from './errors.ts';
import { changeFiles, type FileChange } from './project/change-files.ts';
import { type DraftFile, draftFiles, settingsSchema } from './project/draft-files.ts';
import { type ExistingProject, readExistingProject, readFound } from './project/existing-project.ts';
import { fileError } from './project/file-error.ts';
import { digestOf, jsonText, RECORD_FILE, recordText } from './project/generated-record.ts';
import { planFile } from './project/plan-file.ts';
import { projectName } from './project/project-name.ts';
import { type MergedSettings, mergeSettings, type ProjectSettings } from './project/settings.ts';

export interface GenerateProjectOptions {
  readonly document: ApiDocument;
  /** Where the project is, or is to be. Absolute. Its last part names the project. */
  readonly folder: string;
  /** What is asked for now. Default: nothing in particular. */
  readonly settings?: ProjectSettings | undefined;
  readonly runtime: ProjectRuntime;
}

/** What a project can have its mock from. */
export interface ProjectRuntime {
  /** A folder with `mockloop.js` and all that belongs to it, for projects that carry the mock themselves. */
  readonly bundle?: string | undefined;
  /** Of the package `@mockloop/runtime`, for projects that depend on it. */
  readonly version: string;
  /** Default: what the project has, and `bundled` for a new one. */
  readonly use?: 'bundled' | 'package' | undefined;
}

export interface GeneratedProject {
  readonly folder: string;
  readonly name: string;
  /** Whether there was none before. */
  readonly isNew: boolean;
  readonly port: number;
  readonly adminPort: number;
  /** Without those of the runtime. */
  readonly files: readonly GeneratedFile[];
  /** What the user should know, in sentences. */
  readonly warnings: readonly string[];
}

export interface GeneratedFile {
  /** From the folder, with `/`. */
  readonly path: string;
  /** `kept`: somebody changed it, so it was left as it is. */
  readonly action: 'written' | 'updated' | 'unchanged' | 'kept';
}

/**
 * Writes a mock project, or what has changed of one that is there: its settings, handlers, and files that somebody
 * changed stay as they are. Either all of it is written or nothing.
 *
 * @throws {GeneratorError}
 */
export async function generateProject(options: GenerateProjectOptions): Promise<GeneratedProject> {
  const { folder } = options;
  try {
    return await generate(options, await readExistingProject(folder));
  } catch (error) {
    if (error instanceof GeneratorError || isSystemError(error)) throw fileError(error, folder);
    throw error;
  }
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

async function generate(
  options: GenerateProjectOptions,
  existing: ExistingProject | undefined,
): Promise<GeneratedProject> {
  const { document, folder, settings = {}, runtime } = options;
  const name = projectName(path.basename(folder));
  const use = runtime.use ?? existing?.record.runtime ?? 'bundled';
  const merged = mergeSettings(existing?.settings, settings, { name, schema: settingsSchema(use) });
  const { port, adminPort, stateful } = merged;
  const drafts = await draftFiles({
    document,
    data: { name, port, adminPort, stateful, runtime: use },
    runtime: use === 'bundled' ? { bundle: bundleOf(runtime) } : { version: runtime.version },
  });
  const plans = await Promise.all(
    drafts.files.map(async (draft) => planFile(draft, await readFound(folder, draft.path), existing?.record)),
  );
  const files = new Map(plans.flatMap(({ path: file, digest }) => (digest === undefined ? [] : [[file, digest]])));
  const record = recordText({ runtime: use, files });
  const changes = [
    ...settingsChange(merged, existing),
    ...plans.flatMap((plan) => plan.changes),
    ...(await removals(folder, drafts.files, existing)),
    ...(record === existing?.recordText ? [] : [{ path: RECORD_FILE, content: record }]),
  ];
  if (changes.length > 0) await changeFiles(folder, changes, { isNew: existing === undefined });
  return {
    folder,
    name,
    isNew: existing === undefined,
    port,
    adminPort,
    files: [
      { path: 'mockloop.json', action: actionOf(merged, existing) },
      ...plans.flatMap(({ path: file, action }) =>
        action === undefined || file.startsWith('runtime/') ? [] : [{ path: file, action }],
      ),
    ],
    warnings: [...drafts.warnings, ...plans.flatMap(({ warning }) => (warning === undefined ? [] : [warning]))],
  };
}

function bundleOf({ bundle }: ProjectRuntime): string {
  if (bundle !== undefined) return bundle;
  throw new GeneratorError('NO_RUNTIME', 'The mock that projects carry has not been built.', {
    advice: 'Build it (`pnpm build` in the repository of MockLoop), or let the project depend on the npm package.',
  });
}

function settingsChange({ file, isChanged }: MergedSettings, existing: ExistingProject | undefined): FileChange[] {
  return isChanged || existing === undefined ? [{ path: 'mockloop.json', content: jsonText(file) }] : [];
}

function actionOf({ isChanged }: MergedSettings, existing: ExistingProject | undefined): GeneratedFile['action'] {
  if (existing === undefined) return 'written';
  return isChanged ? 'updated' : 'unchanged';
}

/** Files of the runtime that it has no more, as far as they are what was written. */
async function removals(
  folder: string,
  drafts: readonly DraftFile[],
  existing: ExistingProject | undefined,
): Promise<FileChange[]> {
  const there = new Set(drafts.map((draft) => draft.path));
  const old = [...(existing?.record.files ?? [])].filter(([file]) => isOfRuntime(file) && !there.has(file));
  const found = await Promise.all(
    old.map(async ([file, digest]): Promise<FileChange[]> => {
      const content = await readFound(folder, file);
      const isWritten = content instanceof Uint8Array && digestOf(content) === digest;
      return isWritten ? [{ path: file, content: undefined }] : [];
    }),
  );
  return found.flat();
}

function isOfRuntime(file: string): boolean {
  return /^runtime\/[^\\]+$/.test(file) && !file.split('/').some((step) => step === '..' || step === '');
}
