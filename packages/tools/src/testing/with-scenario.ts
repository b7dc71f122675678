import { randomUUID } from 'node:crypto';
import { connectMock, type MockConnection } from '../mock/connect-mock.ts';
import { activateScenario } from '../scenarios/scenario-api.ts';
import type { ToolContext } from '../tool-context.ts';

/**
 * Does work against a mock under one of its scenarios, in a copy of its world that is gone afterwards: nobody else notices. Without a
 * scenario, against the server as it is.
 *
 * @throws {MockLoopError} `UNKNOWN_SCENARIO`, and what `connectMock` throws
 */
export async function withScenario<T>(
  { serverUrl, scenario }: { readonly serverUrl: string; readonly scenario?: string | undefined },
  context: ToolContext,
  work: (serverUrl: string) => Promise<T>,
): Promise<T> {
  if (scenario === undefined) return await work(serverUrl);
  const mock = await connectMock(serverUrl, context);
  const world = `run-${randomUUID()}`;
  await mock.request('/api/worlds', { body: { id: world, from: mock.world ?? 'default' } });
  try {
    await activateScenario(mock, scenario, { world });
    return await work(urlOf(mock, world, serverUrl));
  } finally {
    await mock.request(`/api/worlds/${world}`, { method: 'DELETE', isCleanup: true });
  }
}

function urlOf({ apiUrl }: MockConnection, world: string, serverUrl: string): string {
  return `${apiUrl ?? new URL(serverUrl).origin}/_w/${world}`;
}
