import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly type: string;
  readonly license: string;
  readonly description: string;
  readonly sideEffects?: boolean;
  readonly repository: { readonly directory: string };
  readonly engines: { readonly node: string };
  readonly files: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly access?: string; readonly exports?: Readonly<Record<string, unknown>> };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Workspace {
  /** From the repository's root, e.g. `packages/schema`. */
  readonly directory: string;
  readonly manifest: Manifest;
}

/** The repository's root folder. */
export const root: string = path.join(import.meta.dirname, '..');

/** Every package and app of the repository, by folder. */
export function workspaces(): Workspace[] {
  return globSync(['packages/*/package.json', 'apps/*/package.json'], { cwd: root })
    .map((file) => ({ directory: path.posix.dirname(file), manifest: readJson<Manifest>(file) }))
    .toSorted((a, b) => a.directory.localeCompare(b.directory));
}

/** A JSON file of the repository, trusted to have the shape that is asked for. */
export function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
}

/** The repository's files that match, from the root, with their text. */
export function readSources(pattern: string): { file: string; text: string }[] {
  return globSync(pattern, { cwd: root }).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}
