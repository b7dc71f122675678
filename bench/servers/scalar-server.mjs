import { serve } from '@hono/node-server';
import { createMockServer } from '@scalar/mock-server';

const [port, document] = process.argv.slice(2);
const app = await createMockServer({ document });
serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' });
