import { inlineText } from './inline-text.ts';

/** Why a tool could not do its work. Stable: callers may branch on it. */
export type MockLoopErrorCode =
  // The arguments
  | 'INVALID_ARGUMENTS'
  | 'UNKNOWN_TOOL'
  | 'UNKNOWN_PROMPT'
  | 'UNKNOWN_RESOURCE'
  | 'CONFIRMATION_REQUIRED'
  | 'DECLINED'
  // The API document
  | 'INVALID_DOCUMENT'
  | 'UNKNOWN_OPERATION'
  // A mock
  | 'UNREACHABLE'
  | 'NOT_A_MOCK'
  | 'NOT_RESPONDING'
  | 'UNAUTHORIZED'
  | 'REFUSED'
  | 'UNKNOWN_MOCK'
  | 'ALREADY_RUNNING'
  | 'START_FAILED'
  | 'STOP_FAILED'
  | 'PORT_IN_USE'
  // Scenarios
  | 'INVALID_SCENARIO'
  | 'UNKNOWN_SCENARIO'
  | 'SCENARIO_EXISTS'
  | 'NOT_VERIFIED'
  // Testing
  | 'TARGET_REFUSED'
  | 'INVALID_PLAN'
  | 'UNKNOWN_CASE'
  | 'UNKNOWN_RUN'
  | 'UNKNOWN_SESSION'
  | 'UNKNOWN_SCHEDULE'
  | 'RUN_FAILED'
  // Files
  | 'OUTSIDE_WORKSPACE'
  | 'FILE_ERROR'
  // The call
  | 'CANCELLED'
  | 'CLOSED'
  | 'NOT_SUPPORTED'
  | 'INTERNAL_ERROR';

export interface MockLoopErrorDetails {
  /** What to do next: a complete sentence, with the valid values or the next call. */
  readonly advice?: string | undefined;
  /** What exactly is wrong, each with its place, e.g. `{ pointer: '/rules/0/match', detail: '…' }`. */
  readonly problems?: readonly MockLoopProblem[] | undefined;
  readonly cause?: unknown;
}

export interface MockLoopProblem {
  /** JSON Pointer (RFC 6901) into the arguments, or into `file`. */
  readonly pointer: string;
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  readonly detail: string;
}

/** A tool could not do its work. The message says what was wrong, where, and what to do next. */
export class MockLoopError extends Error {
  override readonly name = 'MockLoopError';
  readonly code: MockLoopErrorCode;
  readonly problems: readonly MockLoopProblem[];

  /** @param what What was wrong and where: complete sentences. */
  constructor(code: MockLoopErrorCode, what: string, { advice, problems = [], cause }: MockLoopErrorDetails = {}) {
    const list = problems.slice(0, MAX_LINES).map((problem) => `\n- ${lineOf(problem)}`);
    if (problems.length > MAX_LINES) list.push(`\n- and ${problems.length - MAX_LINES} more.`);
    super(`${what}${list.join('')}${advice === undefined ? '' : `${list.length > 0 ? '\n' : ' '}${advice}`}`, {
      cause,
    });
    this.code = code;
    this.problems = problems;
  }
}

/** Problems that the message has; `problems` has them all. */
const MAX_LINES = 50;

/** Places and details may quote what somebody else wrote. */
function lineOf({ pointer, file, line, detail }: MockLoopProblem): string {
  const inside = pointer === '' ? 'as a whole' : pointer;
  const place = file === undefined ? inside : `${file}${line === undefined ? '' : `:${line}`} ${inside}`;
  return `${inlineText(place, 500)}: ${inlineText(detail, 1_000)}`;
}
