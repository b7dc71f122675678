import { createMockServer, type ListenOptions, type MockServer, type MockServerOptions } from '@mockloop/mock-server';
import { onTestFinished } from 'vitest';
import { petstore } from './petstore.ts';

export interface RunningMock {
  readonly mock: MockServer;
  readonly apiUrl: string;
  readonly adminUrl: string;
  /** Has the API answer one request, for its status and text. */
  call(method: string, target: string, init?: RequestInit): Promise<{ status: number; text: string }>;
}

/** A mock that listens, of a small pet shop unless told otherwise; it ends with the test. */
export async function startMock(
  options: Partial<MockServerOptions> = {},
  listen: ListenOptions = {},
): Promise<RunningMock> {
  const mock = await createMockServer({ document: petstore, ...options });
  onTestFinished(() => mock.close());
  const { apiUrl, adminUrl } = await mock.listen({ port: 0, adminPort: 0, ...listen });
  return {
    mock,
    apiUrl,
    adminUrl,
    async call(method, target, init) {
      const response = await fetch(apiUrl + target, { ...init, method });
      return { status: response.status, text: await response.text() };
    },
  };
}
