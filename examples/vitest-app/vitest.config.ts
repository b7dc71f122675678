import { defineConfig } from 'vitest/config';

// In this repository packages are read from their sources, which takes time. An app of yours needs no such file.
export default defineConfig({
  ssr: { resolve: { conditions: ['@mockloop/source', 'module', 'node', 'default'] } },
  test: { testTimeout: 60_000, hookTimeout: 60_000 },
});
