import type { Observation } from '../../model/observation.ts';
import { readAnswer } from '../../requests/read-answer.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe, Success } from '../../run/probe.ts';
import { getAt, leavesOf } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { shown } from '../stateful/written-differences.ts';
import { readingOperations, readOnce } from './target-of.ts';

const READS = 3;

/** Reads the same some times: it must still be there, and not be used up. */
export const SAFE_KIND: CaseKind = {
  kind: 'read-repeatedly',
  phase: 'semantics',
  alone: true,
  *propose(view) {
    for (const { key } of readingOperations(view)) yield { operation: key, title: `read it ${READS} times`, input: {} };
  },
  async run({ operation: key }, probe) {
    const success = await readOnce(probe, key);
    if (success === undefined || key === undefined) return [];
    const values = [success.value];
    for (let count = 1; count < READS; count++) {
      const exchange = await probe.send(success.request, { operation: key });
      const status = exchange.response?.status;
      if (status === 404 || status === 410) return await gone(probe, success, { key, count, status });
      if (status !== 200) return [];
      values.push((await readAnswer(exchange, probe.operation(key), probe))?.value);
    }
    return usedUp(key, values);
  },
};

interface Gone {
  readonly key: string;
  readonly count: number;
  readonly status: number;
}

/** It does not come back either: a server that answers now and then is another matter. */
async function gone(probe: Probe, { request }: Success, { key, count, status }: Gone): Promise<readonly Observation[]> {
  const again = await probe.send(request, { operation: key });
  if (again.response?.status !== status) return [];
  return [
    {
      check: 'safe-method-effect',
      message: `\`${key}\` was answered 200 ${count === 1 ? 'once' : `${count} times`}, and ${status} to the same request from then on, though nothing but reading was done.`,
      expected: '200',
      observed: String(status),
      signature: `${key} removes what it reads`,
    },
  ];
}

/** Times that run out and limits on requests fall on their own; statistics of the server itself do anything. */
const FALLING =
  /(ttl|expire|expires|expiresin|age|time|seconds|minutes|ms|millis|duration|limit|ratelimit|quota|memory|free|load|cpu|uptime|random|latency)/;

/** Numbers that fall by the same whole amount each time something is looked at. */
function usedUp(key: string, values: readonly unknown[]): readonly Observation[] {
  const [first] = values;
  return leavesOf(first).flatMap(({ path, value }) => {
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? '';
    const series = values.map((one) => getAt(one, path));
    if (typeof value !== 'number' || FALLING.test(plainName(name)) || !series.every(Number.isInteger)) return [];
    const steps = series.slice(1).map((one, index) => Number(series[index]) - Number(one));
    if (!steps.every((step) => step > 0 && step === steps[0])) return [];
    return [
      {
        check: 'safe-method-effect',
        message: `Each time that \`${key}\` is sent, \`${path.join('/')}\` falls: ${series.map(shown).join(', ')}.`,
        expected: 'reading changes nothing',
        observed: series.map(shown).join(', '),
        signature: `${key} uses up ${path.filter((step) => !/^\d+$/.test(step)).join('/')}`,
      },
    ];
  });
}
