import { onTestFinished } from 'vitest';
import { createMockServer, type MockServer, type MockServerOptions } from '../../src/index.ts';
import { shop } from '../support/shop.ts';

export interface Admin {
  readonly mock: MockServer;
  /** Asks the admin API. */
  ask(target: string, init?: RequestInit): Promise<Response>;
  /** The same, for the JSON of its answer. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  read(target: string): Promise<any>;
  /** Has the API answer these requests, one after the other. */
  call(...requests: readonly (readonly [method: string, target: string, init?: RequestInit])[]): Promise<void>;
}

/** A mock of the shop, and its admin API, in this process. */
export async function openAdmin(options: Partial<MockServerOptions> = {}): Promise<Admin> {
  const mock = await createMockServer({ document: shop, ...options });
  onTestFinished(() => mock.close());
  const ask = (target: string, init?: RequestInit): Promise<Response> =>
    mock.adminFetch(new Request(`http://localhost:8001${target}`, init));
  return {
    mock,
    ask,
    read: async (target) => (await ask(target)).json(),
    async call(...requests) {
      for (const [method, target, init] of requests) {
        await mock.fetch(new Request(`http://localhost:8000${target}`, { ...init, method }));
      }
      await mock.logs.flush();
    },
  };
}
