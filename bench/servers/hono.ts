import { type Adapter, script } from '../adapter.ts';

/** Hono on its Node server, with finished bytes. */
export const hono: Adapter = {
  name: 'hono',
  args: ({ port, answers = '' }) => [script('hono-server.mjs'), String(port), answers],
  finished: true,
};
