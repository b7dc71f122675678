import { connect } from 'node:net';

const TIMEOUT_MS = 10_000;

/**
 * Connects once, so that all connections of a run go to one address, and so that nobody waits for a run whose target is not
 * there.
 *
 * @returns The address, or why there is none.
 */
export function findAddress(
  { hostname, port }: { readonly hostname: string; readonly port: number },
  signal: AbortSignal | undefined,
): Promise<{ readonly address: string } | { readonly problem: string }> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const { promise, resolve } = Promise.withResolvers<{ readonly address: string } | { readonly problem: string }>();
  const limit = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(signal === undefined ? [] : [signal])]);
  const socket = connect({ host, port, signal: limit });
  socket.once('connect', () => {
    resolve({ address: socket.remoteAddress ?? host });
    socket.destroy();
  });
  socket.once('error', (error: NodeJS.ErrnoException) => {
    const why = limit.aborted ? 'no answer' : (error.code ?? error.message);
    resolve({ problem: `Nothing answers at ${hostname}:${port} (${why}).` });
  });
  return promise;
}
