import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { MockLoopError } from '@mockloop/tools/mockloop-error';
import type { ServeOptions } from './serve.ts';
import { splitNames } from './split-names.ts';

/** A flag as commander writes it. */
export interface ServeFlag {
  /** e.g. `--http <port>` */
  readonly flags: string;
  readonly description: string;
}

/** The flags of `mockloop mcp` and `mockloop-mcp`. */
export const serveFlags: readonly ServeFlag[] = [
  {
    flags: '--http <port>',
    description: 'Serve Streamable HTTP at /mcp on this port, 0 for a free one (default: stdio)',
  },
  { flags: '--host <address>', description: 'Bind to this address, with --http (default: 127.0.0.1)' },
  {
    flags: '--token <token>',
    description: 'The bearer token to ask for, with --http (default: a new one, printed at start)',
  },
  { flags: '--no-auth', description: 'Ask for no token, with --http on loopback' },
  {
    flags: '--toolsets <names>',
    description:
      'Offer these sets of tools: default, all, or some of core, scenarios, testing, analysis, sessions, context, proxy, security, ai',
  },
  { flags: '--tools <names>', description: 'Offer these tools, beside those of --toolsets' },
  { flags: '--exclude-tools <names>', description: 'Do not offer these tools, whatever else names them' },
  { flags: '--read-only', description: 'Offer only tools that change nothing' },
  { flags: '--catalog', description: 'Offer search_tools and execute_tool in place of all tools' },
  {
    flags: '--workspace <folder>',
    description: 'The only folder that tools write to (default: the working directory)',
  },
  { flags: '--allow-private-networks', description: 'Load documents from loopback and private networks, too' },
];

/** What commander makes of the flags. */
export interface ServeFlagValues {
  readonly http?: string;
  readonly host?: string;
  readonly token?: string;
  readonly auth?: boolean;
  readonly toolsets?: string;
  readonly tools?: string;
  readonly excludeTools?: string;
  readonly readOnly?: boolean;
  readonly catalog?: boolean;
  readonly workspace?: string;
  readonly allowPrivateNetworks?: boolean;
}

/** Where a process stands. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
}

/** What the environment says beside the flags, which come first. */
export const serveEnvironment: string = `
Environment:
  MOCKLOOP_WORKSPACE      as --workspace
  MOCKLOOP_HOME           folder of state (default: .mockloop in the workspace)
  MOCKLOOP_TOOLSETS       as --toolsets
  MOCKLOOP_TOOLS          as --tools
  MOCKLOOP_EXCLUDE_TOOLS  as --exclude-tools
  MOCKLOOP_READ_ONLY=1    as --read-only
  MOCKLOOP_MCP_TOKEN      as --token
  MOCKLOOP_HOST           as --host
  MOCKLOOP_ADMIN_TOKEN    bearer token for admin APIs of mocks
  MOCKLOOP_ADMIN_HOSTS    hosts beside this machine that it may be sent to, with commas between
  MOCKLOOP_TEST_HOSTS     hosts beside this machine that may be tested, with commas between
`;

/**
 * What to serve.
 *
 * @throws {MockLoopError} `INVALID_ARGUMENTS`
 */
export function readServeFlags(values: ServeFlagValues, { env, cwd }: Surroundings): ServeOptions {
  // Empty variables count as absent.
  const variable = (name: string): string | undefined => env[`MOCKLOOP_${name}`] || undefined;
  const home = variable('HOME');
  return {
    workspace: path.resolve(cwd, values.workspace ?? variable('WORKSPACE') ?? '.'),
    home: home === undefined ? undefined : path.resolve(cwd, home),
    adminToken: variable('ADMIN_TOKEN'),
    adminHosts: splitNames(variable('ADMIN_HOSTS')),
    testHosts: splitNames(variable('TEST_HOSTS')),
    allowPrivateNetworks: values.allowPrivateNetworks,
    toolsets: splitNames(values.toolsets ?? variable('TOOLSETS')),
    tools: splitNames(values.tools ?? variable('TOOLS')),
    excludeTools: splitNames(values.excludeTools ?? variable('EXCLUDE_TOOLS')),
    readOnly: values.readOnly ?? readSwitch('MOCKLOOP_READ_ONLY', variable('READ_ONLY')),
    catalog: values.catalog,
    http: values.http === undefined ? refuseHttpFlags(values) : readHttpFlags(values.http, values, variable),
  };
}

/** Who names an address or a token and gets stdio has not got what they meant. */
function refuseHttpFlags({ host, token, auth }: ServeFlagValues): undefined {
  const given = [
    host === undefined ? '' : '--host',
    token === undefined ? '' : '--token',
    auth === false ? '--no-auth' : '',
  ];
  const flag = given.find((one) => one !== '');
  if (flag === undefined) return undefined;
  throw new MockLoopError('INVALID_ARGUMENTS', `${flag} is for Streamable HTTP.`, { advice: 'Add --http <port>.' });
}

/** What is taken for neither yes nor no would be taken for no by somebody who meant yes. */
function readSwitch(name: string, value = '0'): boolean {
  if (['1', 'true'].includes(value.toLowerCase())) return true;
  if (['0', 'false'].includes(value.toLowerCase())) return false;
  throw new MockLoopError('INVALID_ARGUMENTS', `${name} is ${JSON.stringify(value)}, which says neither yes nor no.`, {
    advice: 'Set it to 1 or 0.',
  });
}

function readHttpFlags(
  port: string,
  { host, token, auth }: ServeFlagValues,
  variable: (name: string) => string | undefined,
): ServeOptions['http'] {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    throw new MockLoopError('INVALID_ARGUMENTS', `--http ${port} is no port.`, {
      advice: 'Give a number from 0 to 65535.',
    });
  }
  const given = token ?? variable('MCP_TOKEN');
  return {
    port: Number(port),
    host: host ?? variable('HOST'),
    token: auth === false ? undefined : (given ?? randomBytes(24).toString('base64url')),
    isTokenNew: given === undefined,
  };
}
