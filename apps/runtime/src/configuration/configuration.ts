import type { StorageSettings } from '@mockloop/mock-server';
import type { Delay } from '@mockloop/scenarios';

/** What `mockloop.json` may say; `mockloop.schema.json` is its JSON Schema. Fields have the names of the flags. */
export interface Configuration {
  readonly document?: string | undefined;
  readonly port?: number | undefined;
  readonly host?: string | undefined;
  readonly admin_port?: number | undefined;
  readonly single_port?: boolean | undefined;
  readonly dynamic?: boolean | undefined;
  readonly seed?: string | undefined;
  readonly errors?: boolean | undefined;
  readonly validate?: 'strict' | 'warn' | 'off' | undefined;
  readonly auth?: 'on' | 'strict' | 'off' | undefined;
  readonly cors?: boolean | undefined;
  readonly watch?: boolean | undefined;
  readonly db?: string | undefined;
  readonly durability?: 'batch' | 'request' | undefined;
  readonly admin_token?: string | undefined;
  readonly remote_refs?: boolean | undefined;
  readonly allow_private_networks?: boolean | undefined;
  readonly latency?: Delay | string | undefined;
  readonly scenarios?: readonly string[] | undefined;
  readonly handlers?: string | undefined;
  /** `false`: none is ever sent. */
  readonly webhooks?: WebhookConfiguration | boolean | undefined;
  readonly admin_ui?: boolean | undefined;
  readonly stateful?: boolean | undefined;
  readonly storage?: StorageConfiguration | undefined;
}

/** How a stateful mock stores. */
export interface StorageConfiguration extends Pick<StorageSettings, 'seed' | 'collections' | 'operations'> {
  /** `true`: a file in the folder of the log. */
  readonly persist?: boolean | string | undefined;
}

/** Where webhooks and callbacks may go, and which operations fire them. */
interface WebhookConfiguration {
  readonly allow?: readonly string[] | undefined;
  readonly map?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly secret?: string | undefined;
  readonly max_tries?: number | undefined;
  readonly timeout_ms?: number | undefined;
  readonly retry_delay_ms?: number | undefined;
}
