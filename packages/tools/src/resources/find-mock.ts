import type { MockRecord } from '@mockloop/mock-registry';
import { nearestName } from '@mockloop/schema';
import { registryFailure } from '../background/registry-failure.ts';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolServices } from '../tool-context.ts';

/**
 * The URL of a mock by its name in the registry, or by its address.
 *
 * @param mock A name, or `host:port` of either port.
 * @throws {MockLoopError} `UNKNOWN_MOCK`
 */
export async function findMockUrl(mock: string, services: ToolServices): Promise<string> {
  const address = URL.parse(`http://${mock}`);
  if (address !== null && /^(?:[\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i.test(mock)) return address.origin;
  const records = await listMocks(services);
  const found = records.find(({ name }) => name === mock);
  if (found?.url !== undefined) return found.url;
  const shown = mock.slice(0, 200);
  const nearest = nearestName(
    shown,
    records.map(({ name }) => name),
  );
  throw new MockLoopError('UNKNOWN_MOCK', `No mock ${JSON.stringify(shown)} runs.`, {
    advice: `${nearest === undefined ? '' : `Did you mean ${nearest}? `}discover_mock_servers lists those that run; host:port names one too.`,
  });
}

/**
 * The mocks of the registry.
 *
 * @throws {MockLoopError} `FILE_ERROR` where its records cannot be read.
 */
export async function listMocks(services: ToolServices): Promise<readonly MockRecord[]> {
  try {
    return await (await services.registry()).list();
  } catch (error) {
    throw registryFailure(error) ?? error;
  }
}

/** Names of mocks that contain `value`; at most 100. */
export async function completeMock(value: string, services: ToolServices): Promise<readonly string[]> {
  const records = await listMocks(services);
  return records
    .map(({ name }) => name)
    .filter((name) => name.includes(value))
    .slice(0, 100);
}
