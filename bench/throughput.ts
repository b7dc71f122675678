import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Adapter } from './adapter.ts';
import { type Case, cases } from './cases.ts';
import { writeAnswersOf } from './finished-answers.ts';
import { generateLoad } from './generate-load.ts';
import { requestBytes } from './http-request.ts';
import { cpuMs } from './process-figures.ts';
import { emptyFolder } from './scratch.ts';
import { firstSuccess, freePort, type ServerProcess, startServer } from './server-process.ts';
import { type Summary, summary } from './statistics.ts';

export interface Throughput {
  readonly server: string;
  readonly document: string;
  readonly case: string;
  readonly requestsPerSecond?: Summary;
  /** Requests per second over those of plain `node:http` in the same round. */
  readonly ratio?: Summary;
  /** CPU time of the server for each request, in µs. */
  readonly cpuUs?: Summary;
  /** CPU time of plain `node:http` for each request over that of this server: the ratio, unmoved by what else the machine does. */
  readonly cpuRatio?: Summary;
  /** The same with the work that it did when the load was over. */
  readonly settledCpuUs?: Summary;
  /** Share of its core that the server used: well below 1, something else was the limit. */
  readonly cpuShare?: Summary;
  readonly p50Ms?: Summary;
  readonly p99Ms?: Summary;
  /** Answers that were no 2xx, and connections that were lost, in all rounds. */
  readonly failed?: number;
  /** Why there are no figures. */
  readonly failure?: string;
}

export interface ThroughputOptions {
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  readonly connections: number;
  readonly startTimeoutMs: number;
  /** Folder for files that are thrown away. */
  readonly scratch: string;
  /** Default: all. */
  readonly measured?: readonly Case[];
}

const SERVER_CORE = 0;
const LOAD_CORE = 1;

interface Sample {
  readonly rate: number;
  readonly cpuUs: number;
  readonly settledCpuUs: number;
  readonly cpuShare: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

/** Every case with every server. All of a case are started, then measured in turn, round by round. */
export async function measureThroughput(
  servers: readonly Adapter[],
  options: ThroughputOptions,
): Promise<Throughput[]> {
  const results: Throughput[] = [];
  for (const item of options.measured ?? cases) results.push(...(await measureCase(item, servers, options)));
  return results;
}

async function measureCase(
  item: Case,
  adapters: readonly Adapter[],
  options: ThroughputOptions,
): Promise<Throughput[]> {
  const { started, failures } = await startAll(item, adapters, options);
  const rounds: ReadonlyMap<string, Sample>[] = [];
  try {
    for (let round = 0; round < options.rounds; round++) {
      const samples = new Map<string, Sample>();
      for (const server of started) samples.set(server.adapter.name, await measureOnce(item, server, options));
      rounds.push(samples);
    }
  } finally {
    await Promise.all(started.map((server) => server.stop()));
    emptyFolder(options.scratch);
  }
  const baseline = started[0]?.adapter.name ?? '';
  return adapters.map(({ name }) => {
    const place = { server: name, document: item.document.name, case: item.name };
    const failure = failures.get(name);
    return failure === undefined ? { ...place, ...summarize(rounds, name, baseline) } : { ...place, failure };
  });
}

interface Started {
  /** In the order of the adapters; the first is what the others are compared with. */
  readonly started: readonly ServerProcess[];
  /** Why a server is not among them, by name. */
  readonly failures: ReadonlyMap<string, string>;
}

/** Servers without a document start last: they repeat what the first of the others answers. */
async function startAll(item: Case, adapters: readonly Adapter[], options: ThroughputOptions): Promise<Started> {
  const started = new Map<Adapter, ServerProcess>();
  const failures = new Map<string, string>();
  const answers = path.join(options.scratch, 'answers.json');
  for (const adapter of adapters.toSorted((a, b) => Number(a.finished ?? false) - Number(b.finished ?? false))) {
    const { document, dynamic, requests } = item;
    const database = path.join(options.scratch, 'log.db');
    const port = await freePort();
    const server = startServer(adapter, { document: document.path, dynamic, port, database, answers }, SERVER_CORE);
    try {
      const [probe] = requests;
      await firstSuccess(server, { ...probe, path: prefixOf(adapter, item) + probe.path }, options.startTimeoutMs);
      if (started.size === 0) await writeAnswersOf(server, requests, answers);
      started.set(adapter, server);
    } catch (error) {
      failures.set(adapter.name, error instanceof Error ? error.message : String(error));
      await server.stop();
    }
  }
  return { started: adapters.flatMap((adapter) => started.get(adapter) ?? []), failures };
}

function prefixOf(adapter: Adapter, { document }: Case): string {
  return adapter.prefix?.(document.path) ?? '';
}

async function measureOnce(item: Case, server: ServerProcess, options: ThroughputOptions): Promise<Sample> {
  const { connections, durationMs, warmUpMs } = options;
  const prefix = prefixOf(server.adapter, item);
  const messages = item.requests.map((request) => requestBytes(request, prefix).toString('base64'));
  const load = { port: server.port, connections, messages };
  await generateLoad({ ...load, durationMs: warmUpMs }, LOAD_CORE);
  await settle(server);
  const before = cpuMs(server.pid);
  const result = await generateLoad({ ...load, durationMs }, LOAD_CORE);
  const after = cpuMs(server.pid);
  await settle(server);
  const settled = cpuMs(server.pid);
  return {
    rate: result.answers / result.seconds,
    cpuUs: ((after - before) * 1000) / result.answers,
    settledCpuUs: ((settled - before) * 1000) / result.answers,
    cpuShare: (after - before) / 1000 / result.seconds,
    p50Ms: result.latencyMs.p50,
    p99Ms: result.latencyMs.p99,
    failed: result.failures + result.errors,
  };
}

/** Waits until a server has nothing more to do (less than 2 % of a core), so that it takes nothing from the next one. */
async function settle(server: ServerProcess): Promise<void> {
  for (let tries = 0; tries < 40; tries++) {
    const before = cpuMs(server.pid);
    await delay(500);
    if (cpuMs(server.pid) - before <= 10) return;
  }
}

function summarize(
  rounds: readonly ReadonlyMap<string, Sample>[],
  name: string,
  baseline: string,
): Partial<Throughput> {
  const samples = rounds.flatMap((round) => round.get(name) ?? []);
  const cpuRatios = rounds.map(
    (round) => (round.get(baseline)?.cpuUs ?? Number.NaN) / (round.get(name)?.cpuUs ?? Number.NaN),
  );
  const ratios = rounds.map(
    (round) => (round.get(name)?.rate ?? Number.NaN) / (round.get(baseline)?.rate ?? Number.NaN),
  );
  const of = (key: keyof Sample, digits: number): Summary =>
    summary(
      samples.map((sample) => sample[key]),
      digits,
    );
  return {
    requestsPerSecond: of('rate', 0),
    ratio: summary(ratios, 3),
    cpuUs: of('cpuUs', 1),
    cpuRatio: summary(cpuRatios, 3),
    settledCpuUs: of('settledCpuUs', 1),
    cpuShare: of('cpuShare', 2),
    p50Ms: of('p50Ms', 2),
    p99Ms: of('p99Ms', 2),
    failed: samples.reduce((sum, { failed }) => sum + failed, 0),
  };
}
