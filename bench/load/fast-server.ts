import { type AddressInfo, createServer } from 'node:net';

const BODY = JSON.stringify({ id: 1, name: 'a name', tags: ['one', 'two'] });
const HEAD = [
  'HTTP/1.1 200 OK',
  'Content-Type: application/json',
  `Content-Length: ${BODY.length}`,
  'Connection: keep-alive',
];
const ANSWER = Buffer.from(`${HEAD.join('\r\n')}\r\n\r\n${BODY}`);

// Answers whatever comes at once, at the least cost, so that the generator is what is measured.
const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.on('data', () => socket.write(ANSWER));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.exit());
