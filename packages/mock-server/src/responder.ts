import type { Answer } from './answer.ts';
import type { CompiledOperation } from './compiled-operation.ts';
import type { Exchange } from './exchange.ts';
import type { Preferences } from './preferences.ts';

/** A request that passed its checks, on its way to an answer. */
export interface Call {
  readonly compiled: CompiledOperation;
  readonly exchange: Exchange;
  readonly preferences: Preferences;
  /** What would be answered without the responder that is asked, for those that build on it. */
  otherwise(): Answer | Promise<Answer>;
}

/** Asked in turn for the answer to a request; the first that has one gives it. */
export interface Responder {
  readonly name: 'handler' | 'storage';
  /** @returns `undefined`: it has nothing to say; `exchange.passed` then tells why. */
  respond(call: Call): Answer | undefined | Promise<Answer | undefined>;
}
