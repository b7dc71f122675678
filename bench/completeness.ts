import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openLogStore } from '@mockloop/log-store';
import { petstore } from './documents.ts';
import { generateLoad } from './generate-load.ts';
import { requestBytes } from './http-request.ts';
import { memoryMb } from './process-figures.ts';
import { firstSuccess, freePort, startServer } from './server-process.ts';
import { mockloop } from './servers/mockloop.ts';
import { round } from './statistics.ts';

export interface Completeness {
  readonly requests: number;
  /** Entries in the database once the mock was stopped. */
  readonly rows: number;
  /** Answers that were no 2xx, and connections that were lost. */
  readonly failed: number;
  /** Resident memory after the warm-up, and after all requests. */
  readonly rssBeforeMb: number;
  readonly rssAfterMb: number;
  readonly growthMb: number;
  readonly peakMb: number;
}

export interface CompletenessOptions {
  readonly requests: number;
  readonly warmUp: number;
  readonly connections: number;
  /** Folder for files that are thrown away. */
  readonly scratch: string;
}

const SERVER_CORE = 0;
const LOAD_CORE = 1;

/** Sends many requests, stops the mock with SIGTERM, and counts what is in its log. */
export async function measureCompleteness(options: CompletenessOptions): Promise<Completeness> {
  const { requests, warmUp, connections } = options;
  const database = path.join(options.scratch, 'log.db');
  const server = startServer(mockloop, { document: petstore.path, port: await freePort(), database }, SERVER_CORE);
  try {
    await firstSuccess(server, petstore.probe, 30_000);
    const load = { port: server.port, connections, messages: [requestBytes(petstore.probe).toString('base64')] };
    const first = await generateLoad({ ...load, requests: warmUp }, LOAD_CORE);
    await delay(1000);
    const before = memoryMb(server.pid);
    const second = await generateLoad({ ...load, requests }, LOAD_CORE);
    await delay(1000);
    const after = memoryMb(server.pid);
    await server.stop();
    return {
      // The one that showed that the mock was up is in the log, too.
      requests: first.answers + second.answers + 1,
      rows: await countRows(database),
      failed: first.failures + first.errors + second.failures + second.errors,
      rssBeforeMb: round(before.rss, 1),
      rssAfterMb: round(after.rss, 1),
      growthMb: round(after.rss - before.rss, 1),
      peakMb: round(after.peak, 1),
    };
  } finally {
    await server.stop();
  }
}

async function countRows(database: string): Promise<number> {
  const logs = await openLogStore({ api: 'Petstore', url: database });
  const { total } = await logs.search({}, { limit: 1 });
  await logs.close();
  return total;
}
