import type { Environment } from '@mockloop/runtime';
import type { PackBinder } from '@mockloop/runtime/input';
import { openAdmin } from '../admin/admin-client.ts';
import type { ServerFlags } from './add-scenario-command.ts';

/** The scenarios of one world of a mock that runs, by its admin API. */
export interface ScenarioApi {
  /**
   * @param path Behind `/api/mock-data/scenarios`.
   * @param request Absent for GET.
   */
  call<Answer>(path: string, request?: ScenarioCall): Promise<Answer>;
  /** Makes the scenarios of a pack for the document that the mock serves. */
  readonly bind: PackBinder;
}

interface ScenarioCall {
  /** Default: POST. */
  readonly method?: 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly replace?: boolean;
}

export async function openScenarioApi(flags: ServerFlags, environment: Environment): Promise<ScenarioApi> {
  const admin = await openAdmin(flags.server, flags, environment);
  return {
    async call<Answer>(path: string, request?: ScenarioCall) {
      const query = new URLSearchParams();
      // What is only looked at is the same in all worlds.
      if (flags.world !== undefined && path !== '/validate') query.set('world', flags.world);
      if (request?.replace) query.set('replace', 'true');
      const target = `/api/mock-data/scenarios${path}${query.size === 0 ? '' : `?${query}`}`;
      const init = request === undefined ? {} : { method: request.method ?? 'POST', ...jsonBody(request.body) };
      return (await admin.request(target, init)).json() as Promise<Answer>;
    },
    async bind({ category, name }) {
      const path = `/api/scenario-packs/${encodeURIComponent(category)}/${encodeURIComponent(name)}`;
      return (await admin.request(path)).json() as ReturnType<PackBinder>;
    },
  };
}

function jsonBody(value: unknown): RequestInit {
  if (value === undefined) return {};
  return { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } };
}

/** A scenario in lists of the admin API. */
export interface ListedScenario {
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  readonly active: boolean;
  readonly rules: number;
}
