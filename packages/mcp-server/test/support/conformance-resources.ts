import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import { png } from './conformance-parts.ts';

export function registerConformanceResources(server: McpServer): void {
  const add = (uri: string, mimeType: string, body: { text: string } | { blob: string }): void => {
    const read = async (): Promise<object> => ({ contents: [{ uri, mimeType, ...body }] });
    server.registerResource(uri, uri, { mimeType, description: uri }, read as never);
  };
  add('test://static-text', 'text/plain', { text: 'This is the content of the static text resource.' });
  add('test://static-binary', 'image/png', { blob: png });
  add('test://watched-resource', 'text/plain', { text: 'It is being watched.' });
  server.registerResource(
    'data',
    new ResourceTemplate('test://template/{id}/data', { list: undefined }),
    { mimeType: 'application/json', description: 'Data by id' },
    async ({ href: uri }, { id }) => ({
      contents: [
        {
          uri,
          mimeType: 'application/json',
          text: JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }),
        },
      ],
    }),
  );
  server.server.setRequestHandler('resources/subscribe', () => ({}));
  server.server.setRequestHandler('resources/unsubscribe', () => ({}));
}
