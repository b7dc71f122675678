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
  if (error.name !== 'MockLoopError') return printable(error.message);
  const message = error.message.replaceAll(TOOLS_WITH_COMMANDS, (tool) => COMMANDS.get(tool) ?? tool);
  return message
    .split('\n')
    .map((line) => printable(line))
    .join('\n');
}

/** Tools advise to call others; at a shell these have commands of their own. */
const COMMANDS: ReadonlyMap<string, string> = new Map([
  ['generate_mock_api', 'mockloop generate'],
  ['start_mock_server', 'mockloop start'],
  ['stop_mock_server', 'mockloop stop'],
  ['discover_mock_servers', 'mockloop list'],
]);
const TOOLS_WITH_COMMANDS = new RegExp(`\\b(${[...COMMANDS.keys()].join('|')})\\b`, 'g');

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
