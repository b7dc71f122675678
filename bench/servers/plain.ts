import { type Adapter, script } from '../adapter.ts';

/** The least that Node can do: `node:http` with finished bytes. What everything else is compared with. */
export const plain: Adapter = {
  name: 'node:http',
  args: ({ port, answers = '' }) => [script('plain-server.mjs'), String(port), answers],
  finished: true,
};
