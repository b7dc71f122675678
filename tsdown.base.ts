import { defineConfig, type UserConfig } from 'tsdown';

/** How every library of this repository is built: ESM, one declaration file, the packed result checked. */
export function library(): UserConfig {
  return defineConfig({
    entry: ['src/index.ts'],
    format: 'esm',
    platform: 'node',
    fixedExtension: false,
    dts: true,
    publint: { strict: true },
    attw: { profile: 'esm-only' },
  }) as UserConfig;
}
