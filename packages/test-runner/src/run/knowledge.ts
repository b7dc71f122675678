import type { RequestParts } from '../requests/request-parts.ts';
import type { Made } from './probe.ts';

/** A request that an operation has answered with 2xx. */
export interface KnownGood {
  readonly operation: string;
  readonly identity: string;
  readonly parts: RequestParts;
  readonly status: number;
  /** Parameters of the path whose values stand for something that has to be created first, by name of the resource. */
  readonly needs?: Made | undefined;
}

/** What a run has learnt of the API so far. */
export interface Knowledge {
  /** The simplest request that worked; `undefined` where none has. */
  knownGood(operation: string): KnownGood | undefined;
  /** Keeps a request that worked, unless a simpler one is known. */
  learn(good: KnownGood): void;
  /** Things that exist, as far as we know: made by us first, then those seen in answers. */
  made(resource: string): readonly Made[];
  /** Notes that something exists. */
  note(made: Made, by: 'us' | 'others'): void;
  /** Notes that it does not any more. */
  forget(made: Made): void;
  /** How often an operation has answered with which status. */
  statuses(operation: string): ReadonlyMap<number, number>;
  count(operation: string, status: number): void;
  /** As JSON, for `createKnowledge`. */
  toJSON(): unknown;
}
