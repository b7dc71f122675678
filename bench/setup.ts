import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');

/** Installs what MockLoop is measured against, once; no install script is run. */
export function installPeers(): void {
  if (existsSync(path.join(import.meta.dirname, 'node_modules'))) return;
  console.error('Installing what MockLoop is measured against …');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { cwd: import.meta.dirname, stdio: 'inherit' });
}

/** Builds the command, so that what is measured is what users get. */
export function buildCommand(): void {
  const tsdown = path.join(root, 'node_modules', 'tsdown', 'dist', 'run.mjs');
  execFileSync(process.execPath, [tsdown, '--no-publint', '--logLevel', 'error'], {
    cwd: path.join(root, 'apps', 'cli'),
    stdio: 'inherit',
  });
}
