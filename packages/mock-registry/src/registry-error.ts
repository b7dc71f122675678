/** Why a mock could not be started or stopped. Stable: callers may branch on it. */
export type RegistryErrorCode = 'EXISTS' | 'UNKNOWN' | 'START_FAILED' | 'STOP_FAILED';

/** Thrown when the registry cannot do what it was asked to. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: RegistryErrorCode;

  constructor(code: RegistryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
