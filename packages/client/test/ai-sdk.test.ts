import { generateText, isStepCount, type ToolSet } from 'ai';
import { MockLanguageModelV4 } from 'ai/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asAiSdkTools } from '../src/ai-sdk.ts';
import { MockLoopClient } from '../src/index.ts';
import { type ServedTools, serveTools } from './support/serve-tools.ts';
import { testTools } from './support/test-tools.ts';

let server: ServedTools;
let client: MockLoopClient;
let tools: ToolSet;
beforeAll(async () => {
  server = await serveTools({ tools: testTools });
  client = await MockLoopClient.connect({ url: server.url });
  tools = await asAiSdkTools(client);
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

test('a model reads the text of a result; the program has the whole', async () => {
  const model = modelThatCalls('count', {});
  const { text, steps } = await generateText({ model, tools, prompt: 'Count.', stopWhen: isStepCount(2) });

  expect(text).toBe('I see.');
  expect(steps[0]?.toolResults[0]).toMatchObject({ output: { text: '{"counted":3}', result: { counted: 3 } } });
  expect(answerTo(model)).toEqual({ type: 'text', value: '{"counted":3}' });
});

test.each([
  ['fail', {}, /^MockLoopError: The scenario is wrong\.\n- \/rules\/0: it does nothing\.\nGive it a response\.$/],
  ['count', { too: 3 }, /^MockLoopError: The arguments of count are wrong\.\n- \/too: there is no such argument/],
])('a model reads what to do about an error of %s %j', async (name, args, text) => {
  const model = modelThatCalls(name, args);
  await generateText({ model, tools, prompt: 'Go.', stopWhen: isStepCount(2) });

  expect(answerTo(model)).toEqual({ type: 'error-text', value: expect.stringMatching(text) });
});

test('a tool says what it does to the world, and has a prefix where one is wanted', async () => {
  const selected = await asAiSdkTools(client, { include: ['ask'], prefix: 'mock_' });

  expect(Object.keys(selected)).toEqual(['mock_ask']);
  expect(selected.mock_ask?.metadata).toEqual({
    mockloop: {
      title: 'Ask',
      toolset: 'core',
      hints: { readOnly: false, destructive: true, idempotent: true, openWorld: false },
    },
  });
});

/** Calls a tool, and has seen enough then. */
function modelThatCalls(toolName: string, args: object): MockLanguageModelV4 {
  const usage = {
    inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
    outputTokens: { total: 1, text: 1, reasoning: undefined },
  };
  return new MockLanguageModelV4({
    doGenerate: [
      {
        content: [{ type: 'tool-call', toolCallId: 'c1', toolName, input: JSON.stringify(args) }],
        finishReason: { unified: 'tool-calls', raw: undefined },
        usage,
        warnings: [],
      },
      {
        content: [{ type: 'text', text: 'I see.' }],
        finishReason: { unified: 'stop', raw: undefined },
        usage,
        warnings: [],
      },
    ],
  });
}

/** What the model was told of its call. */
function answerTo({ doGenerateCalls }: MockLanguageModelV4): unknown {
  const message = doGenerateCalls[1]?.prompt.find(({ role }) => role === 'tool');
  const [part] = message?.role === 'tool' ? message.content : [];
  return part?.type === 'tool-result' ? part.output : undefined;
}
