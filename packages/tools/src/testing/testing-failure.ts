import type { ContextStoreErrorCode } from '@mockloop/context-store';
import type { TestRunErrorCode } from '@mockloop/test-runner';
import { MockLoopError, type MockLoopErrorCode } from '../mockloop-error.ts';

const STORE_CODES: Readonly<Record<ContextStoreErrorCode, MockLoopErrorCode>> = {
  INVALID_INPUT: 'INVALID_ARGUMENTS',
  INVALID_SCHEDULE: 'INVALID_ARGUMENTS',
  TOO_LARGE: 'INVALID_ARGUMENTS',
  EXISTS: 'INVALID_ARGUMENTS',
  UNKNOWN: 'INVALID_ARGUMENTS',
  ENDED: 'INVALID_ARGUMENTS',
  RUNNING: 'INVALID_ARGUMENTS',
  STORE_FAILED: 'FILE_ERROR',
};

const RUN_CODES: Readonly<Record<TestRunErrorCode, MockLoopErrorCode>> = {
  TARGET_INVALID: 'INVALID_ARGUMENTS',
  TARGET_REFUSED: 'TARGET_REFUSED',
  TARGET_FORBIDDEN: 'INVALID_ARGUMENTS',
  TARGET_UNREACHABLE: 'UNREACHABLE',
  PLAN_INVALID: 'INVALID_PLAN',
  DOCUMENT_CHANGED: 'INVALID_PLAN',
  IDENTITY_INVALID: 'INVALID_ARGUMENTS',
  CASE_UNKNOWN: 'UNKNOWN_CASE',
};

const ADVICE: Readonly<Partial<Record<MockLoopErrorCode, string>>> = {
  TARGET_REFUSED: 'Only whoever runs MockLoop may allow it: MOCKLOOP_TEST_HOSTS, or --allow-host at a shell.',
};

/** What a failure of a test run or of the store of runs is to whoever called a tool; `undefined` for any other error. */
export function testingFailure(error: unknown): MockLoopError | undefined {
  // Told by their names: not every tool has loaded these packages.
  if (!(error instanceof Error && 'code' in error)) return undefined;
  const code =
    error.name === 'ContextStoreError'
      ? STORE_CODES[error.code as ContextStoreErrorCode]
      : error.name === 'TestRunError'
        ? RUN_CODES[error.code as TestRunErrorCode]
        : undefined;
  if (code === undefined) return undefined;
  return new MockLoopError(code, error.message, { cause: error, advice: ADVICE[code] });
}
