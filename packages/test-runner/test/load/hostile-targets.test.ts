import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { type LoadRequest, runLoadTest } from '../../src/load/index.ts';
import { planOf } from './support/plan-of.ts';
import { serve, serveRaw } from './support/serve.ts';

const OK = 'HTTP/1.1 200 OK\r\n';

const WELL_FORMED: Readonly<Record<string, string>> = {
  'a length': `${OK}Content-Length: 2\r\n\r\nhi`,
  chunks: `${OK}Transfer-Encoding: chunked\r\n\r\n2;a="b"\r\nhi\r\n00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n`,
  'chunks in spite of a length': `${OK}Content-Length: 9\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
  'no body, by its status': 'HTTP/1.1 204 No Content\r\n\r\n',
  'no body, in spite of a length': 'HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n',
  'early hints': `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n${OK}Content-Length: 0\r\n\r\n`,
  'a length twice, the same': `${OK}Content-Length: 2\r\nContent-Length: 2\r\n\r\nhi`,
  'no reason phrase': 'HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n',
};

test('well-formed answers are read, in one piece or byte by byte, over one connection', async () => {
  for (const split of [false, true]) {
    let connections = 0;
    const url = await serveRaw((socket) => {
      connections++;
      answerEach(socket, (name) => {
        const answer = WELL_FORMED[name] ?? '';
        for (const piece of split ? answer : [answer]) socket.write(piece);
      });
    });
    const stages = [{ type: 'steady', seconds: 0.5, level: 200 }] as const;
    const result = await runLoadTest(planOf(url, { requests: oneOfEach(WELL_FORMED), maxConnections: 1, stages }));
    expect(result.sent).toBe(100);
    expect(result.operations.filter(({ sent, ok }) => sent === 0 || ok !== sent)).toEqual([]);
    expect(result.errors).toEqual({});
    // The first is the one that looks for the address.
    expect(connections).toBe(2);
  }
});

test.each([
  ['until the end', `${OK}\r\nhello`],
  ['that are the last', `${OK}Connection: close\r\nContent-Length: 2\r\n\r\nhi`],
  ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi'],
])('answers %s need a connection each', async (_, answer) => {
  let connections = 0;
  const url = await serveRaw((socket) => {
    connections++;
    answerEach(socket, () => socket.end(answer));
  });
  const result = await runLoadTest(planOf(url));
  expect(result).toMatchObject({ sent: 20, ok: 20, errors: {} });
  expect(connections).toBe(21);
});

const MALFORMED: Readonly<Record<string, string>> = {
  garbage: 'garbage\r\n\r\n',
  'another protocol': 'SSH-2.0-OpenSSH_9.9\r\n\r\n',
  'a status of four digits': 'HTTP/1.1 2000 OK\r\n\r\n',
  'a switch of protocols that nobody asked for': 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n',
  'two lengths': `${OK}Content-Length: 2\r\nContent-Length: 3\r\n\r\nhi!`,
  'a negative length': `${OK}Content-Length: -2\r\n\r\n`,
  'a length with an exponent': `${OK}Content-Length: 1e3\r\n\r\n`,
  'a folded line': `${OK}A: b\r\n c\r\n\r\n`,
  'a space before the colon': `${OK}Content-Length : 2\r\n\r\nhi`,
  'more than its length': `${OK}Content-Length: 2\r\n\r\nhi there`,
  'less than its length': `${OK}Content-Length: 20\r\n\r\nhi`,
  'a body where there is none': 'HTTP/1.1 204 No Content\r\n\r\nhi',
  'a chunk of no size': `${OK}Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n`,
  'a chunk of endless size': `${OK}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(40)}\r\n`,
  'a chunk that is too long': `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n`,
  'chunks without an end': `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n`,
  'half a head': `${OK}Content-`,
  'an endless head': `${OK}${'A: b\r\n'.repeat(20_000)}`,
  'an endless trailer': `${OK}Transfer-Encoding: chunked\r\n\r\n0\r\n${'A: b\r\n'.repeat(20_000)}`,
  'endless interim answers': 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(100),
};

test('malformed answers are told from others', async () => {
  const url = await serveRaw((socket) => answerEach(socket, (name) => socket.end(MALFORMED[name] ?? '')));
  const stages = [{ type: 'steady', seconds: 1, level: 300 }] as const;
  const result = await runLoadTest(planOf(url, { requests: oneOfEach(MALFORMED), stages }));
  expect(result.operations.filter(({ sent, errors }) => sent === 0 || errors.malformed !== sent)).toEqual([]);
  expect(result).toMatchObject({ sent: 300, answered: 0, ok: 0, errors: { malformed: 300 } });
  expect(result.response).toEqual({ count: 0, histogram: expect.anything() });
  expect(result.thresholds).toEqual([{ expression: 'error_rate<0.01', value: 1, passed: false }]);
});

test('what comes unasked is the answer to no request', async () => {
  const url = await serveRaw((socket) => {
    socket.write(`HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n`);
    answerEach(socket, () => socket.write(`${OK}Content-Length: 0\r\n\r\n`));
  });
  const result = await runLoadTest(planOf(url));
  expect(result.sent).toBe(20);
  expect(result.answered + (result.errors.malformed ?? 0)).toBe(20);
});

test('statuses from 400 on are errors that were answered', async () => {
  let count = 0;
  const url = await serve((_, response) => response.writeHead([200, 302, 404, 503][count++ % 4] ?? 500).end());
  const result = await runLoadTest(planOf(url));
  expect(result).toMatchObject({ sent: 20, answered: 20, ok: 10, errors: { '4xx': 5, '5xx': 5 } });
  expect(result.thresholds).toMatchObject([{ value: 0.5, passed: false }]);
  expect(['failed', 'inconclusive']).toContain(result.status);
});

test('connections that are reset are told from answers that are wrong', async () => {
  const url = await serveRaw((socket) => answerEach(socket, () => socket.resetAndDestroy()));
  expect(await runLoadTest(planOf(url))).toMatchObject({ sent: 20, answered: 0, errors: { reset: 20 } });
  const closing = await serveRaw((socket) => answerEach(socket, () => socket.end()));
  expect(await runLoadTest(planOf(closing))).toMatchObject({ sent: 20, answered: 0, errors: { reset: 20 } });
});

test.each([
  ['nothing', () => undefined],
  ['half an answer', (socket: Socket) => socket.write(`${OK}Content-Length: 5\r\n\r\nhi`)],
  ['an endless body', (socket: Socket) => pour(socket)],
])('a target that sends %s costs no more than the timeout', async (_, answer) => {
  const url = await serveRaw((socket) => answerEach(socket, () => answer(socket)));
  const result = await runLoadTest(
    planOf(url, { timeoutMs: 200, stages: [{ type: 'steady', seconds: 0.1, level: 50 }] }),
  );
  expect(result).toMatchObject({ sent: 5, answered: 0, errors: { timeout: 5 } });
});

test('a target that dies ends the run early', async () => {
  const url = await serveRaw((socket) => answerEach(socket, () => socket.resetAndDestroy()));
  const stages = [{ type: 'soak', seconds: 3600, level: 50 }] as const;
  const result = await runLoadTest(planOf(url, { stages, deadAfterSeconds: 1 }));
  expect(result).toMatchObject({ status: 'aborted', answered: 0, status_reason: expect.stringContaining('dead') });
  expect(result.errors.reset).toBeGreaterThanOrEqual(5);
});

test('users whose requests fail do not try again at once', async () => {
  const url = await serveRaw((socket) => answerEach(socket, () => socket.resetAndDestroy()));
  const result = await runLoadTest(
    planOf(url, { model: 'closed', stages: [{ type: 'steady', seconds: 0.5, level: 2 }] }),
  );
  expect(result.sent).toBeLessThanOrEqual(12);
});

test('requests for which no connection becomes free are not called sent', async () => {
  const url = await serveRaw((socket) => answerEach(socket, () => undefined));
  const result = await runLoadTest(planOf(url, { maxConnections: 3, timeoutMs: 400 }));
  expect(result.sent).toBeLessThan(20);
  expect(result.sent + (result.dropped ?? 0)).toBe(20);
  expect(result).toMatchObject({ status: 'inconclusive', errors: { timeout: result.sent } });
  expect(result.saturated?.reasons.join(' ')).toContain('of 20 requests that were due were sent');
});

function oneOfEach(answers: Readonly<Record<string, string>>): readonly LoadRequest[] {
  const names = Object.keys(answers);
  return names.map((name) => ({ operation: name, method: 'GET', target: `/${encodeURIComponent(name)}` }));
}

/** Calls back for each request, which is taken for whole as it comes, with its path. */
function answerEach(socket: Socket, answer: (path: string) => unknown): void {
  socket.on('data', (data) => {
    const [, path = ''] = /^GET \/(\S*)/.exec(String(data)) ?? [];
    answer(decodeURIComponent(path));
  });
}

function pour(socket: Socket): void {
  socket.write(`${OK}Content-Length: 999999999999\r\n\r\n`);
  const more = (): void => {
    while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
  };
  socket.on('drain', more);
  more();
}
