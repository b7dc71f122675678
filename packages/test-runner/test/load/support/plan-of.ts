import type { LoadTestOptions } from '../../../src/load/index.ts';

/** Twenty requests at the address, within a fifth of a second, unless the test says otherwise. */
export function planOf(serverUrl: string, options: Partial<LoadTestOptions> = {}): LoadTestOptions {
  return {
    serverUrl,
    requests: [{ operation: 'GET /', method: 'GET', target: '/' }],
    stages: [{ type: 'steady', seconds: 0.2, level: 100 }],
    workers: 1,
    ...options,
  };
}
