import type { SpecError } from '@mockloop/spec-parser';
import { describeDiagnostic } from './describe-diagnostic.ts';
import { InputError } from './input-error.ts';
import { printable } from './output.ts';

/** What went wrong, where, and what to do about it; where in MockLoop only for those who asked. */
export function describeFailure(error: unknown, debug: boolean): string {
  const stack = debug && error instanceof Error && error.stack !== undefined ? `\n${error.stack}` : '';
  if (isSpecError(error)) return describeDiagnostic(toDiagnostic(error)) + stack;
  if (error instanceof InputError) return error.diagnostics.map((one) => describeDiagnostic(one)).join('\n') + stack;
  return `error: ${textOf(error)}${stack}`;
}

/** What tools say of their failures has a line for each thing that is wrong. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return printable(String(error));
  const lines = error.name === 'MockLoopError' ? error.message.split('\n') : [error.message];
  return lines.map((line) => printable(line)).join('\n');
}

/** Told by its name: not every command that fails has loaded the parser. */
export function isSpecError(error: unknown): error is SpecError {
  return error instanceof Error && error.name === 'SpecError';
}

export function toDiagnostic(error: SpecError): Parameters<typeof describeDiagnostic>[0] {
  const { code, message, file, pointer, line, column } = error;
  const advice = error.advice
    .replace('Allow private networks', 'Allow private networks with --allow-private-networks')
    .replace('Allow remote references', 'Allow remote references with --remote-refs');
  return { severity: 'error', code, message, advice, file, pointer, line, column };
}
