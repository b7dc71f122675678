import { type Adapter, script } from '../adapter.ts';

export const scalar: Adapter = {
  name: '@scalar/mock-server',
  args: ({ document, port }) => [script('scalar-server.mjs'), String(port), document],
};
