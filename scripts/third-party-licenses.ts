import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rolldown } from 'tsdown';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Puts `THIRD-PARTY-LICENSES.txt` beside a bundle: the licence of every package whose code is in it, as those licences ask for.
 *
 * @param copied Folders of packages of which files are copied to the bundle.
 */
export function thirdPartyLicenses(copied: readonly string[] = []): Rolldown.Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set([...modules.map(packageFolder).filter((folder) => folder !== undefined), ...copied]);
      const source = [...folders]
        .map(licenseOf)
        .toSorted()
        .join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source });
    },
  };
}

/** The folder of the package that a module comes from; `undefined` for our own sources. */
function packageFolder(id: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id.replaceAll(path.sep, '/'))?.[0].replace(/^\0/, '');
}

function licenseOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;
  const texts = globSync('{LICEN[SC]E,licen[sc]e,NOTICE}*', { cwd: folder }).toSorted();
  const text = texts.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}\n`;
}
