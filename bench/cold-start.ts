import path from 'node:path';
import type { Adapter } from './adapter.ts';
import { type BenchDocument, coldStartDocuments } from './documents.ts';
import { writeEmptyAnswer } from './finished-answers.ts';
import { memoryMb } from './process-figures.ts';
import { emptyFolder } from './scratch.ts';
import { firstSuccess, freePort, startServer } from './server-process.ts';
import { type Summary, summary } from './statistics.ts';

export interface ColdStart {
  readonly server: string;
  readonly document: string;
  /** From the start of the process to its first 2xx. */
  readonly ms?: Summary;
  /** Highest resident memory until then. */
  readonly peakMb?: Summary;
  /** Why there is no figure. */
  readonly failure?: string;
}

export interface ColdStartOptions {
  readonly runs: number;
  readonly timeoutMs: number;
  /** Folder for files that are thrown away. */
  readonly scratch: string;
}

interface Sample {
  readonly ms: number;
  readonly peakMb: number;
}

/** Starts each server with each document again and again, in turn. Both cores are theirs, as they are a user's. */
export async function measureColdStart(servers: readonly Adapter[], options: ColdStartOptions): Promise<ColdStart[]> {
  const results: ColdStart[] = [];
  for (const document of coldStartDocuments()) {
    const measured = servers.filter(({ name }) => document.peers || name === 'mockloop');
    results.push(...(await measureDocument(measured, document, options)));
  }
  return results;
}

async function measureDocument(
  servers: readonly Adapter[],
  document: BenchDocument,
  options: ColdStartOptions,
): Promise<ColdStart[]> {
  const samples = new Map<string, Sample[]>(servers.map(({ name }) => [name, []]));
  const failures = new Map<string, string>();
  for (let run = 0; run < options.runs; run++) {
    for (const adapter of servers.filter(({ name }) => !failures.has(name))) {
      try {
        samples.get(adapter.name)?.push(await startOnce(adapter, document, options));
      } catch (error) {
        failures.set(adapter.name, error instanceof Error ? error.message : String(error));
      }
    }
  }
  return servers.map(({ name }) => {
    const failure = failures.get(name);
    const found = samples.get(name) ?? [];
    const place = { server: name, document: document.name };
    if (failure !== undefined) return { ...place, failure };
    return {
      ...place,
      ms: summary(
        found.map(({ ms }) => ms),
        0,
      ),
      peakMb: summary(
        found.map(({ peakMb }) => peakMb),
        0,
      ),
    };
  });
}

async function startOnce(adapter: Adapter, document: BenchDocument, options: ColdStartOptions): Promise<Sample> {
  const request = { ...document.probe, path: (adapter.prefix?.(document.path) ?? '') + document.probe.path };
  const database = path.join(options.scratch, 'log.db');
  const answers = path.join(options.scratch, 'answers.json');
  writeEmptyAnswer(request, answers);
  const server = startServer(adapter, { document: document.path, port: await freePort(), database, answers });
  try {
    await firstSuccess(server, request, options.timeoutMs);
    return { ms: performance.now() - server.startedAt, peakMb: memoryMb(server.pid).peak };
  } finally {
    await server.stop();
    emptyFolder(options.scratch);
  }
}
