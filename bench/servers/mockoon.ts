import { type Adapter, dependency } from '../adapter.ts';

export const mockoon: Adapter = {
  name: '@mockoon/cli',
  args: ({ document, port }) => [
    dependency('@mockoon/cli', 'bin', 'run.js'),
    'start',
    ...['-d', document, '-p', String(port), '-l', '127.0.0.1', '--disable-log-to-file', '--disable-admin-api'],
  ],
  prefix: (document) => (document.endsWith('petstore.yaml') ? '/v1' : ''),
};
