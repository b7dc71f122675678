import {
  Client,
  type ClientCapabilities,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as HttpTransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport as TransportV1 } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CreateMessageRequestSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { onTestFinished } from 'vitest';

/** How a client answers what the server asks; what is absent it cannot do. */
export interface Answers {
  readonly elicit?: (message: string) => { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, boolean> };
  readonly sample?: (prompt: string) => string;
}

interface CallOptions {
  readonly signal?: AbortSignal;
  /** Milliseconds. */
  readonly timeout?: number;
  readonly onprogress?: (progress: {
    progress: number;
    total?: number | undefined;
    message?: string | undefined;
  }) => void;
}

// What comes over the wire, before anybody has typed it.
type Json = Record<string, unknown>;

/** What the clients of both lines of the SDK have in common. */
export interface Peer {
  listTools(): Promise<{ tools: Json[] }>;
  callTool(name: string, args: unknown, options?: CallOptions): Promise<Json>;
  listPrompts(): Promise<{ prompts: Json[] }>;
  getPrompt(name: string, args: Record<string, string>): Promise<Json>;
  listResources(): Promise<{ resources: Json[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: Json[] }>;
  readResource(uri: string): Promise<{ contents: Json[] }>;
  complete(
    ref: { prompt: string } | { uri: string },
    argument: { name: string; value: string },
    given?: Record<string, string>,
  ): Promise<string[]>;
  readonly instructions: string | undefined;
  close(): Promise<void>;
}

/** The official client of today, in either era. */
export async function connectV2(transport: Transport, mode: 'legacy' | 'modern', answers: Answers = {}): Promise<Peer> {
  const { elicit, sample } = answers;
  const client = new Client(
    { name: 'test', version: '1' },
    {
      capabilities: capabilitiesOf(answers),
      versionNegotiation: { mode: mode === 'legacy' ? 'legacy' : { pin: '2026-07-28' } },
    },
  );
  if (elicit !== undefined)
    client.setRequestHandler('elicitation/create', async ({ params }) => elicit(params.message));
  if (sample !== undefined) {
    client.setRequestHandler('sampling/createMessage', async ({ params }) => sampled(sample(textOf(params.messages))));
  }
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    listTools: () => client.listTools(),
    callTool: (name, args, options) => client.callTool({ name, arguments: args as Json }, options),
    listPrompts: () => client.listPrompts(),
    getPrompt: (name, args) => client.getPrompt({ name, arguments: args }),
    listResources: () => client.listResources(),
    listResourceTemplates: () => client.listResourceTemplates(),
    readResource: (uri) => client.readResource({ uri }),
    complete: async (ref, argument, given) =>
      (await client.complete({ ref: refOf(ref), argument, ...(given && { context: { arguments: given } }) })).completion
        .values,
    get instructions() {
      return client.getInstructions();
    },
    close: () => client.close(),
  };
}

/** The client of the line before, which many hosts have. */
export async function connectV1(transport: TransportV1, answers: Answers = {}): Promise<Peer> {
  const { elicit, sample } = answers;
  const client = new ClientV1({ name: 'test', version: '1' }, { capabilities: capabilitiesOf(answers) });
  if (elicit !== undefined) client.setRequestHandler(ElicitRequestSchema, async ({ params }) => elicit(params.message));
  if (sample !== undefined) {
    client.setRequestHandler(CreateMessageRequestSchema, async ({ params }) =>
      sampled(sample(textOf(params.messages))),
    );
  }
  await client.connect(transport);
  onTestFinished(() => client.close());
  return {
    listTools: () => client.listTools(),
    callTool: (name, args, options) => client.callTool({ name, arguments: args as Json }, undefined, options as never),
    listPrompts: () => client.listPrompts(),
    getPrompt: (name, args) => client.getPrompt({ name, arguments: args }),
    listResources: () => client.listResources(),
    listResourceTemplates: () => client.listResourceTemplates(),
    readResource: (uri) => client.readResource({ uri }),
    complete: async (ref, argument, given) =>
      (await client.complete({ ref: refOf(ref), argument, ...(given && { context: { arguments: given } }) })).completion
        .values,
    get instructions() {
      return client.getInstructions();
    },
    close: () => client.close(),
  };
}

type Fetch = (request: Request) => Response | Promise<Response>;

/** Streamable HTTP without a socket. */
export function httpTransport(fetch: Fetch, headers: Record<string, string> = {}): Transport {
  return new StreamableHTTPClientTransport(new URL('http://127.0.0.1/mcp'), {
    requestInit: { headers },
    fetch: async (url, init) => fetch(withHost(new Request(url, init))),
  });
}

export function httpTransportV1(fetch: Fetch): TransportV1 {
  const transport = new HttpTransportV1(new URL('http://127.0.0.1/mcp'), {
    fetch: async (url, init) => fetch(withHost(new Request(url, init))),
  });
  // Its own types do not agree under exactOptionalPropertyTypes.
  return transport as TransportV1;
}

/** What a socket would add. */
function withHost(request: Request): Request {
  request.headers.set('host', '127.0.0.1');
  return request;
}

function capabilitiesOf({ elicit, sample }: Answers): ClientCapabilities {
  return { ...(elicit && { elicitation: { form: {} } }), ...(sample && { sampling: {} }) };
}

function refOf(
  ref: { prompt: string } | { uri: string },
): { type: 'ref/prompt'; name: string } | { type: 'ref/resource'; uri: string } {
  return 'uri' in ref ? { type: 'ref/resource', uri: ref.uri } : { type: 'ref/prompt', name: ref.prompt };
}

function sampled(text: string): { model: string; role: 'assistant'; content: { type: 'text'; text: string } } {
  return { model: 'test', role: 'assistant', content: { type: 'text', text } };
}

function textOf(messages: readonly { content: unknown }[]): string {
  return messages
    .flatMap(({ content }) => content)
    .map((part) => (part as { text?: string }).text ?? '')
    .join('');
}
