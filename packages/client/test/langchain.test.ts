import { AIMessage, HumanMessage, type ToolMessage } from '@langchain/core/messages';
import { Command, END, MemorySaver, MessagesAnnotation, START, StateGraph } from '@langchain/langgraph';
import { ToolNode, toolsCondition } from '@langchain/langgraph/prebuilt';
import { type AgentMiddleware, createAgent, fakeModel, humanInTheLoopMiddleware } from 'langchain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MockLoopClient, MockLoopError } from '../src/index.ts';
import { asLangChainTools, interruptOn } from '../src/langchain.ts';
import { type ServedTools, serveTools } from './support/serve-tools.ts';
import { endlessTool, testTools } from './support/test-tools.ts';

const endless = endlessTool();
let server: ServedTools;
let client: MockLoopClient;
beforeAll(async () => {
  server = await serveTools({ tools: [...testTools, endless.tool] });
  client = await MockLoopClient.connect({ url: server.url });
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

test('a graph runs tools with ToolNode: the text is the content, the whole result the artifact', async () => {
  const tools = await client.asLangChainTools();
  const model = fakeModel()
    .respondWithTools([{ name: 'count', args: {}, id: 'c1' }])
    .respond(new AIMessage('Three.'));
  const bound = model.bindTools(tools);
  const graph = new StateGraph(MessagesAnnotation)
    .addNode('agent', async ({ messages }) => ({ messages: [await bound.invoke(messages)] }))
    .addNode('tools', new ToolNode(tools))
    .addEdge(START, 'agent')
    .addConditionalEdges('agent', toolsCondition, ['tools', END])
    .addEdge('tools', 'agent')
    .compile();

  const { messages } = await graph.invoke({ messages: [new HumanMessage('Count.')] });

  expect(messages.map((message) => `${message.getType()}: ${message.content}`)).toEqual([
    'human: Count.',
    'ai: Count.',
    'tool: {"counted":3}',
    'ai: Three.',
  ]);
  expect((messages[2] as ToolMessage).artifact).toEqual({ counted: 3 });
});

test.each([
  ['a tool that fails', 'fail', {}, /^The scenario is wrong\.\n- \/rules\/0: it does nothing\.\nGive it a response\.$/],
  ['a wrong argument', 'count', { too: 3 }, /^The arguments of count are wrong\.\n- \/too: there is no such argument/],
])('an agent reads what to do about %s, and goes on', async (_, name, args, text) => {
  const tools = await client.asLangChainTools();
  const model = fakeModel()
    .respondWithTools([{ name, args, id: 'c1' }])
    .respond(new AIMessage('I see.'));

  const { messages } = await createAgent({ model, tools }).invoke({ messages: [new HumanMessage('Go.')] });

  const answer = messages[2] as ToolMessage;
  expect(answer.status).toBe('error');
  expect(answer.content).toMatch(text);
  expect(answer.artifact.error).toMatchObject({ code: expect.any(String), problems: [expect.anything()] });
  expect(messages[3]?.content).toBe('I see.');
});

test('destructive tools wait for a human', async () => {
  const tools = await client.asLangChainTools();
  // With `exactOptionalPropertyTypes`, the compiler takes the schema in its type for none.
  const options = { interruptOn: interruptOn(tools) } as never;
  const approval = humanInTheLoopMiddleware(options) as unknown as AgentMiddleware<undefined>;
  const agent = createAgent({
    model: fakeModel()
      .respondWithTools([{ name: 'ask', args: {}, id: 'c1' }])
      .respond(new AIMessage('Done.')),
    tools,
    checkpointer: new MemorySaver(),
    middleware: [approval],
  });
  const config = { configurable: { thread_id: '1' } };

  const paused = await agent.invoke({ messages: [new HumanMessage('Delete it.')] }, config);
  const resumed = await agent.invoke(new Command({ resume: { decisions: [{ type: 'approve' }] } }), config);

  expect(interruptOn(tools)).toEqual({ ask: true });
  expect(paused).toHaveProperty('__interrupt__');
  expect(resumed.messages.map(({ content }) => content)).toEqual([
    'Delete it.',
    'Delete it.',
    '{"answer":"nobody to ask"}',
    'Done.',
  ]);
});

test('progress shows in the custom stream of a graph', async () => {
  const agent = createAgent({
    model: fakeModel()
      .respondWithTools([{ name: 'count', args: {}, id: 'c1' }])
      .respond(new AIMessage('Three.')),
    tools: await client.asLangChainTools(),
  });
  const seen: unknown[] = [];

  for await (const chunk of await agent.stream({ messages: [new HumanMessage('Count.')] }, { streamMode: 'custom' }))
    seen.push(chunk);

  expect(seen[0]).toEqual({ tool: 'count', done: 1, total: 3, message: '1 of 3' });
});

test('a plain node gets the text, and the error as it is', async () => {
  const tools = await asLangChainTools(client, { include: ['count', 'fail'] });

  expect(await tools.find(({ name }) => name === 'count')?.invoke({})).toBe('{"counted":3}');
  await expect(tools.find(({ name }) => name === 'fail')?.invoke({})).rejects.toBeInstanceOf(MockLoopError);
});

test('the signal of a graph ends the work of its tools', async () => {
  const [tool] = await asLangChainTools(client, { include: ['endless'] });
  const controller = new AbortController();

  const calling = tool?.invoke(
    { type: 'tool_call', id: 'c1', name: 'endless', args: {} },
    { signal: controller.signal },
  );
  await endless.called;
  controller.abort();

  await expect(calling).rejects.toThrow();
  await endless.cancelled;
});

test.each([
  [{}, ['fail', 'ask', 'count', 'endless']],
  [{ toolsets: ['all'] }, ['fail', 'ask', 'sample', 'count', 'endless']],
  [{ toolsets: ['ai'], include: ['ask'] }, ['ask', 'sample']],
  [{ include: ['ask', 'count'], exclude: ['ask'] }, ['count']],
  [{ readOnly: true, exclude: ['endless'] }, ['fail', 'count']],
  [{ include: ['ask'], prefix: 'mock_' }, ['mock_ask']],
] as const)('%j selects %j', async (selection, names) => {
  const tools = await asLangChainTools(client, selection);

  expect(tools.map(({ name }) => name)).toEqual(names);
});

test.each([{ exclude: ['cuont'] }, { include: ['cuont'] }, { toolsets: ['cuont' as 'core'] }])(
  '%j is refused',
  async (options) => {
    await expect(client.asLangChainTools(options)).rejects.toMatchObject({ code: 'INVALID_ARGUMENTS' });
  },
);

test('a tool says what it does to the world, and what it takes', async () => {
  const [tool] = await asLangChainTools(client, { include: ['ask'] });

  expect(tool).toMatchObject({
    description: 'Asks whether to go on.',
    schema: { type: 'object', properties: {}, additionalProperties: false },
    metadata: {
      mockloop: {
        title: 'Ask',
        toolset: 'core',
        hints: { readOnly: false, destructive: true, idempotent: true, openWorld: false },
      },
    },
  });
});
