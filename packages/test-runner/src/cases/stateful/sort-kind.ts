import type { Parameter } from '@mockloop/spec-parser';
import type { ListParameter, Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { acceptsBody } from '../../succeed/accepts-body.ts';
import { isObject, type JsonObject } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { listPage, parameterFor } from './list-things.ts';
import { createThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { bodyForUse, jsonType } from './use-body.ts';
import { shown } from './written-differences.ts';

/** A value of the parameter that sorts, read as its name says. */
interface Sorting {
  readonly value: string;
  readonly member: string;
  readonly isDown: boolean | undefined;
}

/** Asks for a list in an order that the document names, and looks whether it is in that order. */
export const SORT_KIND: CaseKind = {
  kind: 'list-sort',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['list'])) {
      const parameter = parameterFor('sort', resource);
      const declared = view
        .operation(resource.operations.list ?? '')
        ?.parameters.find((one) => one.in === 'query' && one.name === parameter?.name);
      if (declared === undefined) continue;
      for (const value of namedValues(declared, view.document))
        yield {
          operation: resource.operations.list,
          title: `sort ${resource.name} by ${value}`,
          input: { resource: resource.name, value },
        };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const parameter = resource && parameterFor('sort', resource);
    const value = isObject(testCase.input) ? testCase.input.value : undefined;
    if (resource === undefined || parameter === undefined || typeof value !== 'string') return [];
    const first = await createThing(probe, resource);
    if (first !== undefined) await createOthers(probe, resource, { first, value });
    const page = await sortedPage(probe, resource, { parameter, value, at: first?.within });
    if (page === undefined) return [];
    const sorting = readSorting(value, page.items);
    const values = sorting === undefined ? [] : valuesOf(page.items, sorting.member);
    // Two may be in order by chance.
    if (sorting === undefined || new Set(values).size < 3 || isSorted(values, sorting.isDown ?? page.isDown)) return [];
    return [
      {
        check: 'sort-wrong',
        message: `\`${resource.operations.list}\` with \`${parameter.name}=${value}\` gives items whose \`${sorting.member}\` is ${values.slice(0, 8).map(shown).join(', ')}.`,
        expected: `items in the order of \`${sorting.member}\``,
        observed: values.slice(0, 8).map(shown).join(', '),
        signature: `sort of ${resource.name} by ${sorting.member} wrong`,
      },
    ];
  },
};

/** Numbers whose order as texts is another one. */
const TELLING = [100, 9, 20, 1000] as const;

async function createOthers(
  probe: Probe,
  resource: Resource,
  { first, value }: { readonly first: Thing; readonly value: string },
): Promise<void> {
  const member = readSorting(value, [first.sent])?.member;
  const operation = probe.operation(resource.operations.create ?? '');
  const mediaType = operation && jsonType(operation);
  for (const number of TELLING) {
    const base =
      mediaType === undefined
        ? undefined
        : bodyForUse(probe, resource.operations.create, { sent: first.sent, use: String(number) });
    const isNumber = member !== undefined && typeof first.sent[member] === 'number';
    const body = base && isNumber ? { ...base, value: { ...base.value, [member]: number } } : undefined;
    const isValid =
      operation !== undefined && body !== undefined && acceptsBody(operation, body.mediaType, probe)(body.value);
    await createThing(probe, resource, { at: first.within, body: isValid ? body : undefined });
  }
}

/** The values that a document lists for a parameter, or gives as examples. */
function namedValues(
  { schema: uri, examples }: Parameter,
  document: { schema(uri: string): unknown },
): readonly string[] {
  const schema = uri === undefined ? undefined : document.schema(uri);
  const listed = isObject(schema) ? [schema.enum, isObject(schema.items) ? schema.items.enum : undefined] : [];
  const values = [
    ...listed.flat(),
    ...examples.map(({ value }) => value),
    isObject(schema) ? schema.default : undefined,
  ];
  return [...new Set(values.filter((value) => typeof value === 'string'))].slice(0, 6);
}

interface SortedPage {
  readonly items: readonly JsonObject[];
  /** As the parameter for the direction was sent; `undefined` where there is none. */
  readonly isDown: boolean | undefined;
}

async function sortedPage(
  probe: Probe,
  resource: Resource,
  {
    parameter,
    value,
    at,
  }: { readonly parameter: ListParameter; readonly value: string; readonly at: Made | undefined },
): Promise<SortedPage | undefined> {
  const direction = parameterFor('direction', resource);
  const declared = probe
    .operation(resource.operations.list ?? '')
    ?.parameters.find((one) => one.in === 'query' && one.name === direction?.name);
  const downward = declared && namedValues(declared, probe.document).find((one) => /^desc/i.test(one));
  const query: [string, string][] = [[parameter.name, value]];
  if (direction !== undefined && downward !== undefined) query.push([direction.name, downward]);
  const page = await listPage(probe, resource, { at, query });
  return page && { items: page.list.items.filter(isObject), isDown: downward === undefined ? undefined : true };
}

/** `-price`, `price_desc`, `price:asc`, `priceAsc` or `price`: the member, and which way. */
function readSorting(value: string, items: readonly JsonObject[]): Sorting | undefined {
  const [, sign = '', rest = '', way = ''] =
    /^([-+]?)(.+?)(?:[\s_:.,-]*(asc|desc|ascending|descending))?$/i.exec(value) ?? [];
  const isDown = sign === '-' || /^desc/i.test(way) ? true : sign === '+' || /^asc/i.test(way) ? false : undefined;
  const [item] = items;
  const member = Object.keys(item ?? {}).find((name) => plainName(name) === plainName(rest));
  return member === undefined ? undefined : { value, member, isDown };
}

function valuesOf(items: readonly JsonObject[], member: string): readonly (string | number)[] {
  return items.map((item) => item[member]).filter((value) => typeof value === 'string' || typeof value === 'number');
}

/** In any of the orders that texts are sorted in; either way where none was asked for. */
function isSorted(values: readonly (string | number)[], isDown: boolean | undefined): boolean {
  const numbers = values.every((value) => typeof value === 'number');
  const orders: ((a: string, b: string) => number)[] = [
    (a, b) => (a < b ? -1 : Number(a > b)),
    (a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : Number(a.toLowerCase() > b.toLowerCase())),
    (a, b) => a.localeCompare(b),
    (a, b) => a.localeCompare(b, undefined, { numeric: true, ignorePunctuation: true }),
    (a, b) => Date.parse(a) - Date.parse(b),
  ];
  const compares: ((a: string | number, b: string | number) => number)[] = numbers
    ? [(a, b) => Number(a) - Number(b)]
    : orders.map((order) => (a, b) => order(String(a), String(b)));
  const ways = isDown === undefined ? [1, -1] : [isDown ? -1 : 1];
  return ways.some((way) => compares.some((compare) => isMonotone(values, (a, b) => way * compare(a, b))));
}

function isMonotone<T>(values: readonly T[], compare: (a: T, b: T) => number): boolean {
  return values.every((value, index) => {
    const next = values[index + 1];
    return next === undefined || compare(value, next) <= 0;
  });
}
