import { type CallToolResult, fromJsonSchema, type McpServer, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod';
import { type Conformance, png, textResult } from './conformance-parts.ts';

const wav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';

/** Those that ask nothing. */
export function registerConformanceTools(server: McpServer, { notify }: Conformance): void {
  const add = (name: string, run: (context: ServerContext) => CallToolResult | Promise<CallToolResult>): void => {
    server.registerTool(name, { description: name, inputSchema: z.object({}) }, (_, context) => run(context));
  };
  const image = { type: 'image', data: png, mimeType: 'image/png' } as const;

  add('test_simple_text', () => textResult('This is a simple text response for testing.'));
  add('test_image_content', () => ({ content: [image] }));
  add('test_audio_content', () => ({ content: [{ type: 'audio', data: wav, mimeType: 'audio/wav' }] }));
  add('test_embedded_resource', () => ({
    content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
  }));
  add('test_multiple_content_types', () => ({
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      image,
      embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
    ],
  }));
  add('test_tool_with_logging', async ({ mcpReq }) => {
    for (const stage of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
      await mcpReq.log('info', stage);
    }
    return textResult('Logged.');
  });
  add('test_logging_tool', async ({ mcpReq }) => {
    await mcpReq.log('info', 'Logged');
    return textResult('Logged.');
  });
  add('test_tool_with_progress', async ({ mcpReq }) => {
    const progressToken = mcpReq._meta?.progressToken;
    for (const progress of progressToken === undefined ? [] : [0, 50, 100]) {
      await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: 100 } });
    }
    return textResult(String(progressToken));
  });
  add('test_error_handling', () => {
    throw new Error('This tool intentionally returns an error for testing');
  });
  add('test_streaming_elicitation', () => textResult('It asks nothing.'));
  add('test_trigger_tool_change', () => {
    notify().toolsChanged();
    return textResult('Told.');
  });
  add('test_trigger_prompt_change', () => {
    notify().promptsChanged();
    return textResult('Told.');
  });
  registerSchemaTools(server);
}

function registerSchemaTools(server: McpServer): void {
  const region = fromJsonSchema<{ region?: string }>({
    type: 'object',
    properties: { region: { type: 'string', 'x-mcp-header': 'Region' } },
  } as never);
  server.registerTool('test_x_mcp_header', { description: 'Takes a header', inputSchema: region }, (args) =>
    textResult(`region=${args.region ?? ''}`),
  );
  const everyKeyword = fromJsonSchema({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    $defs: {
      address: {
        $anchor: 'addressDef',
        type: 'object',
        properties: { street: { type: 'string' }, city: { type: 'string' } },
      },
    },
    properties: {
      name: { type: 'string' },
      address: { $ref: '#/$defs/address' },
      contactMethod: { type: 'string', enum: ['phone', 'email'] },
      phone: { type: 'string' },
      email: { type: 'string' },
    },
    allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
    if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
    then: { required: ['phone'] },
    else: { required: ['email'] },
    additionalProperties: false,
  });
  server.registerTool('json_schema_2020_12_tool', { description: 'Any keyword', inputSchema: everyKeyword }, (args) =>
    textResult(JSON.stringify(args)),
  );
}

function embedded(uri: string, mimeType: string, text: string): CallToolResult['content'][number] {
  return { type: 'resource', resource: { uri, mimeType, text } };
}
