import { mcpServerFactory } from '@mockloop/mcp-server';
import { createMcpApp, type McpApp } from '@mockloop/mcp-server/http';
import { expect, onTestFinished, test } from 'vitest';
import { probeServer } from './support/probe-server.ts';

const yes = { action: 'accept', content: { confirm: true } };

test('a question is a result, and the call that comes with the answer is the one that counts', async () => {
  const app = await newApp();

  const asked = await call(app, 'wipe', { name: 'it' });
  expect(asked).toMatchObject({ resultType: 'input_required' });
  const [[key, question] = ['', {}]] = Object.entries(asked.inputRequests ?? {});
  expect(question).toMatchObject({ method: 'elicitation/create', params: { message: 'Wipe it?' } });

  const answered = await call(app, 'wipe', { name: 'it' }, { inputResponses: { [key]: yes } });
  expect(answered).toMatchObject({ structuredContent: { wiped: 'it' } });
});

test('an answer to one question is none to another', async () => {
  const app = await newApp();
  const [key = ''] = Object.keys((await call(app, 'wipe', { name: 'this' })).inputRequests ?? {});

  const asked = await call(app, 'wipe', { name: 'that' }, { inputResponses: { [key]: yes } });

  expect(asked).toMatchObject({ resultType: 'input_required' });
  expect(Object.keys(asked.inputRequests ?? {})).not.toContain(key);
});

test('answers of earlier rounds come back as they were given, or not at all', async () => {
  const app = await newApp();
  const [first = ''] = Object.keys((await call(app, 'interview', {})).inputRequests ?? {});
  const second = await call(app, 'interview', {}, { inputResponses: { [first]: yes } });
  const { requestState = '', inputRequests = {} } = second;
  const [next = ''] = Object.keys(inputRequests);

  const inputResponses = { [next]: { action: 'decline' } };
  expect(await call(app, 'interview', {}, { requestState, inputResponses })).toMatchObject({
    resultType: 'input_required',
  });
  for (const forged of [`${requestState}x`, requestState.slice(1), requestState.replace('.', '.e30'), '{}', '']) {
    expect(await call(app, 'interview', {}, { requestState: forged, inputResponses })).toMatchObject({ code: -32_602 });
  }
});

interface Answer {
  readonly resultType?: string;
  readonly inputRequests?: Readonly<Record<string, unknown>>;
  readonly requestState?: string;
}

async function newApp(): Promise<McpApp> {
  const app = createMcpApp(mcpServerFactory(await probeServer()));
  onTestFinished(() => app.close());
  return app;
}

/** A call of the 2026-07-28 revision, as it goes over the wire. */
async function call(app: McpApp, name: string, args: object, more: object = {}): Promise<Answer> {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} }, sampling: {} },
  };
  const headers = {
    host: '127.0.0.1',
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': 'tools/call',
    'mcp-name': name,
  };
  const params = { name, arguments: args, _meta, ...more };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const response = await app.fetch(new Request('http://127.0.0.1/mcp', { method: 'POST', headers, body }));
  const { result, error } = (await response.json()) as { result?: Answer; error?: Answer };
  return result ?? error ?? {};
}
