import { globSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { type Manifest, readJson, root } from './workspace.ts';

const runtime = path.join(root, 'apps/runtime');
const target = path.join(runtime, 'dist/bundle');
/** What makes the folder a runtime: it is put there last. */
const program = 'mockloop.js';

/**
 * Builds what generated projects carry where it is missing or older than its sources: the tests need no build before.
 * Every file is replaced at once by a whole one, so that others may be at it, or read it, at the same time.
 */
export async function setup(): Promise<void> {
  const startedAt = new Date();
  if (lastChange() <= builtAt()) return;
  mkdirSync(target, { recursive: true });
  const scratch = mkdtempSync(path.join(runtime, 'dist/.bundle-'));
  try {
    const { build } = await import('tsdown');
    const { bundle } = await import('../apps/runtime/tsdown.config.ts');
    for (const config of bundle(scratch))
      await build({ ...config, cwd: runtime, config: false, clean: false, logLevel: 'error' });
    // What is changed from here on is newer than the build.
    utimesSync(path.join(scratch, program), startedAt, startedAt);
    const files = globSync('**/*', { cwd: scratch, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(scratch, path.join(entry.parentPath, entry.name)));
    for (const file of files.toSorted((a, b) => Number(a === program) - Number(b === program))) {
      mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
      renameSync(path.join(scratch, file), path.join(target, file));
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function builtAt(): number {
  return statSync(path.join(target, program), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Of everything that goes into it; a folder changes when a file of it comes or goes. */
function lastChange(): number {
  const sources = [...bundled('apps/runtime')].flatMap((folder) => [
    `${folder}/{src,packs}/**`,
    `${folder}/*.json`,
    `${folder}/tsdown.config.ts`,
  ]);
  const files = globSync([...sources, 'tsdown.base.ts', 'scripts/third-party-licenses.ts'], { cwd: root });
  return Math.max(...files.map((file) => statSync(path.join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

/** The folder of a package, and those of the packages of this repository that it needs. */
function bundled(folder: string, found: Set<string> = new Set()): Set<string> {
  found.add(folder);
  const { dependencies, devDependencies } = readJson<Manifest>(`${folder}/package.json`);
  // What a library needs for its own tests is in no bundle.
  const needed = Object.keys({ ...dependencies, ...(folder.startsWith('apps/') && devDependencies) });
  for (const name of needed.filter((one) => one.startsWith('@mockloop/'))) {
    const next = `packages/${name.slice('@mockloop/'.length)}`;
    if (!found.has(next)) bundled(next, found);
  }
  return found;
}
