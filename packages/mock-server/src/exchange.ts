import type { LoggedViolation } from '@mockloop/log-store';
import type { OperationEntry } from '@mockloop/spec-parser';
import type { CompiledOperation } from './compiled-operation.ts';
import type { MockRequest } from './mock-request.ts';
import type { World } from './worlds/world.ts';

/** One request on its way through the mock, and what has become known of it. */
export interface Exchange {
  readonly request: MockRequest;
  /** Whose state the request sees and changes. */
  world: World;
  /** The name of the scenario that was in force there when the request came. */
  scenario?: string | undefined;
  /** The operation that the request reached. */
  operation?: OperationEntry | undefined;
  /** The same, made ready; set once the request is checked. */
  compiled?: CompiledOperation | undefined;
  /** Values of the path parameters, as received, in template order. */
  captures: readonly string[];
  /** What was read of the body, for the log. */
  body?: Uint8Array | undefined;
  /** The mock answers for itself, not for the API. */
  admin?: boolean | undefined;
  /** Why responders had nothing to say, in the order in which they were asked; absent where none was. */
  passed?: readonly Passed[] | undefined;
  /** Ways in which the request breaks the document. */
  violations: readonly LoggedViolation[];
}

/** A responder that was asked and gave no answer. */
export interface Passed {
  readonly by: 'scenario' | 'handler' | 'storage';
  /** For people, without the request's own values: `its collection "pets" is read-only`. */
  readonly why: string;
}
