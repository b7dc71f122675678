import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Adapter } from './adapter.ts';
import { cases } from './cases.ts';
import { petstore } from './documents.ts';
import { mockloop } from './servers/mockloop.ts';
import { plain } from './servers/plain.ts';
import { measureThroughput, type Throughput, type ThroughputOptions } from './throughput.ts';

/** A few rules that look at the request and pass, then one with a condition that answers. */
const scenario = {
  name: 'bench',
  type: 'error_simulation',
  rules: [
    { match: { method: 'DELETE' }, respond: { status: 409 } },
    { match: { headers: { 'x-broken': 'true' } }, respond: { status: 500 } },
    { match: { query: { mode: 'slow' } }, delay: 100 },
    {
      match: { when: 'request.method in ["GET", "POST"]' },
      respond: { status: 200, body: { id: 1, name: 'Miso', tags: ['calm', 'indoor'], note: 'As the scenario says.' } },
    },
  ],
};

export interface BehaviourOptions extends ThroughputOptions {
  /** Path of another build of the command, to compare with. */
  readonly before?: string | undefined;
}

/** What behaviour costs: nothing told, a scenario in force, storage. */
export async function measureBehaviour({ before, ...options }: BehaviourOptions): Promise<Throughput[]> {
  const file = path.join(import.meta.dirname, 'node_modules', 'scenario.json');
  writeFileSync(file, JSON.stringify(scenario));
  const told = variant('mockloop, scenario in force', ['--scenario', file]);
  const stateful = variant('mockloop, stateful', ['--stateful']);
  const earlier = before === undefined ? [] : [earlierBuild(before)];
  const compared = await measureThroughput([plain, ...earlier, mockloop, told], options);
  // Of the requests to GitHub, a mock that stores knows the answers only once somebody has made what they ask for.
  const measured = cases.filter(({ document }) => document === petstore);
  return [...compared, ...(await measureThroughput([plain, stateful], { ...options, measured }))];
}

function variant(name: string, flags: readonly string[]): Adapter {
  return { name, args: (options) => [...mockloop.args(options), ...flags] };
}

function earlierBuild(file: string): Adapter {
  return { name: 'mockloop, before', args: (options) => [path.resolve(file), ...mockloop.args(options).slice(1)] };
}
