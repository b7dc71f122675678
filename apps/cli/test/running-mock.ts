import { type Running, type RunOptions, start } from './run-cli.ts';

export interface Mock extends Running {
  readonly apiUrl: string;
  readonly adminUrl: string;
}

/** A running mock on ports of its own. */
export async function mock(args: readonly string[], options?: RunOptions): Promise<Mock> {
  const running = await start(['mock', ...args, '--port', '0', '--admin-port', '0'], options);
  const [, apiUrl = ''] = await running.says(/listening on (http:\S+)/);
  const [, adminUrl = ''] = await running.says(/Admin +(http:\S+)/);
  await running.says(/mockloop logs/);
  return { ...running, apiUrl, adminUrl };
}

/** A small document with these paths. */
export function smallDocument(...paths: readonly string[]): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Small', version: '1' },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { 200: { description: 'OK' } } } }])),
  });
}

/** Asks the admin API to do something, and gives its answer. */
export async function control(adminUrl: string, action: string): Promise<Response> {
  return fetch(`${adminUrl}/api/server/control`, {
    method: 'POST',
    body: JSON.stringify({ action }),
    headers: { 'content-type': 'application/json' },
  });
}
