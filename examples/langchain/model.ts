// Stands in for a chat model, so that this runs without a network and without an API key. A real one is one line:
//   export const model = new ChatOpenAI({ model: '…' });

import { AIMessage, type BaseMessage, ToolMessage } from '@langchain/core/messages';
import { fakeModel } from 'langchain';

const busy = { operation: 'update_response', endpoint_path: '/pets', method: 'GET' };

export const model = fakeModel()
  .respond(() =>
    calls('start_mock_server', { mock_name: 'petstore.yaml', port: 0, admin_port: 0, detached_mode: false }),
  )
  // Models make mistakes. The answer says what to mend.
  .respond((messages) => calls('manage_mock_data', { ...busy, server_url: urlIn(messages), status: 503 }))
  .respond((messages) => calls('manage_mock_data', { ...busy, server_url: urlIn(messages), status_code: 503 }))
  .respond((messages) => calls('get', { url: `${urlIn(messages)}/pets` }))
  .respond((messages) => calls('query_mock_logs', { server_url: urlIn(messages), limit: 1 }))
  .respond((messages) => new AIMessage(`It is busy now. ${messages.at(-1)?.text.split('\n')[1]}`));

function calls(name: string, args: Record<string, unknown>): AIMessage {
  return new AIMessage({ content: '', tool_calls: [{ id: crypto.randomUUID(), name, args }] });
}

/** The address of the mock, as the tool that started it says it. */
function urlIn(messages: readonly BaseMessage[]): string {
  const started = messages.find((message) => ToolMessage.isInstance(message));
  return /API (\S+),/.exec(started?.text ?? '')?.[1] ?? '';
}
