import http from 'node:http';
import type { BuiltRequest } from './valid-request.ts';

export interface Received {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request over a real socket; unlike `fetch`, with any method that Node's parser knows. */
export function send(url: string, request: BuiltRequest, agent: http.Agent): Promise<Received> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = request.body === undefined ? {} : { 'content-length': request.body.length };
    const outgoing = http.request(
      {
        agent,
        hostname,
        port,
        method: request.method,
        path: request.target,
        headers: { ...request.headers, ...length },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(request.body);
  });
}
