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
  /** Sends JSON to the admin API, for the status and the JSON of its answer. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of many shapes
  send(method: string, target: string, body?: unknown): Promise<{ status: number; body: any }>;
  /** Has the API answer one request, for its status and text. */
  get(target: string, headers?: Record<string, string>): Promise<{ status: number; text: string }>;
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
    async send(method, target, body) {
      const json = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
      const response = await ask(target, { method, ...(body !== undefined && json) });
      return { status: response.status, body: await response.json() };
    },
    async get(target, headers = {}) {
      const response = await mock.fetch(new Request(`http://localhost:8000${target}`, { headers }));
      return { status: response.status, text: await response.text() };
    },
    async call(...requests) {
      for (const [method, target, init] of requests) {
        await mock.fetch(new Request(`http://localhost:8000${target}`, { ...init, method }));
      }
      await mock.logs.flush();
    },
  };
}
