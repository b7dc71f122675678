import { MockLoopError, type Tool, type ToolContext } from '@mockloop/tools';
import * as z from 'zod';

const hints = { readOnly: true, destructive: false, idempotent: true, openWorld: false } as const;

/** Tools that do what is to be carried over MCP: fail, ask back, take long. */
export const testTools: readonly Tool[] = [
  {
    name: 'fail',
    title: 'Fail',
    description: 'Fails with a code, a place and advice.',
    toolset: 'core',
    hints,
    input: z.strictObject({}),
    output: z.object({}),
    run: () =>
      Promise.reject(
        new MockLoopError('INVALID_SCENARIO', 'The scenario is wrong.', {
          problems: [{ pointer: '/rules/0', detail: 'it does nothing.' }],
          advice: 'Give it a response.',
        }),
      ),
  },
  {
    name: 'ask',
    title: 'Ask',
    description: 'Asks whether to go on.',
    toolset: 'core',
    hints: { ...hints, readOnly: false, destructive: true },
    input: z.strictObject({}),
    output: z.object({ answer: z.string() }),
    run: async (_, { confirm }: ToolContext) => ({
      answer: confirm === undefined ? 'nobody to ask' : String(await confirm('Delete it?')),
    }),
  },
  {
    name: 'sample',
    title: 'Sample',
    description: 'Asks a model.',
    toolset: 'ai',
    hints,
    input: z.strictObject({}),
    output: z.object({ answer: z.string() }),
    run: async (_, { sample }: ToolContext) => ({
      answer:
        sample === undefined ? 'no model' : await sample({ system: 'Be brief.', prompt: 'Say ha.', maxTokens: 5 }),
    }),
  },
  {
    name: 'count',
    title: 'Count',
    description: 'Counts to three.',
    toolset: 'core',
    hints,
    input: z.strictObject({}),
    output: z.object({ counted: z.int() }),
    run: async (_, { progress }: ToolContext) => {
      for (const done of [1, 2, 3]) progress?.({ done, total: 3, message: `${done} of 3` });
      return { counted: 3 };
    },
  },
];

/** A tool that goes on until it is cancelled, and when it was called and when it was cancelled. */
export function endlessTool(): { tool: Tool; called: Promise<void>; cancelled: Promise<void> } {
  const called = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  const tool: Tool = {
    name: 'endless',
    title: 'Endless',
    description: 'Goes on until it is cancelled.',
    toolset: 'core',
    hints,
    input: z.strictObject({}),
    output: z.object({}),
    run: async (_, { signal }: ToolContext) => {
      called.resolve();
      await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
      cancelled.resolve();
      return {};
    },
  };
  return { tool, called: called.promise, cancelled: cancelled.promise };
}
