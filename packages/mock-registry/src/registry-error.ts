/** Why a mock could not be started, stopped or looked up. Stable: callers may branch on it. */
export type RegistryErrorCode =
  | 'INVALID_NAME'
  | 'EXISTS'
  | 'UNKNOWN'
  | 'START_FAILED'
  | 'STOP_FAILED'
  /** The file of the records is damaged, locked or may not be written to. */
  | 'RECORDS_FAILED';

/** Thrown when the registry cannot do what it was asked to. The message says what to do. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly code: RegistryErrorCode;

  constructor(code: RegistryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
