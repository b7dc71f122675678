import type { Diagnostic } from '@mockloop/spec-parser';

/** Something that a file says cannot be taken. Says all of it at once, each with its place and remedy. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** At least one. */
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map(({ message, advice }) => `${message} ${advice}`).join(' '));
    this.diagnostics = diagnostics;
  }
}
