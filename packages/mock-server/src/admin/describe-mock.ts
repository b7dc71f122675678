import type { AdminHost } from './admin-host.ts';

/** Where the admin API says which mock it is. */
export const IDENTITY_PATH = '/__admin/mockloop.json';

/**
 * Whether a path of the API asks the mock who it is: `/__admin/mockloop.json`, also behind a base path. No template of a
 * document and no override takes its place, so that a mock can be found whatever it was told to answer.
 */
export function isIdentityPath(path: string): boolean {
  return path.endsWith(IDENTITY_PATH);
}

/** What a mock says of itself to whoever looks for one. No secrets: it needs no token. */
export function describeMock(host: AdminHost): Record<string, unknown> {
  const { info } = host.document();
  const { apiUrl, adminUrl } = host.addresses();
  return {
    name: 'MockLoop',
    version: host.version,
    api: { title: info.title, version: info.version },
    stateful: host.storage() !== undefined,
    api_url: apiUrl,
    admin_url: adminUrl,
    pid: host.pid,
    started_at: host.startedAt,
  };
}
