import { defineConfig } from 'vitest/config';

// In this repository packages are read from their sources. An app of yours needs no such file.
export default defineConfig({ ssr: { resolve: { conditions: ['@mockloop/source', 'module', 'node', 'default'] } } });
