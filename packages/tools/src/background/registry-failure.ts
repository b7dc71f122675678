import type { RegistryErrorCode } from '@mockloop/mock-registry';
import { MockLoopError, type MockLoopErrorCode } from '../mockloop-error.ts';

const CODES: Readonly<Record<RegistryErrorCode, MockLoopErrorCode>> = {
  INVALID_NAME: 'INVALID_ARGUMENTS',
  EXISTS: 'ALREADY_RUNNING',
  UNKNOWN: 'UNKNOWN_MOCK',
  START_FAILED: 'START_FAILED',
  STOP_FAILED: 'STOP_FAILED',
  RECORDS_FAILED: 'FILE_ERROR',
};

/** What a failure of the registry is to whoever called a tool; `undefined` for any other error. */
export function registryFailure(error: unknown): MockLoopError | undefined {
  // Told by its name: not every tool has loaded the registry.
  if (!(error instanceof Error && error.name === 'RegistryError' && 'code' in error)) return undefined;
  const code = CODES[error.code as RegistryErrorCode];
  return new MockLoopError(code, error.message, { cause: error });
}
