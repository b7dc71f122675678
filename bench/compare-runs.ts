import { fork } from 'node:child_process';
import { compareRuns, type RunComparison } from '@mockloop/analyzer';
import { measuredRuns } from './compare/measured-runs.ts';
import { type SimulatedServer, simulatedRun } from './compare/simulated-run.ts';
import { nextMessage } from './load/run-process.ts';

export interface CompareOptions {
  /** Of equal runs, and of runs of which one is slower, each. */
  readonly pairs: number;
  readonly rate: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface CompareFigure {
  readonly server: string;
  /** Equal pairs that were compared, and those of which any figure was said to have changed. */
  readonly equalPairs: number;
  readonly alarms: number;
  /** Pairs with 8 % longer delays that were compared, and what was said of them. */
  readonly slowerPairs: number;
  readonly found: number;
  readonly inconclusive: number;
  /** Pairs of both kinds that could not be compared: the measuring side was saturated. */
  readonly refused: number;
}

const SLOWER = 1.08;

const calm = { spread: 0.05, drift: 0.01, persistence: 0.6, pausesPerSecond: 0, pauseMs: 0, failing: 0 };

/** From what a quiet machine does to what no ten seconds can tell apart. */
const SERVERS: readonly SimulatedServer[] = [
  {
    ...calm,
    name: 'delays of 20, 100, 300 and 800 ms, with pauses',
    delays: [
      [20, 70],
      [100, 20],
      [300, 8],
      [800, 2],
    ],
    pausesPerSecond: 0.2,
    pauseMs: 15,
  },
  {
    ...calm,
    name: 'delays of 5 and 50 ms',
    delays: [
      [5, 90],
      [50, 10],
    ],
    spread: 0.1,
  },
  { ...calm, name: 'a calm database', delays: [[12, 1]], spread: 0.3 },
  {
    ...calm,
    name: 'a shared machine: drift, pauses, bursts of errors',
    delays: [[12, 1]],
    spread: 0.4,
    drift: 0.03,
    persistence: 0.5,
    pausesPerSecond: 0.5,
    pauseMs: 30,
    failing: 0.005,
  },
];

/** How often comparing cries wolf, and how often it sleeps, on servers that exist in numbers only. */
export function measureSimulatedComparisons(options: CompareOptions): CompareFigure[] {
  return SERVERS.map((server) => {
    const pair = (index: number, slower: number): RunComparison => {
      const run = (which: number, factor: number): ReturnType<typeof simulatedRun> =>
        simulatedRun(server, { ...options, slower: factor, seed: options.seed + 2 * index + which });
      return compareRuns(run(0, 1), run(1, slower));
    };
    const indexes = Array.from({ length: options.pairs }, (_, index) => index);
    return figureOf(
      server.name,
      indexes.map((index) => pair(index, 1)),
      indexes.map((index) => pair(options.pairs + index, SLOWER)),
    );
  });
}

function figureOf(server: string, equal: readonly RunComparison[], slower: readonly RunComparison[]): CompareFigure {
  const ofEqual = equal.filter((comparison) => comparison.comparable);
  const ofSlower = slower.filter((comparison) => comparison.comparable);
  const count = (comparisons: typeof ofEqual, ...verdicts: string[]): number =>
    comparisons.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    server,
    equalPairs: ofEqual.length,
    alarms: count(ofEqual, 'regression', 'improvement'),
    slowerPairs: ofSlower.length,
    found: count(ofSlower, 'regression'),
    inconclusive: count(ofSlower, 'inconclusive'),
    refused: equal.length + slower.length - ofEqual.length - ofSlower.length,
  };
}

/** Runs that are measured at the same time. */
const LANES = 12;

/** The same of a real server, with pairs of runs that follow each other. */
export async function measureRealComparisons({ pairs, rate, seconds }: CompareOptions): Promise<CompareFigure> {
  const server = fork(new URL('./compare/slowed-server.ts', import.meta.url));
  try {
    const port = await nextMessage<number>(server);
    const equal: RunComparison[] = [];
    const slower: RunComparison[] = [];
    // Half of the lanes become slower.
    const factors = Array.from({ length: LANES }, (_, lane) => (lane % 2 === 0 ? 1 : SLOWER));
    while (equal.length < pairs) {
      const before = await measuredRuns({ port, rate, seconds, factors: factors.map(() => 1) });
      const after = await measuredRuns({ port, rate, seconds, factors });
      for (const [lane, run] of after.entries()) {
        (lane % 2 === 0 ? equal : slower).push(compareRuns(before[lane] ?? run, run));
      }
    }
    return figureOf('a real server with delays around 25 ms', equal, slower);
  } finally {
    server.kill();
  }
}
