import type { Environment } from '@mockloop/runtime';
import { connectMock } from '@mockloop/tools';
import { openToolbox, type ToolboxFlags } from '../tools/open-toolbox.ts';

/** The admin API of a mock that runs. */
export interface AdminClient {
  /**
   * @param target Path and query, e.g. `/api/logs/search?limit=5`.
   * @throws {Error} when the answer is not 2xx, with what it says.
   */
  request(target: string, init?: RequestInit): Promise<Response>;
}

/**
 * Finds the admin API of a mock.
 *
 * @param url Of either of its ports.
 * @throws {MockLoopError} when no mock answers there.
 */
export async function openAdmin(url: string, flags: ToolboxFlags, environment: Environment): Promise<AdminClient> {
  await using toolbox = openToolbox(environment, { ...flags, server: url });
  const { adminToken } = toolbox.services;
  const { adminUrl } = await connectMock(url, toolbox.services, { argument: '--server' });
  const authorization = adminToken === undefined ? {} : { authorization: `Bearer ${adminToken}` };
  return {
    request: async (target, init = {}) => {
      const headers = { ...authorization, ...Object.fromEntries(new Headers(init.headers)) };
      return succeeded(await fetch(adminUrl + target, { ...init, headers }));
    },
  };
}

/**
 * The answer, if it is 2xx.
 *
 * @throws {Error} with what it says otherwise.
 */
export async function succeeded(response: Response): Promise<Response> {
  if (response.ok) return response;
  const problem: unknown = await response.json().catch(() => undefined);
  const detail =
    typeof problem === 'object' && problem !== null && 'detail' in problem
      ? String(problem.detail)
      : `It answered ${response.status}.`;
  throw new Error(detail);
}
