import { dirname, isAbsolute, join } from 'node:path';
import type { ListenOptions, MockServerOptions, MockSettings } from '@mockloop/mock-server';
import type { LoadOptions } from '@mockloop/spec-parser';
import type { Configuration, StorageConfiguration } from '../configuration/configuration.ts';
import { type ConfigurationFile, readConfiguration } from '../configuration/read-configuration.ts';
import { defaultDatabase, type Environment } from '../environment.ts';
import { parseLatency } from '../parse-latency.ts';
import type { MockFlags } from './add-mock-command.ts';

/** All that one start of `mockloop mock` goes by. */
export interface MockPlan {
  /** The document: a file or a URL. */
  readonly source: string;
  readonly load: Pick<LoadOptions, 'remoteReferences' | 'allowPrivateNetworks'>;
  readonly listen: ListenOptions & { readonly host: string };
  readonly settings: MockSettings;
  /** Folder of handler files. */
  readonly handlers: string | undefined;
  readonly webhooks: NonNullable<MockServerOptions['webhooks']>;
  readonly adminUi: boolean;
  /** `undefined`: nothing is stored. */
  readonly storage: StorageConfiguration | undefined;
  /** The folder of files that nobody named. */
  readonly home: string;
  readonly configuration: ConfigurationFile | undefined;
  readonly watch: boolean;
  readonly db: string;
  readonly durability: 'batch' | 'request';
  readonly adminToken: string | undefined;
  /** Files and addresses of packs; the first is to be in force. */
  readonly scenarios: readonly string[];
}

export interface PlanOptions {
  readonly source: string | undefined;
  readonly flags: MockFlags;
  readonly environment: Environment;
}

/**
 * What flags, environment, configuration and defaults come to, in this order.
 *
 * @throws {InputError} for a configuration that is wrong, {Error} where no document is named.
 */
export async function planMock({ source, flags, environment }: PlanOptions): Promise<MockPlan> {
  const found = await readConfiguration(flags.config);
  const configuration = found === undefined ? {} : withPaths(found.configuration, dirname(found.file));
  const document = source ?? configuration.document;
  if (document === undefined) {
    throw new Error(
      'missing required argument \'document\': mockloop mock <document>, or name it as "document" in mockloop.json.',
    );
  }
  const { databaseUrl, host, adminToken } = environment;
  return {
    source: document,
    load: {
      remoteReferences: flags.remoteRefs ?? configuration.remote_refs,
      allowPrivateNetworks: flags.allowPrivateNetworks ?? configuration.allow_private_networks,
    },
    listen: {
      host: flags.host ?? host ?? configuration.host ?? '127.0.0.1',
      port: flags.port ?? configuration.port,
      adminPort: flags.adminPort ?? configuration.admin_port,
      singlePort: flags.singlePort ?? configuration.single_port,
    },
    settings: settingsOf(flags, configuration),
    handlers: flags.handlers ?? configuration.handlers,
    webhooks: webhooksOf(flags, configuration),
    adminUi: configuration.admin_ui !== false,
    storage: storageOf(flags, configuration),
    home: environment.home,
    configuration: found,
    watch: flags.watch ?? configuration.watch ?? false,
    db: flags.db ?? databaseUrl ?? configuration.db ?? defaultDatabase(environment),
    durability: flags.durability ?? configuration.durability ?? 'batch',
    adminToken: flags.adminToken ?? adminToken ?? configuration.admin_token,
    scenarios: flags.scenario ?? configuration.scenarios ?? [],
  };
}

function settingsOf(flags: MockFlags, configuration: Configuration): MockSettings {
  const { latency } = configuration;
  return {
    seed: flags.seed ?? configuration.seed,
    dynamic: flags.dynamic ?? configuration.dynamic,
    errors: flags.errors ?? configuration.errors,
    validate: flags.validate ?? configuration.validate,
    auth: flags.auth === false ? 'off' : (flags.auth ?? configuration.auth),
    cors: flags.cors ?? configuration.cors,
    latency: flags.latency ?? (typeof latency === 'string' ? parseLatency(latency) : latency),
  };
}

/** Who says on the command line where they may go wants them. */
function webhooksOf({ webhookAllow }: MockFlags, { webhooks = true }: Configuration): MockPlan['webhooks'] {
  if (typeof webhooks === 'boolean') return (webhooks || webhookAllow !== undefined) && { allow: webhookAllow };
  const { allow, map, secret, max_tries: maxTries, timeout_ms: timeoutMs, retry_delay_ms: retryDelayMs } = webhooks;
  return { allow: webhookAllow ?? allow, map, secret, maxTries, timeoutMs, retryDelayMs };
}

/** Who says how to store wants to. */
function storageOf(flags: MockFlags, { stateful, storage }: Configuration): MockPlan['storage'] {
  const isAsked = flags.stateful ?? (flags.storageSeed !== undefined || flags.persist !== undefined ? true : stateful);
  if (!(isAsked ?? storage !== undefined)) return undefined;
  return { ...storage, seed: flags.storageSeed ?? storage?.seed, persist: flags.persist ?? storage?.persist };
}

/** URLs, addresses of packs, databases in memory. */
const HAS_SCHEME = /^[a-z][a-z0-9+.-]+:|^:memory:$/i;

/** Paths of a file start at its folder. */
function withPaths(configuration: Configuration, folder: string): Configuration {
  const { document, db, scenarios, handlers, storage } = configuration;
  const at = (path: string): string => (isAbsolute(path) || HAS_SCHEME.test(path) ? path : join(folder, path));
  return {
    ...configuration,
    document: document && at(document),
    db: db && at(db),
    scenarios: scenarios?.map(at),
    handlers: handlers && at(handlers),
    storage: storage && { ...storage, seed: ifText(storage.seed, at), persist: ifText(storage.persist, at) },
  };
}

function ifText<T>(value: T, change: (text: string) => string): T | string {
  return typeof value === 'string' ? change(value) : value;
}
