import { lookup as lookUp } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type AddressReach, addressReach } from '@mockloop/spec-parser';
import { type AllowList, createAllowList, hostOf, portOf } from './allow-list.ts';
import { WebhookError } from './webhook-error.ts';

export interface TargetsOptions {
  /** As `createAllowList` reads it. */
  readonly allow?: readonly string[] | undefined;
  /** URLs of the mock that deliveries must not go to, such as its admin API. */
  readonly own?: (() => readonly string[]) | undefined;
  /** The addresses of a host name. Default: the system's resolver. */
  readonly lookup?: ((host: string) => Promise<readonly string[]>) | undefined;
}

/** Decides where deliveries may go. */
export interface Targets {
  /** @throws {WebhookError} `INVALID` or `TARGET_REFUSED`, with the remedy. */
  check(url: string): URL;
  /**
   * The addresses to connect to, and to no others: a second look-up might give different ones.
   *
   * @throws {WebhookError} `TARGET_REFUSED` when none of them may be reached.
   */
  resolve(url: URL): Promise<readonly string[]>;
}

const MAX_URL = 2_048;

/** Loopback, and what the user allows. */
export function createTargets({ allow = [], own = () => [], lookup = systemLookup }: TargetsOptions): Targets {
  const allowed = createAllowList(allow);
  return {
    check(text) {
      const url = readUrl(text);
      if (own().some((address) => isSameServer(url, address)))
        throw refused(url, "it is the mock's own admin API", 'Give the URL of your receiver.');
      if (isIP(hostOf(url)) === 0) checkName(url, allowed);
      else checkAddress(url, allowed);
      return url;
    },
    async resolve(url) {
      const host = hostOf(url);
      if (isIP(host) !== 0) return [host];
      const addresses = await lookup(host);
      const reachable = addresses.filter(
        (address) => allowed.holds(address) || reachesOf(host).includes(addressReach(address)),
      );
      const [first = 'nothing'] = addresses;
      if (reachable.length === 0)
        throw refused(url, `it resolves to ${first}, which is not public`, allowAdvice(first));
      return reachable;
    },
  };
}

async function systemLookup(host: string): Promise<readonly string[]> {
  return (await lookUp(host, { all: true })).map(({ address }) => address);
}

function readUrl(text: string): URL {
  const url = text.length > MAX_URL ? null : URL.parse(text);
  if (url === null)
    throw new WebhookError(
      'INVALID',
      `${JSON.stringify(text.slice(0, 200))} is no absolute URL of up to ${MAX_URL} characters. Give one such as http://localhost:3000/hook.`,
      '/url',
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refused(url, `its scheme is ${url.protocol}`, 'Give an http: or https: URL.');
  if (url.username !== '' || url.password !== '')
    throw refused(url, 'it has credentials in it', 'Send them in `headers`, e.g. as Authorization.');
  return url;
}

function checkName(url: URL, allowed: AllowList): void {
  if (isLocalhost(hostOf(url)) || allowed.names(url)) return;
  throw refused(url, `${url.host} is not on the allow-list`, allowAdvice(url.origin));
}

const PLACES: Readonly<Record<AddressReach, string>> = {
  loopback: 'loopback',
  never: 'a link-local, metadata or reserved address',
  private: 'an address of a private network',
  public: 'not on the allow-list',
};

function checkAddress(url: URL, allowed: AllowList): void {
  const host = hostOf(url);
  const reach = addressReach(host);
  if (reach === 'loopback' || allowed.names(url) || allowed.holds(host)) return;
  throw refused(url, `${host} is ${PLACES[reach]}`, allowAdvice(host));
}

/** What a name may resolve to without a further entry for the address. */
function reachesOf(host: string): readonly AddressReach[] {
  if (isLocalhost(host)) return ['loopback'];
  return isLocalName(host) ? ['loopback', 'private', 'public'] : ['public'];
}

/** RFC 6761 §6.3. */
function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** Names that no public server answers for: those of containers and of home and test networks. */
function isLocalName(host: string): boolean {
  return !host.includes('.') || /\.(test|local|internal|lan|home\.arpa)$/.test(host);
}

function isSameServer(url: URL, address: string): boolean {
  const other = URL.parse(address);
  if (other === null || portOf(other) !== portOf(url)) return false;
  return hostOf(other) === hostOf(url) || (isLoopback(hostOf(url)) && !isPublic(hostOf(other)));
}

function isLoopback(host: string): boolean {
  return isLocalhost(host) || (isIP(host) !== 0 && addressReach(host) === 'loopback');
}

function isPublic(host: string): boolean {
  return isIP(host) !== 0 && addressReach(host) === 'public';
}

function allowAdvice(entry: string): string {
  return `Add ${JSON.stringify(entry)} to \`webhooks.allow\` if deliveries are meant to go there.`;
}

function refused(url: URL, reason: string, advice: string): WebhookError {
  return new WebhookError(
    'TARGET_REFUSED',
    `Nothing is sent to ${url.protocol}//${url.host}: ${reason}. ${advice}`,
    '/url',
  );
}
