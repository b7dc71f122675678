export type {
  Handler,
  HandlerContext,
  HandlerRequest,
  HandlerResponse,
  HandlerResult,
  HandlerState,
  HandlerWish,
} from '@mockloop/mock-server';
export { describeDiagnostic } from './describe-diagnostic.ts';
export { isSpecError, toDiagnostic } from './describe-failure.ts';
export { defaultDatabase, type Environment, readEnvironment } from './environment.ts';
export { InputError } from './input-error.ts';
export { addMockCommand } from './mock/add-mock-command.ts';
export { onSignal } from './on-signal.ts';
export { complain, lineWidth, print, printable, printJson, styled } from './output.ts';
export type { MockMessage } from './parent.ts';
export { collect, parseCount, parsePort } from './parse-option.ts';
export { run } from './run.ts';
export { runCommandLine } from './run-command-line.ts';
export { type RuntimeFiles, runtimeFiles } from './runtime-files.ts';
