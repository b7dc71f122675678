import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import { environmentOfMocks } from './environment.ts';

/** Where the program that runs a mock is, for those who start it in a process of its own. */
export interface RuntimeFiles {
  /** A file that Node runs: `node [execArgv] program <document> [flags of mockloop mock]`. */
  readonly program: string;
  readonly execArgv: readonly string[];
  /** The environment for it: of this process's, what a mock goes by. Default: none. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** The folder of what a generated project carries; `undefined` in a checkout that was not built. */
  readonly bundle: string | undefined;
  /** The version that projects with `--runtime package` depend on. */
  readonly version: string;
}

export function runtimeFiles(): RuntimeFiles {
  const isSource = extname(import.meta.filename) === '.ts';
  const bundle = join(import.meta.dirname, isSource ? '../dist/bundle' : 'bundle');
  return {
    program: join(import.meta.dirname, isSource ? 'cli.ts' : 'cli.js'),
    execArgv: isSource ? ['--conditions=@mockloop/source'] : [],
    env: environmentOfMocks(),
    bundle: existsSync(join(bundle, 'mockloop.js')) ? bundle : undefined,
    version: packageJson.version,
  };
}
