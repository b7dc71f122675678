import { pointerTokens } from '@mockloop/spec-parser';
import type { ListParameter, Resource } from '../../model/test-plan.ts';
import { headerOf } from '../../requests/read-answer.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { idOf } from '../../succeed/find-item.ts';
import { type FoundList, listIn } from '../../succeed/find-list.ts';
import { getAt, isId, isObject, type JsonObject, leavesOf } from '../../succeed/json-value.ts';
import { plainName } from '../../succeed/names.ts';
import { type Called, type CallOptions, call, isSuccess } from './call.ts';

/** One page of a list. */
export interface Page extends Called {
  readonly list: FoundList;
  /** Ids of its items, as text, those of items that show none left out. */
  readonly ids: readonly string[];
}

/** Pages of a list, one after the other. */
export interface Listed {
  readonly pages: readonly Page[];
  readonly items: readonly unknown[];
  readonly ids: readonly string[];
  /** The end was reached, and nobody said that there is more. */
  readonly isComplete: boolean;
  /** The end was reached: a page that is not full, or the server says so. What it says of a total does not count. */
  readonly ends: boolean;
}

export interface ListOptions {
  readonly at?: Made | undefined;
  readonly query?: CallOptions['query'];
  /** Default 20. */
  readonly maxPages?: number | undefined;
}

/** One page; `undefined` where no list came. */
export async function listPage(probe: Probe, resource: Resource, options: ListOptions = {}): Promise<Page | undefined> {
  const called = await call(probe, resource.operations.list, options);
  const list = isSuccess(called) ? listIn(called.value, resource) : undefined;
  if (called === undefined || list === undefined) return undefined;
  return {
    ...called,
    list,
    ids: list.items
      .map((item) => idOf(item, resource))
      .filter(isId)
      .map(String),
  };
}

/** All pages, as their links, cursors or numbers lead; `undefined` where the first does not come. */
export async function listAll(
  probe: Probe,
  resource: Resource,
  options: ListOptions = {},
): Promise<Listed | undefined> {
  const pages: Page[] = [];
  let query: Query | undefined = fromFirstPage(withLongPages(options.query ?? [], resource, probe), resource, probe);
  const limit = limitOf(query, parameterFor('limit', resource)) ?? (parameterFor('limit', resource) && FULL);
  for (let count = 0; count < (options.maxPages ?? 20) && query !== undefined; count++) {
    const page: Page | undefined = await listPage(probe, resource, { ...options, query });
    if (page === undefined) return undefined;
    pages.push(page);
    query = nextQuery(pages, query, resource);
  }
  return {
    pages,
    items: pages.flatMap(({ list }) => list.items),
    ids: pages.flatMap(({ ids }) => ids),
    isComplete: query === undefined && isLast(pages, limit),
    ends: query === undefined && isEnd(pages, limit),
  };
}

/** As long as the document allows, up to 100: fewer pages, and a page that is not full is the last one. */
function withLongPages(query: Query, resource: Resource, probe: Probe): Query {
  const limit = parameterFor('limit', resource);
  if (limit === undefined || query.some(([name]) => name === limit.name)) return query;
  const maximum = parameterSchema(limit, resource, probe)?.maximum;
  return typeof maximum === 'number' && maximum >= 1
    ? [...query, [limit.name, Math.min(Math.floor(maximum), 100)]]
    : query;
}

function parameterSchema(parameter: ListParameter, resource: Resource, probe: Probe): JsonObject | undefined {
  const operation = probe.operation(resource.operations.list ?? '');
  const found = operation?.parameters.find(({ name, in: place }) => name === parameter.name && place === 'query');
  const schema = found?.schema === undefined ? undefined : probe.document.schema(found.schema);
  return isObject(schema) ? schema : undefined;
}

/** Pages that are counted are counted from the first one, which is 1 unless the document says otherwise. */
function fromFirstPage(query: Query, resource: Resource, probe: Probe): Query {
  const number = parameterFor('page', resource);
  if (number === undefined || query.some(([name]) => name === number.name)) return query;
  const schema = parameterSchema(number, resource, probe);
  const first = schema?.default ?? schema?.minimum;
  return [...query, [number.name, first === 0 ? 0 : 1]];
}

type Query = NonNullable<CallOptions['query']>;

/** The query of the next page; `undefined` where this was the last. */
function nextQuery(pages: readonly Page[], query: Query, resource: Resource): Query | undefined {
  const page = pages.at(-1);
  if (page === undefined || page.list.items.length === 0) return undefined;
  const linked = linkedQuery(page);
  if (linked !== undefined) return linked;
  const after = parameterFor('after', resource);
  const cursor = after && cursorOf(page, after);
  if (after !== undefined && cursor !== undefined) return withParameter(query, after, cursor);
  const limit = limitOf(query, parameterFor('limit', resource)) ?? page.list.items.length;
  return saysLast(page) || page.list.items.length < limit ? undefined : countedQuery(pages, query, resource);
}

/** Pages that are not named by the server are counted: by items, by pages, or from the last item on. */
function countedQuery(pages: readonly Page[], query: Query, resource: Resource): Query | undefined {
  const offset = parameterFor('offset', resource);
  if (offset !== undefined)
    return withParameter(
      query,
      offset,
      pages.reduce((sum, { list }) => sum + list.items.length, 0),
    );
  const number = parameterFor('page', resource);
  const current = query.find(([name]) => name === number?.name)?.[1];
  if (number !== undefined && typeof current === 'number') return withParameter(query, number, current + 1);
  const after = parameterFor('after', resource);
  const last = pages.at(-1)?.ids.at(-1);
  return after !== undefined && last !== undefined && isItemCursor(after)
    ? withParameter(query, after, last)
    : undefined;
}

/** The parameter of a list that does something. */
export function parameterFor(
  does: ListParameter['does'],
  { list_parameters: parameters }: Resource,
): ListParameter | undefined {
  return parameters?.find((one) => one.does === does);
}

function withParameter(query: Query, { name }: ListParameter, value: string | number): Query {
  return [...query.filter(([own]) => own !== name), [name, value]];
}

function limitOf(query: Query, limit: ListParameter | undefined): number | undefined {
  const value = query.find(([name]) => name === limit?.name)?.[1];
  return typeof value === 'number' ? value : undefined;
}

/** `Link: <…>; rel="next"` (RFC 8288), or a member `next` that is a URL. */
function linkedQuery({ exchange, list }: Page): Query | undefined {
  const field = headerOf(exchange.response?.headers ?? [], 'link') ?? '';
  const [, inHeader] = /<([^<>]*)>\s*;[^,]*\brel="?next"?/i.exec(field) ?? [];
  const inBody = leavesOf(list.envelope)
    .filter(({ path }) => path.length <= 3 && path[0] !== list.path[0])
    .find(({ path, value }) => isNextLink(path) && typeof value === 'string' && value.includes('?'))?.value;
  const url = URL.parse(inHeader ?? String(inBody ?? ''), 'http://server.invalid');
  if ((inHeader === undefined && inBody === undefined) || url === null) return undefined;
  return [...url.searchParams].map(([name, value]) => [
    name,
    /^(0|[1-9]\d{0,14})$/.test(value) ? Number(value) : value,
  ]);
}

function isNextLink(path: readonly string[]): boolean {
  const names = path.map(plainName);
  return (
    /^(next|nextpage|nexturl|nextlink|nexthref)$/.test(names.at(-1) ?? '') ||
    (names.at(-1) === 'href' && names.at(-2) === 'next')
  );
}

const CURSORS =
  'nextcursor nexttoken nextpagetoken nextpage next cursor endcursor continuationtoken nextmarker marker continue'.split(
    ' ',
  );

/** What the answer gives for the parameter that says where the next page begins. */
function cursorOf({ list }: Page, after: ListParameter): string | undefined {
  const plain = plainName(after.name);
  const found = leavesOf(list.envelope)
    .filter(({ path, value }) => path.length <= 3 && path[0] !== list.path[0] && isId(value))
    .map(({ path, value }) => ({ name: plainName(path.at(-1) ?? ''), value: String(value) }))
    .filter(({ name }) => CURSORS.includes(name) || name === plain || name === `next${plain}`)
    .toSorted((a, b) => rank(a.name) - rank(b.name));
  return found[0]?.value;
}

function rank(name: string): number {
  const index = CURSORS.indexOf(name);
  return index < 0 ? CURSORS.length : index;
}

/** `starting_after` takes the id of an item; a cursor does not. */
function isItemCursor({ name }: ListParameter): boolean {
  return /^(starting?after|after|afterid|sinceid)$/.test(plainName(name));
}

function saysLast({ list }: Page): boolean {
  return leavesOf(list.envelope).some(({ path, value }) => {
    const name = plainName(path.at(-1) ?? '');
    if (path.length > 3 || path[0] === list.path[0]) return false;
    if (/^(hasmore|hasnext|hasnextpage|more)$/.test(name)) return value === false;
    return (CURSORS.includes(name) || isNextLink(path)) && (value === null || value === '');
  });
}

/** So many items may be all that there are, or all that fit. */
const FULL = 10;

/** Whether no more items are to be expected, where nothing leads on. */
function isLast(pages: readonly Page[], limit: number | undefined): boolean {
  const seen = pages.reduce((sum, { list }) => sum + list.items.length, 0);
  const total = totalOf(pages.at(-1))?.value;
  return isEnd(pages, limit) && (total === undefined || total <= seen);
}

function isEnd(pages: readonly Page[], limit: number | undefined): boolean {
  const page = pages.at(-1);
  if (page === undefined || page.list.items.length === 0 || saysLast(page)) return true;
  return limit === undefined || page.list.items.length < limit;
}

/** How many items there are in all, as an answer says. */
export function totalOf(page: Page | undefined): { readonly name: string; readonly value: number } | undefined {
  if (page === undefined) return undefined;
  const { list, exchange } = page;
  const inBody = leavesOf(list.envelope).find(
    ({ path, value }) =>
      path.length <= 3 && path[0] !== list.path[0] && typeof value === 'number' && isTotal(path.at(-1) ?? ''),
  );
  if (inBody !== undefined) return { name: inBody.path.join('/'), value: Number(inBody.value) };
  const field = exchange.response?.headers.find(([name]) => isTotal(name.replace(/^x-/, '')));
  return field !== undefined && /^\d{1,9}$/.test(field[1]) ? { name: field[0], value: Number(field[1]) } : undefined;
}

function isTotal(name: string): boolean {
  return /^total(count|items|elements|results|records|rows|entries|size|hits)?$/.test(plainName(name));
}

/** The value of a member that a filter is about. */
export function memberOf(item: unknown, { member }: ListParameter): unknown {
  return member === undefined ? undefined : getAt(item, pointerTokens(member));
}
