import type { Client } from './client.ts';

/** What a demonstration works with. */
export interface Api {
  readonly client: Client;
  /** The fields that make a request somebody's, by name. */
  readonly identities: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Whether a fault shows itself, by a few requests written by hand. */
export type Demo = (api: Api) => Promise<boolean>;

/** The demonstrations of an API's faults by their ids, and a tour that sees all of it. */
export interface Demos {
  readonly tour: (api: Api) => Promise<void>;
  readonly faults: Readonly<Record<string, Demo>>;
}
