import path from 'node:path';
import type { Adapter } from '../adapter.ts';

/** The built command, as users get it: requests checked strictly, every exchange written to a database file. */
export const mockloop: Adapter = {
  name: 'mockloop',
  args: ({ document, port, dynamic = false, database }) => [
    path.join(import.meta.dirname, '..', '..', 'apps', 'cli', 'dist', 'cli.js'),
    'mock',
    document,
    ...['--port', String(port), '--admin-port', String(port + 1), '--validate', 'strict'],
    ...(dynamic ? ['--dynamic'] : []),
    ...(database === undefined ? [] : ['--db', database]),
  ],
};
