import { BlockList, isIP, isIPv6 } from 'node:net';

/** Hosts and networks that deliveries may go to, beside loopback. */
export interface AllowList {
  /** Whether an entry names this URL's host, with its port and scheme where the entry has them. */
  names(url: URL): boolean;
  /** Whether an entry is this IP address, or a network that it is in. */
  holds(address: string): boolean;
}

/**
 * @param entries Each a host (`hooks.example.com`), a host with its port (`receiver:9000`), an origin
 *   (`https://hooks.example.com`), an IP address, or a network (`172.16.0.0/12`).
 * @throws {TypeError} naming an entry that is none of these.
 */
export function createAllowList(entries: readonly string[]): AllowList {
  const networks = new BlockList();
  const hosts = entries.flatMap((entry) => (addNetwork(networks, entry) ? [] : [readHost(entry)]));
  return {
    names: (url) =>
      hosts.some(
        ({ host, port, protocol }) =>
          host === hostOf(url) &&
          (port === undefined || port === portOf(url)) &&
          (protocol === undefined || protocol === url.protocol),
      ),
    holds: (address) => networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'),
  };
}

/** Without brackets and final dot, so that one host has one name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

export function portOf({ port, protocol }: URL): string {
  return port === '' ? (protocol === 'https:' ? '443' : '80') : port;
}

function addNetwork(networks: BlockList, entry: string): boolean {
  const [address = '', prefix, more] = entry.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  const bits = version === 6 ? 128 : 32;
  if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits)) throw unreadable(entry);
  networks.addSubnet(address, prefix === undefined ? bits : Number(prefix), version === 6 ? 'ipv6' : 'ipv4');
  return true;
}

interface AllowedHost {
  readonly host: string;
  readonly port?: string | undefined;
  readonly protocol?: string | undefined;
}

function readHost(entry: string): AllowedHost {
  const isOrigin = entry.includes('://');
  const url = URL.parse(isOrigin ? entry : `http://${entry}`);
  const isPlain = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  if (!isPlain || hostOf(url) === '' || hostOf(url).includes('*') || !/^https?:$/.test(url.protocol))
    throw unreadable(entry);
  if (isOrigin) return { host: hostOf(url), port: portOf(url), protocol: url.protocol };
  return { host: hostOf(url), port: /:\d+$/.test(entry) ? portOf(url) : undefined };
}

function unreadable(entry: string): TypeError {
  return new TypeError(
    `${JSON.stringify(entry)} cannot be in the allow-list of webhooks. Give a host, a host with its port, an origin such as https://hooks.example.com, an IP address, or a network such as 172.16.0.0/12.`,
  );
}
