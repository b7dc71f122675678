import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { closeServer, listen, urlOf } from './listen.ts';
import type { MockCore } from './mock-core.ts';
import { createNodeListener } from './node-listener.ts';

export interface ListenOptions {
  /** Default `127.0.0.1`. Any address but loopback needs `adminToken`. */
  readonly host?: string | undefined;
  /** 0 takes any free port. Default 8000, or the next free one. */
  readonly port?: number | undefined;
  /** Default: the API port + 1, or the next free one. */
  readonly adminPort?: number | undefined;
  /** Serves the admin API under `/admin` of the API port instead of on a port of its own. Default `false`. */
  readonly singlePort?: boolean | undefined;
}

export interface Listening {
  readonly apiUrl: string;
  readonly adminUrl: string;
  /** For people: which default port was taken and what was used instead. */
  readonly moved: readonly string[];
}

const DEFAULT_PORT = 8_000;
const ADMIN_PREFIX = '/admin';
const LOOPBACK = /^(127(\.\d{1,3}){3}|::1|localhost)$/;

/** The API port and the admin port of one mock. */
export class DualListener {
  readonly #core: MockCore;
  #servers: readonly Server[] = [];

  constructor(core: MockCore) {
    this.#core = core;
  }

  async listen(options: ListenOptions = {}): Promise<Listening> {
    const { host = '127.0.0.1', singlePort = false } = options;
    if (this.#servers.length > 0) throw new Error('The mock listens already. Close it first.');
    if (!LOOPBACK.test(host) && this.#core.host.token === undefined) {
      throw new TypeError(
        `Binding to ${host} opens the admin API to other machines: set adminToken, or bind to 127.0.0.1.`,
      );
    }
    const api = createNodeListener((request) => this.#core.answer(request), this.#core.settings);
    const listening = singlePort
      ? await this.#listenOnce(api, host, options)
      : await this.#listenTwice(api, host, options);
    this.#core.addresses = listening;
    return listening;
  }

  async close(): Promise<void> {
    const servers = this.#servers;
    this.#servers = [];
    this.#core.addresses = {};
    await Promise.all(servers.map((server) => closeServer(server)));
  }

  async #listenOnce(
    api: RequestListener,
    host: string,
    { port = DEFAULT_PORT, port: asked }: ListenOptions,
  ): Promise<Listening> {
    const admin = adminListener(this.#core, ADMIN_PREFIX);
    const either: RequestListener = (incoming, outgoing) => (isAdmin(incoming) ? admin : api)(incoming, outgoing);
    const server = await listen(either, { host, port, mayMove: asked === undefined });
    this.#servers = [server];
    const apiUrl = urlOf(server, host);
    return { apiUrl, adminUrl: `${apiUrl}${ADMIN_PREFIX}`, moved: moved('API', port, server) };
  }

  async #listenTwice(api: RequestListener, host: string, options: ListenOptions): Promise<Listening> {
    const { port = DEFAULT_PORT } = options;
    const apiServer = await listen(api, { host, port, mayMove: options.port === undefined });
    this.#servers = [apiServer];
    const apiUrl = urlOf(apiServer, host);
    const adminPort = options.adminPort ?? Number(new URL(apiUrl).port) + 1;
    try {
      const adminServer = await listen(adminListener(this.#core, ''), {
        host,
        port: adminPort,
        mayMove: options.adminPort === undefined,
      });
      this.#servers = [apiServer, adminServer];
      return {
        apiUrl,
        adminUrl: urlOf(adminServer, host),
        moved: [...moved('API', port, apiServer), ...moved('admin', adminPort, adminServer)],
      };
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

function moved(name: string, wanted: number, server: Server): string[] {
  const port = new URL(urlOf(server, '127.0.0.1')).port;
  return wanted === 0 || Number(port) === wanted ? [] : [`Port ${wanted} is taken: the ${name} port is ${port}.`];
}

function isAdmin({ url = '' }: IncomingMessage): boolean {
  return url === ADMIN_PREFIX || url.startsWith(`${ADMIN_PREFIX}/`) || url.startsWith(`${ADMIN_PREFIX}?`);
}

/** The admin API behind its Node adapter, which is loaded with the first admin request. */
function adminListener(core: MockCore, prefix: string): RequestListener {
  let ready: Promise<(incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>> | undefined;
  return (incoming, outgoing) => {
    if (prefix !== '' && incoming.url === prefix) {
      // The links of the start page are relative to it.
      outgoing.writeHead(308, { location: `${prefix}/` }).end();
      return;
    }
    incoming.url = incoming.url?.slice(prefix.length).replace(/^(?=\?|$)/, '/');
    ready ??= import('@hono/node-server').then(({ getRequestListener }) =>
      getRequestListener((request) => core.adminFetch(request), { overrideGlobalObjects: false }),
    );
    ready.then((listener) => listener(incoming, outgoing)).catch(() => outgoing.destroy());
  };
}
