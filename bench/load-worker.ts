import net from 'node:net';

/** What the worker reads from stdin, as JSON. */
export interface LoadOptions {
  readonly port: number;
  readonly connections: number;
  /** Stop after this many milliseconds … */
  readonly durationMs?: number;
  /** … or after this many answers. */
  readonly requests?: number;
  /** Requests as bytes (base64), sent in turn. */
  readonly messages: readonly string[];
}

export interface LoadResult {
  readonly answers: number;
  readonly seconds: number;
  /** Answers that were no 2xx. */
  readonly failures: number;
  /** Connections that were lost. */
  readonly errors: number;
  readonly bytes: number;
  readonly latencyMs: { readonly p50: number; readonly p99: number; readonly max: number };
}

const HEAD_END = Buffer.from('\r\n\r\n');
const CHUNKS_END = Buffer.from('0\r\n\r\n');
const BUCKETS_PER_MS = 20;

/**
 * A closed loop over raw sockets: each connection has one request under way. It parses no more of an answer than its
 * status and its end, so that it costs less than any server that it measures.
 */
function run(options: LoadOptions): Promise<LoadResult> {
  const messages = options.messages.map((message) => Buffer.from(message, 'base64'));
  const wanted = options.requests ?? Number.POSITIVE_INFINITY;
  const histogram = new Uint32Array(BUCKETS_PER_MS * 20_000);
  const totals = { sent: 0, answers: 0, failures: 0, errors: 0, bytes: 0, maxMs: 0, open: 0 };
  const startedAt = performance.now();
  const stopAt = startedAt + (options.durationMs ?? Number.POSITIVE_INFINITY);
  const { promise, resolve } = Promise.withResolvers<LoadResult>();
  for (let i = 0; i < options.connections; i++) connect();
  return promise;

  function connect(): void {
    let sentAt = 0;
    const reader = new AnswerReader();
    const buffer = Buffer.allocUnsafe(64 * 1024);
    const socket = net.connect({ port: options.port, host: '127.0.0.1', onread: { buffer, callback: read } });
    totals.open++;
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', () => {
      totals.errors++;
    });
    socket.on('close', close);

    function send(): void {
      const message = messages[totals.sent % messages.length];
      if (totals.sent >= wanted || message === undefined) {
        socket.destroy();
        return;
      }
      totals.sent++;
      sentAt = performance.now();
      socket.write(message);
    }

    function read(size: number): boolean {
      totals.bytes += size;
      if (!reader.read(buffer.subarray(0, size))) return true;
      const now = performance.now();
      const ms = now - sentAt;
      totals.answers++;
      if (!reader.success) totals.failures++;
      if (ms > totals.maxMs) totals.maxMs = ms;
      const bucket = Math.min(histogram.length - 1, Math.floor(ms * BUCKETS_PER_MS));
      histogram[bucket] = (histogram[bucket] ?? 0) + 1;
      if (now < stopAt) send();
      else socket.destroy();
      return true;
    }
  }

  function close(): void {
    totals.open--;
    if (totals.open > 0) return;
    const { answers, failures, errors, bytes, maxMs } = totals;
    resolve({
      answers,
      seconds: (performance.now() - startedAt) / 1000,
      failures,
      errors,
      bytes,
      latencyMs: { p50: percentile(histogram, answers, 0.5), p99: percentile(histogram, answers, 0.99), max: maxMs },
    });
  }
}

/** Finds the end of each answer on one connection (RFC 9112 §6.3). */
class AnswerReader {
  success = false;
  #remaining = 0;
  #chunked = false;
  #head: Buffer | undefined;

  /** @returns Whether the answer is complete. */
  read(data: Buffer): boolean {
    if (this.#chunked) return this.#endOfChunks(data);
    if (this.#remaining > 0) {
      this.#remaining -= data.length;
      return this.#remaining <= 0;
    }
    return this.#begin(this.#head === undefined ? data : Buffer.concat([this.#head, data]));
  }

  #begin(data: Buffer): boolean {
    const end = data.indexOf(HEAD_END);
    if (end < 0) {
      this.#head = Buffer.from(data);
      return false;
    }
    this.#head = undefined;
    // `HTTP/1.1 2`
    this.success = data[9] === 0x32;
    const head = data.toString('latin1', 0, end).toLowerCase();
    const at = head.indexOf('\r\ncontent-length:');
    if (at < 0) {
      this.#chunked = head.includes('\r\ntransfer-encoding: chunked');
      return !this.#chunked || this.#endOfChunks(data);
    }
    this.#remaining = Number.parseInt(head.slice(at + 17), 10) - (data.length - end - HEAD_END.length);
    return this.#remaining <= 0;
  }

  #endOfChunks(data: Buffer): boolean {
    const ended = data.subarray(-CHUNKS_END.length).equals(CHUNKS_END);
    if (ended) this.#chunked = false;
    return ended;
  }
}

function percentile(histogram: Uint32Array, count: number, share: number): number {
  let seen = 0;
  const bucket = histogram.findIndex((n) => {
    seen += n;
    return seen >= count * share;
  });
  return (bucket + 0.5) / BUCKETS_PER_MS;
}

let text = '';
for await (const chunk of process.stdin) text += String(chunk);
process.stdout.write(JSON.stringify(await run(JSON.parse(text) as LoadOptions)));
