import type { Operation } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { ProposedCase, TestCase } from '../../model/test-case.ts';
import { parameterSchema } from '../../requests/find-defects.ts';
import type { ParameterPart } from '../../requests/request-parts.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { listIn } from '../../succeed/find-list.ts';
import { isOk, jsonOf } from '../support/answers.ts';
import { observe } from '../support/observe.ts';
import { callable, sendParts } from '../support/requests.ts';

/** Pages of a size that nobody needs. */
export const PAGE_SIZE_KIND: CaseKind = {
  kind: 'page-size',
  phase: 'security',
  checks: ['page-size'],
  *propose(view): Iterable<ProposedCase> {
    let count = 0;
    for (const planned of callable(view).filter(({ risk }) => risk === 'read')) {
      const operation = view.operation(planned.key);
      const name = operation && limitOf(operation, planned.resource, view);
      if (name === undefined) continue;
      const input = { name, resource: planned.resource ?? '', makesMore: count < MOST_LISTS };
      yield { operation: planned.key, title: `${name}: ${HUGE}`, input };
      count += 1;
    }
  },
  run: tryHugePage,
};

const LIMITS = /^(?:limit|per_?page|page_?size|size|count|first|top|max|max_?results|page_?limit)$/i;
const HUGE = 100_000;

function limitOf(operation: Operation, resource: string | undefined, view: RunView): string | undefined {
  const known = view.resource(resource ?? '')?.list_parameters?.find(({ does }) => does === 'limit')?.name;
  return operation.parameters.find(({ in: place, name }) => place === 'query' && (name === known || LIMITS.test(name)))
    ?.name;
}

interface PageInput {
  readonly name: string;
  readonly resource: string;
  readonly makesMore: boolean;
}

/** Things that are made so that there are more than a page may hold. */
const MOST_MADE = 100;
/** Lists that it is done for. */
const MOST_LISTS = 2;

async function tryHugePage(testCase: TestCase, probe: Probe): Promise<readonly Observation[]> {
  const key = testCase.operation ?? '';
  const { name, resource: resourceName, makesMore } = testCase.input as PageInput;
  const operation = probe.operation(key);
  const success = await probe.succeed(key);
  if (operation === undefined || success === undefined) return [];
  const maximum = declaredMaximum(probe, operation, name);
  const resource = probe.resource(resourceName);
  const ask = async (limit: number): Promise<number | undefined> => {
    const values = operation.parameters.map(
      (parameter, index): ParameterPart =>
        parameter.in === 'query' && parameter.name === name ? { value: limit } : success.parts.values[index],
    );
    const sending = { operation: key, parts: { ...success.parts, values }, identity: success.request.identity };
    const exchange = await sendParts(probe, sending);
    const value = exchange !== undefined && isOk(exchange) ? jsonOf(exchange) : undefined;
    const items = Array.isArray(value) ? value : resource && listIn(value, resource)?.items;
    return items?.length;
  };
  const one = await ask(1);
  let huge = await ask(HUGE);
  // A list that does not look at it at all is a matter of the list.
  if (huge === undefined || one === undefined || one > 1) return [];
  if (makesMore && maximum !== undefined && isWithin(huge, maximum)) {
    await makeMore(probe, resource?.operations.create, maximum - huge + 1);
    huge = (await ask(HUGE)) ?? huge;
  }
  const most = maximum ?? 1_000;
  if (huge <= most) return [];
  return [
    observe('page-size', {
      message: `\`${name}=${HUGE}\` is honoured by \`${key}\`: ${huge} items came, more than ${most}.`,
      expected: maximum === undefined ? 'a limit that the server sets' : `at most ${maximum}, or 400`,
      observed: `${huge} items`,
      signature: name,
    }),
  ];
}

function isWithin(items: number, maximum: number): boolean {
  return items <= maximum && maximum - items < MOST_MADE;
}

function declaredMaximum(probe: Probe, operation: Operation, name: string): number | undefined {
  const parameter = operation.parameters.find(({ in: place, name: own }) => place === 'query' && own === name);
  const schema = parameter && parameterSchema(parameter, probe);
  if (schema === undefined || schema.isValid(HUGE)) return undefined;
  let [low, high] = [1, HUGE];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (schema.isValid(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function makeMore(probe: Probe, create: string | undefined, count: number): Promise<void> {
  for (let made = 0; made < count && create !== undefined; made++)
    if ((await probe.succeed(create)) === undefined) return;
}
