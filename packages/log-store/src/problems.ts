import { DatabaseError } from '@mockloop/database';

/** Tells people what is wrong, once for each kind of trouble. */
export class Problems {
  readonly #tell: ((message: string) => void) | undefined;
  readonly #told = new Set<string>();

  constructor(tell: ((message: string) => void) | undefined) {
    this.#tell = tell;
  }

  /** What a database said. */
  report(error: unknown): undefined {
    const kind = error instanceof DatabaseError ? error.code : 'UNKNOWN';
    const reason = error instanceof Error ? error.message : String(error);
    this.say(kind, `${reason} Requests are answered; the log is kept in memory until it can be written.`);
  }

  say(kind: string, message: string): void {
    if (this.#told.has(kind)) return;
    this.#told.add(kind);
    this.#tell?.(message);
  }
}
