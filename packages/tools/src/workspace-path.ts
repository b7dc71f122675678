import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { MockLoopError } from './mockloop-error.ts';
import type { ToolServices } from './tool-context.ts';

export interface WorkspacePathOptions {
  /** JSON Pointer of the path among the arguments, e.g. `/output_path`. */
  readonly argument: string;
}

/**
 * Where a path leads that somebody named, in the workspace and nowhere else: symbolic links are followed, also those of
 * folders above. There need not be anything yet. Names that are none on some system are refused on all of them, for
 * what is written here is to be taken elsewhere.
 *
 * @param relative From the workspace; an absolute path inside of it will do.
 * @returns Absolute and real.
 * @throws {MockLoopError} `OUTSIDE_WORKSPACE`; `FILE_ERROR` where the file system fails.
 */
export async function workspacePath(
  { workspace }: Pick<ToolServices, 'workspace'>,
  relative: string,
  { argument }: WorkspacePathOptions,
): Promise<string> {
  const refuse = (why: string): MockLoopError =>
    new MockLoopError('OUTSIDE_WORKSPACE', 'A path cannot be used.', {
      problems: [{ pointer: argument, detail: `${JSON.stringify(relative.slice(0, 200))} ${why}.` }],
      advice: `Give a path relative to the workspace, ${workspace}, e.g. "generated/report.html".`,
    });
  const reason = nameProblem(relative);
  if (reason !== undefined) throw refuse(reason);
  try {
    const root = await realpath(workspace);
    // An absolute path may also name the workspace as the caller does: through a link.
    const isByLink = path.isAbsolute(relative) && !isWithin(root, relative);
    const target = path.resolve(root, isByLink ? path.relative(workspace, relative) : relative);
    const real = isWithin(root, target) ? await realTarget(target) : undefined;
    if (real === undefined || !isWithin(root, real)) throw refuse('leads out of the workspace');
    return real;
  } catch (cause) {
    if (cause instanceof MockLoopError) throw cause;
    throw new MockLoopError(
      'FILE_ERROR',
      `${JSON.stringify(relative.slice(0, 200))} cannot be used: ${whyOf(cause)}.`,
      {
        advice: 'Choose another path.',
        cause,
      },
    );
  }
}

/** @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNUSABLE = /[\u0000-\u001f<>"|?*]/;

function nameProblem(relative: string): string | undefined {
  if (relative.trim() === '') return 'is empty';
  if (/^[a-z]:/i.test(relative) && path.sep === '/') return 'begins with a drive letter';
  if (relative.includes('\\') && path.sep === '/') return 'has a backslash; separate folders by /';
  const steps = relative.split(/[\\/]/);
  const names = path.sep === '/' ? steps : steps.filter((step, index) => index > 0 || !/^[a-z]:$/i.test(step));
  if (names.some((name) => UNUSABLE.test(name))) return 'has a character that not every system takes in a file name';
  if (names.some((name) => name.includes(':'))) return 'has a colon, which not every system takes in a file name';
  if (names.some((name) => RESERVED.test(name))) return 'holds a name that Windows keeps for itself';
  if (names.some((name) => /[. ]$/.test(name) && name !== '.' && name !== '..'))
    return 'holds a name that ends with a dot or a space';
  return undefined;
}

function isWithin(root: string, target: string): boolean {
  const steps = path.relative(root, target);
  return steps !== '..' && !steps.startsWith(`..${path.sep}`) && !path.isAbsolute(steps);
}

/** Where a path really leads: what of it exists is resolved. `undefined`: a link that leads nowhere, so nobody knows where. */
async function realTarget(target: string): Promise<string | undefined> {
  for (let existing = target; ; existing = path.dirname(existing)) {
    try {
      return path.join(await realpath(existing), path.relative(existing, target));
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      const isThere = await lstat(existing).then(
        () => true,
        () => false,
      );
      if (isThere || existing === path.dirname(existing)) return undefined;
    }
  }
}

function whyOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'ENOTDIR':
      return 'a part of it is a file, not a folder';
    case 'ELOOP':
      return 'its symbolic links go round in circles';
    case 'ENAMETOOLONG':
      return 'a name in it is too long';
    case 'ENOENT':
      return 'there is no workspace';
    default:
      return 'the file system fails';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
