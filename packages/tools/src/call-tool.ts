import { nearestName } from '@mockloop/schema';
import type * as z from 'zod';
import { registryFailure } from './background/registry-failure.ts';
import { MockLoopError, type MockLoopProblem } from './mockloop-error.ts';
import type { Tool } from './tool.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Checks the arguments of a tool and runs it.
 *
 * @throws {MockLoopError} also for what else goes wrong: `INTERNAL_ERROR`, `CANCELLED`.
 */
export async function callTool(tool: Tool, args: unknown, context: ToolContext): Promise<object> {
  const parsed = tool.input.safeParse(args ?? {});
  if (!parsed.success) throw invalidArguments(tool, parsed.error);
  try {
    context.signal?.throwIfAborted();
    return await tool.run(parsed.data, context);
  } catch (error) {
    throw asMockLoopError(tool, error, context);
  }
}

function asMockLoopError(tool: Tool, error: unknown, { signal, log }: ToolContext): MockLoopError {
  if (error instanceof MockLoopError) return error;
  if (signal?.aborted) return new MockLoopError('CANCELLED', `${tool.name} was cancelled.`, { cause: error });
  const failure = registryFailure(error);
  if (failure !== undefined) return failure;
  log(`${tool.name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  // What it says may be of use to nobody but those who write MockLoop, or be no business of the caller's.
  return new MockLoopError('INTERNAL_ERROR', `${tool.name} failed within MockLoop.`, {
    advice: 'Its log has the details. Please report it.',
    cause: error,
  });
}

function invalidArguments(tool: Tool, { issues }: z.ZodError): MockLoopError {
  return new MockLoopError('INVALID_ARGUMENTS', `The arguments of ${tool.name} are wrong.`, {
    problems: issues.flatMap((issue) => problemsOf(tool, issue)),
    advice: `It takes: ${signatureOf(tool)}.`,
  });
}

function problemsOf(tool: Tool, issue: z.core.$ZodIssue): MockLoopProblem[] {
  const pointer = pointerOf(issue.path);
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: detailOf(issue) }];
  const known = issue.path.length === 0 ? Object.keys(tool.input.shape) : [];
  return issue.keys.map((key) => {
    const nearest = nearestName(key, known);
    return {
      pointer: pointerOf([...issue.path, key]),
      detail: `there is no such argument.${nearest === undefined ? '' : ` Did you mean ${nearest}?`}`,
    };
  });
}

function detailOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `it is missing; a value of type ${issue.expected} is needed.`;
  return `${issue.message}.`;
}

function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** `server_url, method?, limit?` */
function signatureOf({ input }: Tool): string {
  return Object.entries(input.shape)
    .map(([name, field]) => (field.safeParse(undefined).success ? `${name}?` : name))
    .join(', ');
}
