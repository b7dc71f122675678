import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { MockLoopClient } from '@mockloop/client';
import { afterAll, test as base, beforeAll } from 'vitest';

const client = new MockLoopClient({ workspace: path.join(import.meta.dirname, '../..') });
let url: string;

// One mock serves all tests, and ends with them.
beforeAll(async () => {
  ({ url } = await client.startMockServer({
    mock_name: 'petstore.yaml',
    port: 0,
    admin_port: 0,
    detached_mode: false,
  }));
});
afterAll(() => client.close());

/**
 * A test with `client`, and with `api`: the URL of the mock in a world of the test's own. What it does there no other test sees,
 * so all of them can run at once.
 */
export const test = base.extend('client', client).extend('api', () => `${url}/_w/${randomUUID()}`);
