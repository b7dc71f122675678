import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server that does with its connections what it is told; it ends with the test. Gives its URL. */
export async function listenRaw(onConnection: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** Answers every request with the same bytes. */
export function always(answer: string): (socket: Socket) => void {
  return (socket) => socket.once('data', () => socket.end(answer));
}

/** An answer with a body. */
export function httpAnswer(status: string, body: string, headers: readonly string[] = []): string {
  const length = `content-length: ${Buffer.byteLength(body)}`;
  return [`HTTP/1.1 ${status}`, length, 'connection: close', ...headers, '', body].join('\r\n');
}
