import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LoadResult, LoadStage, LoadTestOptions } from '@mockloop/test-runner/load';
import type { DelayServerOptions, ServerTruth } from './load/delay-server.ts';
import type { GeneratorReport, Mark } from './load/generator.ts';
import { nextMessage, startProcess } from './load/run-process.ts';
import { round, summary } from './statistics.ts';

/** One claim about the load engine, and what was measured. */
export interface LoadFigure {
  readonly what: string;
  readonly measured: number;
  /** What the server saw, what has to be, or what another tool came to. */
  readonly truth?: number | undefined;
  readonly allowed: string;
  readonly holds: boolean;
}

export interface LoadBenchOptions {
  /** Of each run that is held against the truth. */
  readonly seconds: number;
  /** How often the cost of a request is measured, of five seconds each. */
  readonly rounds: number;
}

const DELAY_SERVER = new URL('./load/delay-server.ts', import.meta.url);
const FAST_SERVER = new URL('./load/fast-server.ts', import.meta.url);
const GENERATOR = new URL('./load/generator.ts', import.meta.url);
/** It needs what `bench/package.json` names, which is no part of the workspace. */
const AUTOCANNON = pathToFileURL(path.join(import.meta.dirname, 'load', 'autocannon.mjs'));
const SERVER_CORE = 0;
const GENERATOR_CORE = 1;
const WARM_UP_SECONDS = 2;
const BIN_MS = 10;
const STALL = { rate: 500, seconds: 10, ms: 1000 };
const COST = { users: 50, seconds: 5, us: 10, ratio: 0.7 };

/** Whether the load engine measures what is true, sends evenly, and costs little. */
export async function measureLoad({ seconds, rounds }: LoadBenchOptions): Promise<readonly LoadFigure[]> {
  const mix = await measureMix(seconds);
  const evenness = await measureEvenness(seconds);
  return [...mix, evenness, await measureStall(), ...(await measureCost(rounds))];
}

async function measureMix(seconds: number): Promise<readonly LoadFigure[]> {
  const delays = [
    [20, 160],
    [100, 30],
    [300, 9],
    [800, 1],
  ] as const;
  const { result, truth } = await runAgainst({ delays }, { type: 'steady', seconds: seconds * 2, level: 200 });
  const what = (percent: number): string => `p${percent} in ms, delays of 20, 100, 300 and 800 ms`;
  return [
    near(what(50), result.response.p50_ms, { truth: percentile(truth.durations, 50), share: 0.03 }),
    near(what(99), result.response.p99_ms, { truth: percentile(truth.durations, 99), share: 0.01 }),
  ];
}

/** The variance of the arrivals within ten milliseconds by their mean, at the server: 1 if they came by chance. */
async function measureEvenness(seconds: number): Promise<LoadFigure> {
  const stage = { type: 'steady', seconds, level: STALL.rate } as const;
  const { truth } = await runAgainst({ delays: [[2, 1]] }, stage);
  const [first = 0] = truth.arrivals;
  const counts = new Array<number>(Math.floor((seconds * 1000) / BIN_MS)).fill(0);
  for (const arrival of truth.arrivals) {
    const bin = Math.floor((arrival - first) / BIN_MS);
    if (bin < counts.length) counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
  const measured = round(variance / mean, 3);
  return { what: 'index of dispersion per 10 ms at 500/s', measured, allowed: 'at most 0.5', holds: measured <= 0.5 };
}

/** Of the answers to requests that were due in the second in which the server stood still, a tenth waits 900 ms or longer. */
async function measureStall(): Promise<LoadFigure> {
  const { rate, seconds, ms } = STALL;
  const stall = { after: (rate * seconds) / 2, ms };
  const { result } = await runAgainst({ delays: [[2, 1]], stall }, { type: 'steady', seconds, level: rate });
  return near('p99 in ms, one second of ten without a word', result.response.p99_ms, { truth: 900, share: 0.05 });
}

async function measureCost(rounds: number): Promise<readonly LoadFigure[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let index = 0; index < rounds; index++) {
    ours.push(await costOf(GENERATOR));
    theirs.push(await costOf(AUTOCANNON));
  }
  const [cost, peer] = [summary(ours).median, summary(theirs).median];
  const ratio = round(cost / peer, 2);
  return [
    {
      what: 'CPU in µs for a request, 50 users; autocannon as truth',
      measured: cost,
      truth: peer,
      allowed: `at most ${COST.us}, or ${COST.ratio} of autocannon (${ratio})`,
      holds: cost <= COST.us || ratio <= COST.ratio,
    },
  ];
}

async function costOf(script: URL): Promise<number> {
  const server = startProcess(FAST_SERVER, {}, SERVER_CORE);
  const port = await nextMessage<number>(server);
  const stage = { type: 'steady', seconds: COST.seconds, level: COST.users } as const;
  const generator = startProcess(script, { ...planOf(port, stage), model: 'closed' }, GENERATOR_CORE);
  const { marks } = await nextMessage<{ readonly marks: readonly Mark[] }>(generator);
  server.send('end');
  // In the first second code is loaded and compiled; the last may be cut short.
  const [first, last] = [marks[0], marks.at(-2)];
  if (first === undefined || last === undefined) throw new Error(`${script.pathname} has measured nothing`);
  return (last.cpuUs - first.cpuUs) / (last.requests - first.requests);
}

async function runAgainst(
  server: Omit<DelayServerOptions, 'skip'>,
  stage: LoadStage,
): Promise<{ readonly result: LoadResult; readonly truth: ServerTruth }> {
  const skip = stage.level * WARM_UP_SECONDS;
  const target = startProcess(DELAY_SERVER, { ...server, skip });
  const plan = planOf(await nextMessage<number>(target), stage);
  const generator = startProcess(GENERATOR, { ...plan, warmUpSeconds: WARM_UP_SECONDS });
  const { result } = await nextMessage<GeneratorReport>(generator);
  const truth = nextMessage<ServerTruth>(target);
  target.send('end');
  return { result, truth: await truth };
}

function planOf(port: number, stage: LoadStage): LoadTestOptions {
  return {
    serverUrl: `http://127.0.0.1:${port}`,
    requests: [{ operation: 'GET /', method: 'GET', target: '/' }],
    stages: [stage],
    workers: 1,
  };
}

function near(
  what: string,
  measured: number | undefined,
  { truth, share }: { readonly truth: number; readonly share: number },
): LoadFigure {
  const figure = measured ?? Number.NaN;
  const holds = Math.abs(figure - truth) <= truth * share;
  return { what, measured: round(figure, 1), truth: round(truth, 1), allowed: `within ${share * 100} %`, holds };
}

function percentile(values: readonly number[], percent: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1] ?? Number.NaN;
}
