import type { ScenarioRequest } from '../../src/index.ts';

/** A request as a mock hands it over: `GET /pets/7` of no operation, unless told otherwise. */
export function createRequest(members: Partial<ScenarioRequest> = {}): ScenarioRequest {
  return {
    method: 'GET',
    path: '/pets/7',
    params: {},
    query: {},
    headers: {},
    cookies: {},
    time: Date.UTC(2030, 0, 31, 12),
    ...members,
  };
}
