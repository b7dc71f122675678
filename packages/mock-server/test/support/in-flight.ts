import type { MockServer } from '../../src/index.ts';

/** How many requests a mock is answering. */
export async function inFlight(mock: MockServer): Promise<number> {
  const response = await mock.adminFetch(new Request('http://localhost/api/server'));
  const { counters } = (await response.json()) as { counters: { in_flight: number } };
  return counters.in_flight;
}
