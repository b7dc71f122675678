import { escapeToken } from '@mockloop/spec-parser';
import type { Observation } from '../../model/observation.ts';
import type { ListParameter, Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { isObject } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { createToken } from '../../succeed/token.ts';
import { listPage, memberOf, type Page } from './list-things.ts';
import { isServerOwned } from './server-owned.ts';
import { createThing, resourceOf, resourcesWith } from './thing.ts';
import { shown } from './written-differences.ts';

/** Asks for items with one value of a member, and for such as nothing has. */
export const FILTER_KIND: CaseKind = {
  kind: 'list-filter',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['list']))
      for (const parameter of filtersOf(resource, view))
        yield {
          operation: resource.operations.list,
          title: `filter ${resource.name} by ${parameter.name}`,
          input: { resource: resource.name, parameter: parameter.name },
        };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const name = isObject(testCase.input) ? testCase.input.parameter : undefined;
    const planned = resource && filtersOf(resource, probe).find((one) => one.name === name);
    if (resource === undefined || planned === undefined) return [];
    const thing = await createThing(probe, resource);
    const at = thing?.within;
    await createThing(probe, resource, { at });
    const all = await listPage(probe, resource, { at });
    if (all === undefined || all.ids.length < 2 || all.ids.length < all.list.items.length) return [];
    const parameter = planned.member === undefined ? aboutTime(planned, all) : planned;
    if (parameter === undefined) return [];
    for (const value of tellingValues(all, parameter)) {
      const found = await filtered(probe, resource, { parameter, value, all, at });
      if (found !== undefined) return found;
    }
    return nothingMatches(probe, resource, { parameter, all, at });
  },
};

/** Those that the plan knows, and those that begin or end a time: what time of an item they mean, items have to tell. */
function filtersOf(resource: Resource, view: RunView): readonly ListParameter[] {
  const known = resource.list_parameters ?? [];
  const declared = view.operation(resource.operations.list ?? '')?.parameters ?? [];
  const times = declared.flatMap(({ name, in: place, schema: uri }): ListParameter[] => {
    const schema = uri === undefined ? undefined : view.document.schema(uri);
    const isTime = isObject(schema) && (schema.format === 'date-time' || schema.format === 'date');
    if (place !== 'query' || !isTime || known.some((one) => one.name === name)) return [];
    if (/^(from|since|after|start|min|begin)/.test(plainName(name)))
      return [{ name, does: 'filter', comparison: 'atLeast' }];
    return /^(to|until|before|end|max)/.test(plainName(name)) ? [{ name, does: 'filter', comparison: 'atMost' }] : [];
  });
  return [...known, ...times].filter(({ does, comparison }) => does === 'filter' && RULES.has(comparison ?? ''));
}

/** The one time that items have, those of their making and changing left out. */
function aboutTime(parameter: ListParameter, { list: { items } }: Page): ListParameter | undefined {
  const names = new Set(items.flatMap((item) => (isObject(item) ? Object.keys(item) : [])));
  const times = [...names].filter((name) =>
    items.every((item) => isObject(item) && /^\d{4}-\d{2}-\d{2}(T|$)/.test(String(item[name]))),
  );
  const own = times.filter((name) => !isServerOwned(name) || /^(start|begin|due|occur|take|happen|date)/i.test(name));
  const [member] = own.length === 0 ? times : own;
  const isOne = own.length === 1 || (own.length === 0 && times.length === 1);
  return isOne && member !== undefined ? { ...parameter, member: `/${escapeToken(member)}` } : undefined;
}

/** Whether an item with a value of its own is to be listed, when it is filtered by another. */
const RULES: ReadonlyMap<string, (own: unknown, wanted: unknown) => boolean> = new Map([
  ['equal', isEqual],
  ['greater', (own, wanted) => order(own, wanted) > 0],
  ['atLeast', (own, wanted) => order(own, wanted) >= 0],
  ['less', (own, wanted) => order(own, wanted) < 0],
  ['atMost', (own, wanted) => order(own, wanted) <= 0],
]);

/** Also where a part of a text will do, or its case does not count. */
function isEqual(own: unknown, wanted: unknown): boolean {
  if (Array.isArray(own)) return own.some((one) => isEqual(one, wanted));
  if (isObject(own)) return Object.values(own).some((one) => isEqual(one, wanted));
  const [a, b] = [text(own), text(wanted)];
  return (
    a === b || a.includes(b) || (typeof own === 'string' && Date.parse(a) === Date.parse(b)) || Number(a) === Number(b)
  );
}

function text(value: unknown): string {
  return String(value).normalize('NFKC').trim().toLowerCase();
}

/** Times as times, else numbers as numbers; `NaN` where they cannot be compared. */
function order(own: unknown, wanted: unknown): number {
  if (typeof own === 'number') return own - Number(wanted);
  if (typeof own !== 'string') return Number.NaN;
  return Date.parse(own) - Date.parse(String(wanted));
}

interface Filtering {
  readonly parameter: ListParameter;
  readonly all: Page;
  readonly at: Made | undefined;
}

/** Values that some of the items have, or lie between, and others do not match: at most three. */
function tellingValues({ list: { items } }: Page, parameter: ListParameter): readonly (string | number | boolean)[] {
  const rule = RULES.get(parameter.comparison ?? '');
  const values = new Set(items.map((item) => memberOf(item, parameter)).filter(isPlain));
  return [...values]
    .filter((value) => {
      const matching = items.filter((item) => rule?.(memberOf(item, parameter), value) === true).length;
      return matching > 0 && matching < items.length;
    })
    .slice(0, 3);
}

function isPlain(value: unknown): value is string | number | boolean {
  return (
    (typeof value === 'string' && value !== '' && value.length < 100) ||
    typeof value === 'number' ||
    typeof value === 'boolean'
  );
}

/** @returns `undefined` where the answer says nothing. */
async function filtered(
  probe: Probe,
  resource: Resource,
  { parameter, value, all, at }: Filtering & { readonly value: string | number | boolean },
): Promise<readonly Observation[] | undefined> {
  const rule = RULES.get(parameter.comparison ?? '');
  const page = await listPage(probe, resource, { at, query: [[parameter.name, value]] });
  if (page === undefined || page.ids.length === 0) return undefined;
  const wrong = page.list.items.filter((item) => {
    const own = memberOf(item, parameter);
    return isPlain(own) && isComparable(parameter, own, value) && rule?.(own, value) === false;
  });
  if (wrong.length === 0) return [];
  const isAll = new Set(page.ids).size >= new Set(all.ids).size && all.ids.every((id) => page.ids.includes(id));
  const isHeld = page.list.items.some((item) => rule?.(memberOf(item, parameter), value) === true);
  if (!isAll && !isHeld) return undefined;
  return [wrongItem(resource, { parameter, value, own: memberOf(wrong[0], parameter), isAll, count: wrong.length })];
}

/** Of what is no time and no number, nobody can say what comes before it. */
function isComparable({ comparison }: ListParameter, own: unknown, value: unknown): boolean {
  return comparison === 'equal' || !Number.isNaN(order(own, value));
}

interface WrongItem {
  readonly parameter: ListParameter;
  readonly value: unknown;
  readonly own: unknown;
  readonly isAll: boolean;
  readonly count: number;
}

function wrongItem(resource: Resource, { parameter, value, own, isAll, count }: WrongItem): Observation {
  const { list } = resource.operations;
  return {
    check: isAll ? 'filter-ignored' : 'filter-wrong',
    message: `\`${list}\` with \`${parameter.name}=${String(value)}\` gives ${isAll ? 'all that it gives without it' : `${count} items that do not match`}, such as one whose ${parameter.member?.slice(1)} is ${shown(own)}.`,
    expected: `items whose ${parameter.member?.slice(1)} matches ${shown(value)}`,
    observed: shown(own),
    signature: `filter ${parameter.name} of ${resource.name} ${isAll ? 'ignored' : 'wrong'}`,
  };
}

/** All items have the same value: then one that nothing has must give nothing. */
async function nothingMatches(
  probe: Probe,
  resource: Resource,
  { parameter, all, at }: Filtering,
): Promise<readonly Observation[]> {
  const values = all.list.items.map((item) => memberOf(item, parameter));
  if (
    parameter.comparison !== 'equal' ||
    !values.every((value) => typeof value === 'string' && !Number.isFinite(Date.parse(value)))
  )
    return [];
  const value = unusedValue(probe, resource, { parameter, values });
  const page =
    value === undefined ? undefined : await listPage(probe, resource, { at, query: [[parameter.name, value]] });
  if (page === undefined || value === undefined || !all.ids.every((id) => page.ids.includes(id))) return [];
  return [wrongItem(resource, { parameter, value, own: values[0], isAll: true, count: page.ids.length })];
}

/** A value that the document allows, and no item has. */
function unusedValue(
  probe: Probe,
  resource: Resource,
  { parameter, values }: { readonly parameter: ListParameter; readonly values: readonly unknown[] },
): string | undefined {
  const operation = probe.operation(resource.operations.list ?? '');
  const declared = operation?.parameters.find(({ name, in: place }) => place === 'query' && name === parameter.name);
  const schema = declared?.schema === undefined ? undefined : probe.document.schema(declared.schema);
  const options =
    isObject(schema) && Array.isArray(schema.enum) ? schema.enum : [createToken(`${probe.seed} unused`).letters];
  const compiled = declared?.schema === undefined ? undefined : probe.schemas.compile(declared.schema, 'request');
  return options.find(
    (one): one is string =>
      typeof one === 'string' &&
      one !== '' &&
      !values.some((own) => isEqual(own, one)) &&
      compiled?.isValid(one) !== false,
  );
}
