import type { ServerResponse } from 'node:http';
import type { ListenerBehaviour } from './listener.ts';

const ENDLESS_BYTES = 64 * 1024 * 1024;
const SILENCE_MS = 30_000;

/** Answers as a behaviour says. Whatever it does later is in `timers`, for whoever wants it to stop. */
export function misbehave(response: ServerResponse, behaviour: ListenerBehaviour, timers: Set<NodeJS.Timeout>): void {
  switch (behaviour.kind) {
    case 'answer':
      response.writeHead(behaviour.status, (behaviour.headers ?? [['content-type', 'application/json']]).flat());
      response.end(behaviour.body);
      break;
    case 'redirect':
      response.writeHead(302, { location: behaviour.to }).end();
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'malformed':
      response.socket?.end('HTTP/1.1 two hundred\r\n\r\n{"unfinished":');
      break;
    case 'silent':
      later(() => response.destroy(), SILENCE_MS, timers);
      break;
    case 'slow':
      drip(response, timers);
      break;
    case 'endless':
      pour(response);
  }
}

function later(work: () => void, ms: number, timers: Set<NodeJS.Timeout>): void {
  const timer = setTimeout(() => {
    timers.delete(timer);
    work();
  }, ms);
  timers.add(timer);
}

/** One byte a second. */
function drip(response: ServerResponse, timers: Set<NodeJS.Timeout>): void {
  let left = SILENCE_MS / 1000;
  response.writeHead(200, { 'content-type': 'application/json' });
  const next = (): void => {
    left -= 1;
    if (left <= 0 || response.destroyed) {
      response.destroy();
      return;
    }
    response.write(' ');
    later(next, 1000, timers);
  };
  next();
}

function pour(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, '[');
  let left = ENDLESS_BYTES / chunk.length;
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= 1;
      if (!response.write(chunk)) {
        response.once('drain', more);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  more();
}
