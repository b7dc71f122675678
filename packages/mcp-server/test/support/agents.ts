import { type Connection, MultiServerMCPClient } from '@langchain/mcp-adapters';
import { StreamableHTTPClientTransport, type Transport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { StdioClientTransport as StdioTransportV1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as HttpTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { onTestFinished } from 'vitest';
import { command, startHttp } from './mcp-process.ts';
import { connectV1, connectV2, type Peer } from './peer.ts';

/** Calls a tool, and gives its structured result; rejects with its text where that is an error. */
type Call = (tool: string, args: object) => Promise<Record<string, unknown>>;

/** Somebody who uses the command as agents do: as a process of their own, or over HTTP. */
export interface Agent {
  readonly name: string;
  connect(workspace: string): Promise<Call>;
}

/** All that are to work with it. */
export const agents: readonly Agent[] = [
  { name: 'the client before, stdio', connect: async (workspace) => callOf(await connectV1(stdioV1(workspace))) },
  { name: 'the client before, HTTP', connect: async (workspace) => callOf(await connectV1(await httpV1(workspace))) },
  ...(['legacy', 'modern'] as const).flatMap((era) => [
    {
      name: `the client of today, ${era}, stdio`,
      connect: async (workspace: string) => callOf(await connectV2(stdio(workspace), era)),
    },
    {
      name: `the client of today, ${era}, HTTP`,
      connect: async (workspace: string) => callOf(await connectV2(await http(workspace), era)),
    },
  ]),
  {
    name: 'LangChain, stdio',
    connect: (workspace) => connectLangChain({ transport: 'stdio', ...commandIn(workspace) }),
  },
  {
    name: 'LangChain, HTTP',
    async connect(workspace) {
      const { url, token } = await startHttp(workspace);
      return connectLangChain({ transport: 'http', url, headers: { authorization: `Bearer ${token}` } });
    },
  },
];

function callOf(peer: Peer): Call {
  return async (tool, args) => {
    const { isError, content, structuredContent } = await peer.callTool(tool, args, { timeout: 60_000 });
    if (isError === true) throw new Error(JSON.stringify(content));
    return structuredContent as Record<string, unknown>;
  };
}

async function connectLangChain(mockloop: Connection): Promise<Call> {
  const client = new MultiServerMCPClient({ mockloop });
  onTestFinished(() => client.close());
  const tools = await client.getTools();
  return async (name, args) => {
    const tool = tools.find((one) => one.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const message: unknown = await tool.invoke({ type: 'tool_call', id: 'call', name, args: { ...args } });
    const artifacts = (message as { artifact?: { type: string; data: Record<string, unknown> }[] }).artifact ?? [];
    const structured = artifacts.find(({ type }) => type === 'mcp_structured_content');
    if (structured === undefined) throw new Error(JSON.stringify(message));
    return structured.data;
  };
}

function commandIn(workspace: string): { command: string; args: string[] } {
  return { command: command.command, args: [...command.args, '--workspace', workspace] };
}

function stdio(workspace: string): Transport {
  return new StdioClientTransport({ ...commandIn(workspace), stderr: 'inherit' });
}

function stdioV1(workspace: string): TransportV1 {
  return new StdioTransportV1({ ...commandIn(workspace), stderr: 'inherit' });
}

async function http(workspace: string): Promise<Transport> {
  const { url, token } = await startHttp(workspace);
  return new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  });
}

async function httpV1(workspace: string): Promise<TransportV1> {
  const { url, token } = await startHttp(workspace);
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  // Its own types do not agree under exactOptionalPropertyTypes.
  return new HttpTransportV1(new URL(url), { requestInit }) as TransportV1;
}
