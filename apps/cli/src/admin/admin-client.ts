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
 * @throws {Error} when nothing answers there.
 */
export async function openAdmin(url: string, token: string | undefined): Promise<AdminClient> {
  const server = URL.parse(url);
  if (server === null || !/^https?:$/.test(server.protocol))
    throw new Error(`--server ${url} is no URL of a server. Give one such as http://127.0.0.1:8001`);
  const base = await findAdmin(server);
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return {
    request: async (target, init = {}) => {
      const headers = { ...authorization, ...Object.fromEntries(new Headers(init.headers)) };
      return succeeded(await reach(base + target, { ...init, headers }));
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

/** The API port says where the admin port is. What does not has to be the admin port itself. */
async function findAdmin(server: URL): Promise<string> {
  const given = server.href.replace(/\/$/, '');
  const { admin_url: adminUrl } = await readAbout(`${given}/.well-known/mockloop.json`);
  const named = typeof adminUrl === 'string' ? URL.parse(adminUrl) : null;
  if (named === null) {
    const { name } = await readAbout(`${given}/health`);
    if (name === 'MockLoop') return given;
    throw new Error(
      `What answers at ${server.origin} is no mock, or its document has the paths by which one is known. Give the address of its admin port.`,
    );
  }
  // The mock names the address that it sees itself at; from here it is where its API was found.
  named.hostname = server.hostname;
  return named.href.replace(/\/$/, '');
}

/** What a mock says of itself; nothing where that is no JSON object. */
async function readAbout(url: string): Promise<Readonly<Record<string, unknown>>> {
  const response = await reach(url, {});
  const about: unknown = await response.json().catch(() => undefined);
  return response.ok && typeof about === 'object' && about !== null ? { ...about } : {};
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Error(
      `No mock answers at ${new URL(url).origin}. Is it running? mockloop mock <document> prints where it listens.`,
      { cause: error },
    );
  }
}
