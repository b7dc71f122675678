/** Why a project could not be written. Nothing of it was. Stable: callers may branch on it. */
export type GeneratorErrorCode = 'FOLDER_TAKEN' | 'PORTS_INVALID' | 'SETTINGS_UNREADABLE' | 'NO_RUNTIME' | 'FILE_ERROR';

/** The project was not written; what was there before is there still. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError';
  readonly code: GeneratorErrorCode;
  /** What to do about it, in one sentence. */
  readonly advice: string;

  /** @param message What was wrong, and with which file: complete sentences. */
  constructor(code: GeneratorErrorCode, message: string, { advice, cause }: { advice: string; cause?: unknown }) {
    super(message, { cause });
    this.code = code;
    this.advice = advice;
  }
}
