import { setTimeout } from 'node:timers/promises';
import type { Fault } from '@mockloop/scenarios';
import { type Answer, headerPairs } from '../answer.ts';
import { bytesPerSecond, faultType, malformed, toBytes } from './fault-bytes.ts';

/**
 * What `fetch` makes of a faulty answer, without a socket.
 *
 * @throws {TypeError} `fetch failed`, as `fetch` does, where no answer would arrive.
 * @throws The signal's reason where `timeout` waits until it is aborted; without a signal it waits for ever.
 */
export function toFaultyResponse(fault: Fault, answer: Answer, signal: AbortSignal): Response | Promise<Response> {
  const { status } = answer;
  const headers = headerPairs(answer.headers);
  switch (faultType(fault)) {
    case 'connection_reset':
      throw failed('ECONNRESET', 'read ECONNRESET');
    case 'empty_reply':
      throw failed('UND_ERR_SOCKET', 'other side closed');
    case 'timeout':
      return new Promise((_resolve, reject) => {
        const abort = (): void => reject(signal.reason);
        if (signal.aborted) abort();
        signal.addEventListener('abort', abort, { once: true });
      });
    case 'malformed_body':
      return new Response(malformed(toBytes(answer)), { status, headers });
    case 'truncated_chunk':
      return new Response(truncated(toBytes(answer)), { status, headers });
    case 'slow_bytes':
      return new Response(dripping(toBytes(answer), bytesPerSecond(fault), signal), { status, headers });
  }
}

function failed(code: string, message: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

function truncated(body: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(body.subarray(0, Math.ceil(body.length / 2)));
    },
    pull(controller) {
      controller.error(new TypeError('terminated', { cause: failed('UND_ERR_SOCKET', 'other side closed') }));
    },
  });
}

function dripping(body: Uint8Array, rate: number, signal: AbortSignal): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      if (sent >= body.length) {
        controller.close();
        return;
      }
      await setTimeout(1_000 / rate, undefined, { signal });
      controller.enqueue(body.subarray(sent, ++sent));
    },
  });
}
