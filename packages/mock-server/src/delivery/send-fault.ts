import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Fault } from '@mockloop/scenarios';
import type { Answer } from '../answer.ts';
import { bytesPerSecond, faultType, malformed, toBytes } from './fault-bytes.ts';

/** How often slow bytes are sent. */
const TICK_MS = 50;

/** Sends an answer as no server should. */
export function sendFault(fault: Fault, answer: Answer, outgoing: ServerResponse): void {
  const { status, headers } = answer;
  const { socket } = outgoing;
  if (socket === null) {
    // The answer to an earlier request of the connection (pipelining, RFC 9112 §9.3.2) is still to be sent.
    outgoing.once('socket', () => {
      try {
        sendFault(fault, answer, outgoing);
      } catch {
        // Fields that Node does not send.
        outgoing.destroy();
      }
    });
    return;
  }
  switch (faultType(fault)) {
    case 'connection_reset':
      // RST instead of FIN: the client sees ECONNRESET.
      socket.resetAndDestroy();
      return;
    case 'empty_reply':
      socket.end();
      return;
    case 'timeout':
      // Until the client gives up, or the mock is closed.
      return;
    case 'malformed_body': {
      const body = malformed(toBytes(answer));
      outgoing.writeHead(status, [...headers, 'content-length', String(body.length)]).end(body);
      return;
    }
    case 'truncated_chunk':
      truncate(answer, outgoing, socket);
      return;
    case 'slow_bytes':
      drip(toBytes(answer), { answer, outgoing, rate: bytesPerSecond(fault) });
  }
}

/** A chunk that says it is longer than what comes of it (RFC 9112 §7.1). */
function truncate(answer: Answer, outgoing: ServerResponse, socket: Socket): void {
  const body = toBytes(answer);
  outgoing.useChunkedEncodingByDefault = true;
  outgoing.writeHead(answer.status, [...answer.headers, 'transfer-encoding', 'chunked']);
  outgoing.flushHeaders();
  socket.write(`${(body.length + 1).toString(16)}\r\n`);
  socket.end(body.subarray(0, Math.ceil(body.length / 2)));
}

interface Drip {
  readonly answer: Answer;
  readonly outgoing: ServerResponse;
  readonly rate: number;
}

function drip(body: Uint8Array, { answer, outgoing, rate }: Drip): void {
  outgoing.writeHead(answer.status, [...answer.headers, 'content-length', String(body.length)]);
  outgoing.flushHeaders();
  const begun = performance.now();
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.min(body.length, Math.floor(((performance.now() - begun) / 1_000) * rate));
    if (due > sent) outgoing.write(body.subarray(sent, due));
    sent = due;
    if (sent < body.length) return;
    clearInterval(timer);
    outgoing.end();
  }, TICK_MS);
  outgoing.once('close', () => clearInterval(timer));
}
