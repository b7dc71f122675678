import type { SpecError } from '@mockloop/spec-parser';
import { printable } from './output.ts';
import { describeDiagnostic } from './validate/describe-diagnostic.ts';

/** What went wrong, where, and what to do about it; where in MockLoop only for those who asked. */
export function describeFailure(error: unknown, debug: boolean): string {
  const stack = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  if (isSpecError(error)) return describeDiagnostic(toDiagnostic(error)) + stack;
  return `error: ${printable(error instanceof Error ? error.message : String(error))}${stack}`;
}

/** Told by its name: not every command that fails has loaded the parser. */
export function isSpecError(error: unknown): error is SpecError {
  return error instanceof Error && error.name === 'SpecError';
}

export function toDiagnostic(error: SpecError): Parameters<typeof describeDiagnostic>[0] {
  const { code, message, advice, file, pointer, line, column } = error;
  return { severity: 'error', code, message, advice, file, pointer, line, column };
}
