/** `pnpm bench [cold|throughput|behaviour|worlds|memory|log|load|compare|targets|mocks …] [--quick] [--servers mockloop,node:http,…] [--before other/cli.js]` */
import { parseArgs } from 'node:util';
import { measureBehaviour } from './behaviour.ts';
import { measureColdStart } from './cold-start.ts';
import { measureRealComparisons, measureSimulatedComparisons } from './compare-runs.ts';
import { measureCompleteness } from './completeness.ts';
import { measureLoad } from './load.ts';
import { measureLog } from './log.ts';
import { measureMocks } from './mocks.ts';
import { writeResults } from './results.ts';
import { withScratchFolder } from './scratch.ts';
import { servers } from './servers.ts';
import { buildCommand, installPeers } from './setup.ts';
import { printTable, show } from './table.ts';
import { reportTargets } from './targets/report-targets.ts';
import { TARGETS, type TargetName } from './targets/start-target.ts';
import { measureTargets } from './targets.ts';
import { measureThroughput, type Throughput } from './throughput.ts';
import { measureWorlds } from './worlds.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean', default: false }, servers: { type: 'string' }, before: { type: 'string' } },
});
const quick = values.quick;
const wanted = values.servers?.split(',');
const measured = servers.filter(({ name }) => wanted?.includes(name) ?? true);

const loadOptions = {
  rounds: quick ? 2 : 5,
  warmUpMs: quick ? 1500 : 2000,
  durationMs: quick ? 1500 : 5000,
  connections: 100,
  startTimeoutMs: quick ? 60_000 : 180_000,
};

const parts: Readonly<Record<string, () => Promise<void>>> = {
  cold,
  throughput,
  behaviour,
  worlds,
  memory,
  log,
  load,
  compare,
  targets,
  mocks,
};
const chosen = positionals.length === 0 ? Object.keys(parts) : positionals;
const unknown = chosen.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0)
  throw new TypeError(`Unknown: ${unknown.join(', ')}. There is: ${Object.keys(parts).join(', ')}`);

/** These measure MockLoop alone, from its sources. */
const WITHOUT_PEERS: readonly string[] = ['compare', 'targets', 'mocks'];
const withPeers = chosen.some((name) => !WITHOUT_PEERS.includes(name));
if (withPeers) installPeers();
if (withPeers && measured.some(({ name }) => name === 'mockloop')) buildCommand();
for (const name of chosen) await parts[name]?.();

async function cold(): Promise<void> {
  const options = { runs: quick ? 3 : 7, timeoutMs: quick ? 30_000 : 120_000 };
  const figures = await withScratchFolder((scratch) => measureColdStart(measured, { ...options, scratch }));
  writeResults('cold', options, figures);
  printTable(
    'Cold start: process start to first 2xx',
    figures.map(({ document, server, ms, peakMb, failure }) => ({
      document,
      server,
      failure: failure ?? '',
      ms: show(ms),
      'peak MB': show(peakMb),
    })),
  );
}

async function throughput(): Promise<void> {
  const figures = await withScratchFolder((scratch) => measureThroughput(measured, { ...loadOptions, scratch }));
  writeResults('throughput', loadOptions, figures);
  printThroughput('Throughput at 100 connections, the server on one core', figures);
}

async function behaviour(): Promise<void> {
  const { before } = values;
  const figures = await withScratchFolder((scratch) => measureBehaviour({ ...loadOptions, before, scratch }));
  writeResults('behaviour', loadOptions, figures);
  printThroughput('Throughput of a mock that was told how to behave', figures);
}

async function worlds(): Promise<void> {
  const options = { objects: 10_000, worlds: 1_000, runs: 101 };
  const figures = await measureWorlds(options);
  writeResults('worlds', options, figures);
  const row = Object.entries(figures).map(([name, value]) => [name, String(value)]);
  printTable('Worlds', [Object.fromEntries(row)]);
}

function printThroughput(title: string, figures: readonly Throughput[]): void {
  printTable(
    title,
    figures.map((figure) => ({
      document: figure.document,
      case: figure.case,
      server: figure.server,
      failure: figure.failure ?? '',
      'requests/s': show(figure.requestsPerSecond),
      ratio: show(figure.ratio),
      'CPU µs': show(figure.cpuUs),
      'CPU ratio': show(figure.cpuRatio),
      'settled µs': show(figure.settledCpuUs),
      'CPU share': show(figure.cpuShare),
      'p50 ms': show(figure.p50Ms),
      'p99 ms': show(figure.p99Ms),
      failed: figure.failed === undefined ? '' : String(figure.failed),
    })),
  );
}

async function memory(): Promise<void> {
  const options = { requests: 200_000, warmUp: 20_000, connections: 100 };
  const figures = await withScratchFolder((scratch) => measureCompleteness({ ...options, scratch }));
  writeResults('memory', options, figures);
  const row = Object.entries(figures).map(([name, value]) => [name, String(value)]);
  printTable('Memory and completeness of the log', [Object.fromEntries(row)]);
}

async function load(): Promise<void> {
  const options = { seconds: quick ? 10 : 20, rounds: quick ? 2 : 5 };
  const figures = await measureLoad(options);
  writeResults('load', options, figures);
  printTable(
    'The load engine against what the servers saw, and against autocannon',
    figures.map(({ what, allowed, measured, truth, holds }) => ({
      what,
      holds: holds ? 'yes' : 'no',
      allowed,
      measured: String(measured),
      truth: truth === undefined ? '' : String(truth),
    })),
  );
}

async function log(): Promise<void> {
  const options = { rows: quick ? 100_000 : 1_000_000, runs: 9 };
  const { figures, databaseMb } = await withScratchFolder((scratch) => measureLog({ ...options, scratch }));
  writeResults('log', { ...options, databaseMb }, figures);
  printTable(
    `A log of ${options.rows} entries (${databaseMb} MB)`,
    figures.map(({ what, ms, entries }) => ({ what, entries: String(entries), ms: show(ms) })),
  );
}

async function compare(): Promise<void> {
  const simulated = { pairs: quick ? 50 : 200, rate: 300, seconds: 10, seed: 1 };
  const real = { pairs: quick ? 12 : 96, rate: 100, seconds: 10, seed: 1 };
  const figures = [...measureSimulatedComparisons(simulated), await measureRealComparisons(real)];
  writeResults('compare', { simulated, real }, figures);
  printTable(
    `Pairs of equal runs of ${real.seconds} s, and as many with 8 % longer delays`,
    figures.map(({ server, equalPairs, alarms, slowerPairs, found, inconclusive, refused }) => ({
      server,
      'false alarms': shareOf(alarms, equalPairs),
      'found +8 %': shareOf(found, slowerPairs),
      inconclusive: String(inconclusive),
      refused: String(refused),
    })),
  );
}

function shareOf(count: number, all: number): string {
  return all === 0 ? 'none compared' : `${((count / all) * 100).toFixed(1)} % of ${all}`;
}

async function targets(): Promise<void> {
  const names = (Object.keys(TARGETS) as TargetName[]).filter((name) => wanted?.includes(name) ?? true);
  const options = { targets: names, seeds: quick ? ['1'] : ['1', '2', '3'] };
  const figures = await measureTargets(options);
  writeResults('targets', options, figures);
  reportTargets(figures);
}

async function mocks(): Promise<void> {
  const options = { seed: '1', max_requests: quick ? 1_500 : 5_000, max_seconds: quick ? 30 : 120, names: wanted };
  const figures = await measureMocks(
    options,
    ({ document, requests, seconds, clusters, alarms, replayed, replays, failure }) => {
      console.log(
        `${document}: ${requests} requests, ${seconds} s, ${clusters} clusters, ${replayed} of ${replays} replayed ${failure ?? ''}`,
      );
      for (const alarm of alarms) console.log(`    ${alarm}`);
    },
  );
  if (wanted === undefined) writeResults('mocks', options, figures);
  const sum = (of: (one: (typeof figures)[number]) => number): string =>
    String(figures.reduce((total, one) => total + of(one), 0));
  printTable('Our own mocks, tested by their documents', [
    {
      documents: String(figures.length),
      requests: sum(({ requests }) => requests),
      'clusters above info': sum(({ alarms }) => alarms.length),
      'most clusters': String(Math.max(0, ...figures.map(({ clusters }) => clusters))),
      replayed: `${sum(({ replayed }) => replayed)} of ${sum(({ replays }) => replays)}`,
      'without a run': sum(({ failure }) => Number(failure !== undefined)),
    },
  ]);
}
