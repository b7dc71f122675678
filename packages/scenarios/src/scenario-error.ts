import type { ScenarioProblem } from './problem.ts';

/** Why a scenario or a template cannot be used. Stable: callers may branch on it. */
export type ScenarioErrorCode =
  /** `problems` says what is wrong with it. */
  | 'SCENARIO_INVALID'
  /** A template that cannot be used for any request. */
  | 'TEMPLATE_INVALID'
  /** A template that has no value for this request, e.g. because it names a member that the body lacks. */
  | 'TEMPLATE_FAILED';

export interface ScenarioErrorDetails {
  /** JSON Pointer (RFC 6901) into the scenario or the template. */
  readonly pointer: string;
  /** In the text at the pointer, from 0, in UTF-16 code units. */
  readonly position?: number | undefined;
  readonly problems?: readonly ScenarioProblem[] | undefined;
  readonly cause?: unknown;
}

/** Thrown when a scenario or a template cannot be used. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly code: ScenarioErrorCode;
  readonly pointer: string;
  readonly position: number | undefined;
  /** Everything that is wrong; empty where the message says it all. */
  readonly problems: readonly ScenarioProblem[];

  constructor(code: ScenarioErrorCode, message: string, details: ScenarioErrorDetails) {
    super(message, { cause: details.cause });
    this.code = code;
    this.pointer = details.pointer;
    this.position = details.position;
    this.problems = details.problems ?? [];
  }
}
