import { isDeepStrictEqual } from 'node:util';
import { GeneratorError } from '../errors.ts';

/** What a project can be asked to be. What is absent stays as it is, or is the default of a new project. */
export interface ProjectSettings {
  /** Default 8000. */
  readonly port?: number | undefined;
  /** Default: the API port + 1. */
  readonly adminPort?: number | undefined;
  /** Whether credentials are checked. Default `true`. */
  readonly auth?: boolean | undefined;
  /** Whether webhooks and callbacks are sent. Default `true`. */
  readonly webhooks?: boolean | undefined;
  /** Whether the admin port has pages for people. Default `true`. */
  readonly adminUi?: boolean | undefined;
  /** Whether what is posted is kept. Default `true`. */
  readonly storage?: boolean | undefined;
}

/** `mockloop.json` as an object; the runtime checks it when it starts. */
export type SettingsFile = Readonly<Record<string, unknown>>;

export interface MergedSettings {
  readonly file: SettingsFile;
  readonly isChanged: boolean;
  readonly port: number;
  readonly adminPort: number;
  readonly stateful: boolean;
}

/**
 * `mockloop.json` for what is asked, out of the one that is there: what somebody set stays, but for what is asked for
 * now; what is new is added.
 *
 * @param existing `undefined` for a new project.
 * @throws {GeneratorError} `PORTS_INVALID`
 */
export function mergeSettings(
  existing: SettingsFile | undefined,
  asked: ProjectSettings,
  defaults: { readonly name: string; readonly schema: string },
): MergedSettings {
  const before = existing ?? {};
  const ports = portsOf(before, asked);
  const file = {
    $schema: defaults.schema,
    document: 'openapi.json',
    port: ports.port,
    admin_port: ports.adminPort,
    auth: 'on',
    validate: 'strict',
    seed: defaults.name,
    stateful: true,
    webhooks: { allow: [] },
    handlers: 'handlers',
    db: '.mockloop/mockloop.db',
    ...before,
    ...(isOurs(before.$schema) ? { $schema: defaults.schema } : {}),
    ...askedFields(before, asked),
    ...(asked.port === undefined ? {} : { port: ports.port }),
    ...(asked.port === undefined && asked.adminPort === undefined ? {} : { admin_port: ports.adminPort }),
  };
  const isChanged = !isDeepStrictEqual(file, before);
  return { file, isChanged, ...ports, stateful: file.stateful !== false };
}

function portsOf(before: SettingsFile, asked: ProjectSettings): { readonly port: number; readonly adminPort: number } {
  const had = portIn(before, 'port');
  const port = asked.port ?? had ?? 8000;
  const hadAdmin = portIn(before, 'admin_port');
  // The one that follows the API port goes on following it.
  const isFollowing = asked.port !== undefined && had !== undefined && hadAdmin === had + 1;
  const adminPort = asked.adminPort ?? (isFollowing ? undefined : hadAdmin) ?? port + 1;
  for (const one of [port, adminPort]) if (!isPort(one)) throw portError(`${one} is no port.`);
  if (port === adminPort) throw portError(`The API and the admin API cannot both have port ${port}.`);
  return { port, adminPort };
}

function portIn(settings: SettingsFile, name: string): number | undefined {
  const value = settings[name];
  return typeof value === 'number' && isPort(value) ? value : undefined;
}

function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65_535;
}

function portError(message: string): GeneratorError {
  return new GeneratorError('PORTS_INVALID', message, { advice: 'Give two different ports from 1 to 65535.' });
}

/** What is on already, in whatever way, stays as it is when it is asked to be on. */
function askedFields(before: SettingsFile, { auth, webhooks, adminUi, storage }: ProjectSettings): SettingsFile {
  return {
    ...(auth === undefined || (auth && isOn(before.auth)) ? {} : { auth: auth ? 'on' : 'off' }),
    ...(webhooks === undefined || (webhooks && isOn(before.webhooks)) ? {} : { webhooks: webhooks && { allow: [] } }),
    ...(adminUi === undefined || (adminUi && isOn(before.admin_ui ?? true)) ? {} : { admin_ui: adminUi }),
    ...(storage === undefined ? {} : { stateful: storage }),
  };
}

/** Where the runtime is may have changed. */
function isOurs(schema: unknown): boolean {
  return (
    typeof schema === 'string' &&
    /^\.\/(runtime|node_modules\/@mockloop\/runtime)\/mockloop\.schema\.json$/.test(schema)
  );
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 'off';
}
