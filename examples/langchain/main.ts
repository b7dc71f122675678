// An agent that gets a mock of an API, makes it fail, calls it, and reads in its log what came of it.

import path from 'node:path';
import { AIMessage, HumanMessage } from '@langchain/core/messages';
import { MockLoopClient } from '@mockloop/client';
import { createAgent, tool } from 'langchain';
import { model } from './model.ts';

await using client = new MockLoopClient({ workspace: path.join(import.meta.dirname, '..') });

const get = tool(async ({ url }: { url: string }) => `It answered ${(await fetch(url)).status}.`, {
  name: 'get',
  description: 'Sends a GET request.',
  schema: { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] },
});
const agent = createAgent({ model, tools: [get, ...(await client.asLangChainTools({ toolsets: ['core'] }))] });

const task = 'Mock petstore.yaml, let GET /pets answer 503, call it, and tell me what the log says.';
const { messages } = await agent.invoke({ messages: [new HumanMessage(task)] });

for (const message of messages) {
  const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
  for (const { name, args } of calls) console.log(`→ ${name} ${JSON.stringify(args)}`);
  if (calls.length === 0) console.log(`${message.type}: ${message.text}`);
}
