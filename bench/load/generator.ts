import { type LoadResult, type LoadTestOptions, runLoadTest } from '@mockloop/test-runner/load';

/** What was counted, and what it had cost the whole process, user and system, at the end of a second. */
export interface Mark {
  readonly requests: number;
  readonly cpuUs: number;
}

export interface GeneratorReport {
  readonly result: LoadResult;
  readonly marks: readonly Mark[];
}

/** Carries out a plan in a process of its own, which tells what it took. */
async function generate(options: LoadTestOptions): Promise<GeneratorReport> {
  const marks: Mark[] = [];
  const onProgress: LoadTestOptions['onProgress'] = ({ answered, rate }) => {
    const { user, system } = process.cpuUsage();
    if (rate > 0) marks.push({ requests: answered, cpuUs: user + system });
  };
  return { result: await runLoadTest({ ...options, onProgress }), marks };
}

const report = await generate(JSON.parse(process.argv[2] ?? '{}') as LoadTestOptions);
process.send?.(report, undefined, undefined, () => process.exit());
