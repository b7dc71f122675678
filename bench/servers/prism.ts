import { type Adapter, dependency } from '../adapter.ts';

/** Silent: its log of every request would double its cost. */
export const prism: Adapter = {
  name: '@stoplight/prism-cli',
  args: ({ document, port, dynamic = false }) => [
    dependency('@stoplight/prism-cli', 'dist', 'index.js'),
    'mock',
    document,
    ...['-p', String(port), '-h', '127.0.0.1', '-v', 'silent'],
    ...(dynamic ? ['--dynamic'] : []),
  ],
};
