import type * as z from 'zod';
import { MockLoopError } from '../mockloop-error.ts';
import type { ToolContext } from '../tool-context.ts';
import { isAdminHost } from './admin-hosts.ts';
import { aboutSchema, identitySchema, type MockAbout, type MockIdentity } from './mock-about.ts';
import { mockError } from './mock-error.ts';
import { reachMock } from './reach-mock.ts';
import { type RefusalOptions, refusalOf, strange } from './refusal.ts';
import { serverAddress } from './server-address.ts';

/** A mock that answers, and the way to its admin API. */
export interface MockConnection {
  /** Without a slash at its end; absent where the mock does not say it. */
  readonly apiUrl: string | undefined;
  readonly adminUrl: string;
  /** When the connection was made. */
  readonly about: MockAbout;
  /** The world that was asked for, or that `server_url` named as `/_w/{id}`. */
  readonly world: string | undefined;
  /**
   * Asks the admin API.
   *
   * @param target Path and query, e.g. `/api/logs/search?limit=5`.
   * @throws {MockLoopError} `REFUSED` with what the mock says of it, and what `connectMock` throws.
   */
  request(target: string, init?: MockRequestInit): Promise<Response>;
  /** The same, for an answer in JSON of which `schema` checks what the caller uses. */
  json<T>(target: string, schema: z.ZodType<T>, init?: MockRequestInit): Promise<T>;
}

export interface MockRequestInit {
  /** Default `GET`, with a body `POST`. */
  readonly method?: string | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Default: that of the connection. */
  readonly world?: string | undefined;
  readonly pointer?: RefusalOptions['pointer'];
  /** It is sent also where the call was cancelled meanwhile: it takes back what the call did. */
  readonly isCleanup?: boolean | undefined;
  /** Makes an error of one's own of a refusal; `undefined` leaves it `REFUSED`. */
  readonly onRefusal?: ((status: number, refusal: MockLoopError) => MockLoopError | undefined) | undefined;
}

export interface ConnectMockOptions {
  /** JSON Pointer of the URL among the arguments. Default `/server_url`. */
  readonly argument?: string | undefined;
  /** The argument `world`. */
  readonly world?: string | undefined;
  /** How long each answer may take until the mock is known to be one, in milliseconds. Default 15,000. */
  readonly timeoutMs?: number | undefined;
}

/** Of what takes long: the analysis of a large log. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Finds a mock by the URL of either of its ports, also behind the base path of its API, of one world (`/_w/{id}`), and
 * where a single port serves both.
 *
 * @throws {MockLoopError} `UNREACHABLE`: nothing listens; `NOT_A_MOCK`: something else answers; `NOT_RESPONDING`: it
 *   accepts but does not answer, or its admin port does not; `UNAUTHORIZED`; `INVALID_ARGUMENTS`: no URL, or one of
 *   another world than `world`.
 */
export async function connectMock(
  serverUrl: string,
  context: ToolContext,
  { argument = '/server_url', timeoutMs = 15_000, world: wanted }: ConnectMockOptions = {},
): Promise<MockConnection> {
  const { url, world: named } = serverAddress(serverUrl, argument);
  const world = wanted ?? named;
  if (named !== undefined && named !== world) throw twoWorlds(named);
  const identity = await findMock(url, context, timeoutMs);
  const { hostname } = new URL(url);
  const adminUrl = seenFromHere(identity.admin_url, hostname);
  const admin = createAdmin({ adminUrl, world }, context);
  const about = await admin.json('/api/server', aboutSchema, { timeoutMs }).catch((error: unknown) => {
    throw adminTrouble(error, { url, adminUrl });
  });
  // A port that is forwarded can lead to the admin port of another mock.
  if (about.pid !== identity.pid || about.started_at !== identity.started_at)
    throw adminTrouble(undefined, { url, adminUrl });
  const apiUrl = identity.api_url === undefined ? undefined : seenFromHere(identity.api_url, hostname);
  return { apiUrl, adminUrl, about, world, request: admin.request, json: admin.json };
}

function twoWorlds(named: string): MockLoopError {
  return new MockLoopError('INVALID_ARGUMENTS', 'Two different worlds are named.', {
    problems: [{ pointer: '/world', detail: `it is not the "${named}" that the URL of the mock names.` }],
    advice: 'Leave out one of the two.',
  });
}

/** The base path of an API is no place of its own for the mock, but another server may have put it there. */
async function findMock(url: string, context: ToolContext, timeoutMs: number): Promise<MockIdentity> {
  const { origin } = new URL(url);
  for (const base of new Set([url, origin])) {
    const response = await reachMock(`${base}/__admin/mockloop.json`, context, { init: {}, timeoutMs });
    const identity = identitySchema.safeParse(
      await response
        .clone()
        .json()
        .catch(() => undefined),
    );
    if (response.ok && identity.success) return identity.data;
    if (response.status === 403) {
      const refusal = await refusalOf(response, url, { token: 'none' });
      if (refusal.code === 'REFUSED') throw refusal;
    }
  }
  throw mockError('NOT_A_MOCK', `What answers at ${origin} is no MockLoop mock.`);
}

/** A mock names the addresses that it sees itself at; from here it is where it was found. */
function seenFromHere(named: string, hostname: string): string {
  const url = new URL(named);
  url.hostname = hostname;
  return url.href.replace(/\/$/, '');
}

interface Found {
  readonly url: string;
  readonly adminUrl: string;
}

/** The API answers, so what is wrong is the admin port's. */
function adminTrouble(error: unknown, { url, adminUrl }: Found): unknown {
  if (new URL(url).origin === new URL(adminUrl).origin && error !== undefined) return error;
  const isHere = error === undefined || (error instanceof MockLoopError && ADMIN_TROUBLE.has(error.code));
  if (!isHere) return error;
  return mockError('NOT_RESPONDING', `The API at ${url} answers, but its admin API does not at ${adminUrl}.`, {
    advice: 'Give the URL of its admin port as it is reached from here, or start the mock anew.',
    cause: error,
  });
}

const ADMIN_TROUBLE: ReadonlySet<string> = new Set(['UNREACHABLE', 'NOT_RESPONDING', 'NOT_A_MOCK']);

interface AdminRequestInit extends MockRequestInit {
  readonly timeoutMs?: number | undefined;
}

interface Admin {
  request(target: string, init?: AdminRequestInit): Promise<Response>;
  json<T>(target: string, schema: z.ZodType<T>, init?: AdminRequestInit): Promise<T>;
}

function createAdmin(to: Pick<MockConnection, 'adminUrl' | 'world'>, context: ToolContext): Admin {
  const isAllowed = isAdminHost(to.adminUrl, context.adminHosts);
  const token = isAllowed ? context.adminToken : undefined;
  const request: Admin['request'] = async (target, init = {}) => {
    const { body, method = body === undefined ? 'GET' : 'POST', pointer, onRefusal, world = to.world } = init;
    const { timeoutMs = REQUEST_TIMEOUT_MS, isCleanup = false } = init;
    const headers = {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(world !== undefined && { 'x-mockloop-world': world }),
    };
    const url = to.adminUrl + target;
    const sent = body === undefined ? {} : { body: jsonOf(body, pointer) };
    const caller = isCleanup ? { ...context, signal: undefined } : context;
    const response = await reachMock(url, caller, { init: { method, headers, ...sent }, timeoutMs });
    if (response.ok) return response;
    const refusal = await refusalOf(response, url, { pointer, token: fateOfToken(context, isAllowed) });
    throw onRefusal?.(response.status, refusal) ?? refusal;
  };
  return {
    request,
    json: async (target, schema, init) => {
      const response = await request(target, init);
      const parsed = schema.safeParse(await response.json().catch(() => undefined));
      if (parsed.success) return parsed.data;
      throw strange(to.adminUrl + target, 'It answered something else than expected');
    },
  };
}

function fateOfToken({ adminToken }: ToolContext, isAllowed: boolean): RefusalOptions['token'] {
  if (adminToken === undefined) return 'none';
  return isAllowed ? 'sent' : 'withheld';
}

/** Callers in this process may give what no JSON can be: circles, big integers, endless depth. */
function jsonOf(body: unknown, pointer: MockRequestInit['pointer']): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new MockLoopError('INVALID_ARGUMENTS', 'This cannot be sent to the mock.', {
      problems: [{ pointer: pointer?.('') ?? '', detail: `it is no JSON: ${detail}.` }],
      cause,
    });
  }
}
