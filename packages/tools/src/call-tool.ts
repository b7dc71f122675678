import { registryFailure } from './background/registry-failure.ts';
import { MockLoopError } from './mockloop-error.ts';
import { parseArguments } from './parse-arguments.ts';
import { testingFailure } from './testing/testing-failure.ts';
import type { Tool } from './tool.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Checks the arguments of a tool and runs it.
 *
 * @throws {MockLoopError} also for what else goes wrong: `INTERNAL_ERROR`, `CANCELLED`.
 */
export async function callTool(tool: Tool, args: unknown, context: ToolContext): Promise<object> {
  try {
    const parsed = parseArguments(tool, args);
    context.signal?.throwIfAborted();
    return await tool.run(parsed, context);
  } catch (error) {
    throw asMockLoopError(tool, error, context);
  }
}

function asMockLoopError(tool: Tool, error: unknown, { signal, log }: ToolContext): MockLoopError {
  if (error instanceof MockLoopError) return error;
  if (signal?.aborted) return new MockLoopError('CANCELLED', `${tool.name} was cancelled.`, { cause: error });
  const failure = registryFailure(error) ?? testingFailure(error);
  if (failure !== undefined) return failure;
  log(`${tool.name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  // What it says may be of use to nobody but those who write MockLoop, or be no business of the caller's.
  return new MockLoopError('INTERNAL_ERROR', `${tool.name} failed within MockLoop.`, {
    advice: 'Its log has the details. Please report it.',
    cause: error,
  });
}
