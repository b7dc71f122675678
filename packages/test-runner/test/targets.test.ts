import { describe, expect, test } from 'vitest';
import { createClient } from './targets/client.ts';
import { clinicDemos } from './targets/clinic-demos.ts';
import { createConformance } from './targets/conformance.ts';
import type { Demos } from './targets/demo.ts';
import { startHostileBank } from './targets/hostile-bank.ts';
import { HOSTILE_PATHS, ledgerDemos } from './targets/ledger-demos.ts';
import { loadTargets } from './targets/load-targets.ts';
import { shopDemos } from './targets/shop-demos.ts';

const { startTarget, TARGETS } = await loadTargets();
const DEMOS: readonly (readonly [name: string, demos: Demos])[] = [
  ['shop', shopDemos],
  ['clinic', clinicDemos],
  ['ledger', ledgerDemos],
];

describe.each(DEMOS)('the %s', (name, demos) => {
  const faults = TARGETS[name] ?? [];

  test('answers as its document says while nothing is switched on', async () => {
    const target = await startTarget(name, { faults: new Set(), port: 0 });
    const conformance = await createConformance(target.document);
    const problems: string[] = [];
    const client = createClient(target.url, (exchange) => problems.push(...conformance.problemsOf(exchange)));
    await demos.tour({ client, identities: target.identities });
    await target.close();

    expect(problems).toEqual([]);
    const unseen = [...conformance.declared].filter((place) => / 2\d\d$/.test(place) && !conformance.seen.has(place));
    expect(unseen).toEqual([]);
  });

  test('has a demonstration of each fault', () => {
    expect(Object.keys(demos.faults)).toEqual(faults.map(({ id }) => id));
  });

  test('has faults at operations that the document has', async () => {
    const target = await startTarget(name, { faults: new Set(), port: 0 });
    const { declared } = await createConformance(target.document);
    await target.close();
    const operations = new Set([...declared].map((place) => place.slice(0, place.lastIndexOf(' '))));

    expect(faults.filter(({ where }) => where !== '*' && !operations.has(where))).toEqual([]);
  });

  test.each(faults.map(({ id, title }) => [id, title]))('%s: %s', async (id) => {
    expect(await shows(id, new Set([id]))).toBe(true);
    expect(await shows(id, new Set())).toBe(false);
  });

  async function shows(id: string, on: ReadonlySet<string>): Promise<boolean> {
    const bank = HOSTILE_PATHS.has(id) ? await startHostileBank() : undefined;
    // What expires can be forged with a known key alone.
    const known = id === 'jwt-expired' ? ['jwt-weak-key'] : [];
    const upstream = bank === undefined ? {} : { upstream: `${bank.url}${HOSTILE_PATHS.get(id)}` };
    const target = await startTarget(name, { faults: new Set([...on, ...known]), port: 0, ...upstream });
    const demo = demos.faults[id];
    const client = createClient(target.url);
    const result = (await demo?.({ client, identities: target.identities })) ?? false;
    await target.close();
    await bank?.close();
    return result;
  }
});
