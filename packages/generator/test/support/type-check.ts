import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The compilers that handlers are written for. */
export const compilers: readonly (readonly [name: string, program: string])[] = [
  ['TypeScript 5.9', require.resolve('typescript-5/bin/tsc')],
  ['TypeScript 7', join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')],
];

/** Runs a compiler in a project as its `tsconfig.json` says, and gives what it printed: nothing where all is well. */
export async function typeCheck(compiler: string, folder: string): Promise<string> {
  return await new Promise((resolve) => {
    // The types themselves are to be looked at too, so libraries are not skipped.
    const args = [compiler, '--project', folder, '--pretty', 'false', '--skipLibCheck', 'false'];
    execFile(process.execPath, args, (error, stdout, stderr) => resolve(error === null ? stdout : stdout + stderr));
  });
}

/** Writes handler files, by their names. */
export async function writeHandlers(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, 'handlers', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
