// Works with MockLoop as any MCP client does. The command of the server follows that of the script:
//   node main.ts npx -y @mockloop/mcp

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Say how to start the server: node main.ts npx -y @mockloop/mcp');
const client = new Client({ name: 'mcp-client-example', version: '1.0.0' });
await client.connect(new StdioClientTransport({ command, args }));

const { tools } = await client.listTools();
console.log(`Tools: ${tools.map(({ name }) => name).join(', ')}`);

// A mock that ends with the server, on ports that are free.
const own = { port: 0, admin_port: 0, detached_mode: false };
const { url, started_at } = await call<Started>('start_mock_server', { mock_name: 'petstore.yaml', ...own });
console.log(`GET /pets answers ${await statusOf(`${url}/pets`)}`);

const busy = { operation: 'update_response', endpoint_path: '/pets', method: 'GET', status_code: 503 };
await call('manage_mock_data', { server_url: url, ...busy });
console.log(`GET /pets, told to be busy, answers ${await statusOf(`${url}/pets`)}`);

const { logs } = await call<Log>('query_mock_logs', { server_url: url, time_from: started_at });
console.log(`The log, newest first: ${logs.map(({ path, status }) => `${path} ${status}`).join(', ')}`);

const { resources } = await client.listResources();
console.log(`Resources: ${resources.length}, e.g. ${resources[0]?.title}`);

await client.close();

interface Started {
  readonly url: string;
  readonly started_at: string;
}

interface Log {
  readonly logs: readonly { readonly path: string; readonly status: number }[];
}

/** The structured result of a tool. An error of a tool is a result, too: its text says what to do. */
async function call<Result>(name: string, args: Record<string, unknown>): Promise<Result> {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: args });
  if (isError) throw new Error(content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'));
  return structuredContent as Result;
}

async function statusOf(target: string): Promise<number> {
  return (await fetch(target)).status;
}
