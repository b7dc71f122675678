import { memberText } from './address.ts';
import type { FoundItem } from './item-store.ts';
import { type Comparison, type ListFilter, type ListParameters, memberFor, type QueryRef } from './list-parameters.ts';
import type { BodyPath } from './locate.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';
import { getAt, type Item, isItem } from './values.ts';

/** One page of a list, and what its envelope may want to say. */
export interface ListPage {
  readonly items: readonly FoundItem[];
  /** On all pages. */
  readonly total: number;
  /** Of the first item of the page, from 0. */
  readonly offset: number;
  readonly limit: number;
  /** Whether another page comes. */
  readonly hasMore: boolean;
  /** What asks for the next page where the list has cursors. */
  readonly nextCursor?: string | undefined;
  readonly previousCursor?: string | undefined;
}

/** A cursor that no page of the list gave. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
}

export interface ListContext {
  readonly parameters: ListParameters;
  readonly item: SchemaView | undefined;
  readonly views: SchemaViews;
  /** A value of the query. */
  read(ref: QueryRef): unknown;
}

/**
 * Filters, sorts and cuts a list as a request asks.
 *
 * @throws {CursorError}
 */
export function listItems(found: Iterable<FoundItem>, context: ListContext): ListPage {
  const keys = sortKeys(context);
  const matching = filtered(found, context);
  const limit = limitOf(context);
  if (keys.length === 0 && !hasCursor(context))
    return pageOf(matching, { limit, offset: offsetOf([], limit, context) });
  const sorted = [...matching];
  sortItems(sorted, keys);
  return pageOf(sorted, { limit, offset: offsetOf(sorted, limit, context) });
}

/** Keeps the items of the page alone, and counts the others. */
function pageOf(
  matching: Iterable<FoundItem>,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): ListPage {
  const items: FoundItem[] = [];
  let total = 0;
  for (const item of matching) {
    if (total >= offset && items.length < limit) items.push(item);
    total++;
  }
  const end = offset + items.length;
  const last = items.at(-1);
  const [first] = items;
  return {
    ...{ items, total, offset, limit },
    hasMore: end < total,
    nextCursor: end < total && last !== undefined ? cursorFor(last, end) : undefined,
    previousCursor: offset > 0 && first !== undefined ? cursorFor(first, offset) : undefined,
  };
}

function hasCursor({ parameters: { after, before }, read }: ListContext): boolean {
  return [after, before].some((ref) => ref !== undefined && !isEmpty(read(ref)));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '';
}

function* filtered(found: Iterable<FoundItem>, { parameters, read, views, item }: ListContext): Generator<FoundItem> {
  const tests = parameters.filters.flatMap((filter) => testFor(filter, read(filter.ref), { views, item }));
  const search = parameters.search && read(parameters.search);
  if (typeof search === 'string') tests.push((value) => mentions(value, search));
  for (const one of found) if (tests.every((test) => test(one.item.value))) yield one;
}

type Test = (value: Item) => boolean;

function testFor(
  { path, comparison, wantsAll }: ListFilter,
  wanted: unknown,
  { views, item }: { views: SchemaViews; item: SchemaView | undefined },
): readonly Test[] {
  if (wanted === undefined || wanted === null || wanted === '' || isItem(wanted)) return [];
  const parts = typeof wanted === 'string' && wanted.includes(',') ? wanted.split(',') : [];
  const values = Array.isArray(wanted) ? wanted : [wanted, ...parts];
  const known = (item && views.at(item, path)?.values) ?? [];
  // `state=all`: a word that no item has stands for all of them.
  if (values.some((value) => /^(all|any|\*)$/i.test(String(value)) && !known.includes(value))) return [];
  const together = wantsAll ? (Array.isArray(wanted) ? wanted : parts) : [];
  if (together.length < 2) return [(value) => isMatch(value, { path, comparison, values })];
  return [
    (value) =>
      Array.isArray(getAt(value, path))
        ? together.every((part) => isMatch(value, { path, comparison, values: [part] }))
        : isMatch(value, { path, comparison, values }),
  ];
}

function isMatch(
  item: Item,
  { path, comparison, values }: { path: BodyPath; comparison: Comparison; values: readonly unknown[] },
): boolean {
  const member = getAt(item, path);
  const own = Array.isArray(member) ? member.map(textOf) : [isItem(member) ? (memberText(item, path) ?? '') : member];
  if (comparison === 'not') return !values.some((value) => own.some((one) => equals(one, value)));
  return values.some((value) => own.some((one) => compares(one, value, comparison)));
}

function compares(own: unknown, wanted: unknown, comparison: Exclude<Comparison, 'not'>): boolean {
  if (own === undefined || own === null) return false;
  switch (comparison) {
    case 'equal':
      return equals(own, wanted);
    case 'contains':
      return String(own).toLowerCase().includes(String(wanted).toLowerCase());
    case 'greater':
      return compareValues(own, wanted) > 0;
    case 'atLeast':
      return compareValues(own, wanted) >= 0;
    case 'less':
      return compareValues(own, wanted) < 0;
    case 'atMost':
      return compareValues(own, wanted) <= 0;
  }
}

function equals(own: unknown, wanted: unknown): boolean {
  return own === wanted || (own !== undefined && own !== null && String(own) === String(wanted));
}

/** An object in a list is known by what it is called. */
function textOf(value: unknown): unknown {
  if (!isItem(value)) return value;
  return value.name ?? value.login ?? value.id ?? '';
}

/** Numbers and times by their value, everything else as text. */
function compareValues(a: unknown, b: unknown): number {
  const left = numeric(a);
  const right = numeric(b);
  if (left !== undefined && right !== undefined) return left - right;
  const texts = [String(a), String(b)];
  return (texts[0] ?? '') < (texts[1] ?? '') ? -1 : texts[0] === texts[1] ? 0 : 1;
}

function numeric(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  if (!Number.isNaN(number)) return number;
  const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Words that name a member (`is:open`) are the search's own language, and not looked for. */
function mentions(value: Item, search: string): boolean {
  const terms = search
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '' && !term.includes(':'));
  if (terms.length === 0) return true;
  const text = JSON.stringify(value).toLowerCase();
  return terms.every((term) => text.includes(term));
}

/** No name of a member is longer. */
const MAX_SORT = 200;

interface SortKey {
  readonly path: BodyPath;
  readonly descends: boolean;
}

function sortItems(items: FoundItem[], keys: readonly SortKey[]): void {
  if (keys.length === 0) return;
  const rows = items.map((item) => ({
    item,
    values: keys.map(({ path }) => toSortable(getAt(item.item.value, path))),
  }));
  rows.sort((a, b) => {
    for (const [index, { descends }] of keys.entries()) {
      const order = compareSortable(a.values[index], b.values[index], descends);
      if (order !== 0) return order;
    }
    return 0;
  });
  for (const [index, { item }] of rows.entries()) items[index] = item;
}

type Sortable = number | string | undefined;

function toSortable(value: unknown): Sortable {
  return value === undefined || value === null ? undefined : (numeric(value) ?? String(value));
}

/** What has no value comes last, whichever way round. */
function compareSortable(a: Sortable, b: Sortable, descends: boolean): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [left, right] = typeof a === typeof b ? [a, b] : [String(a), String(b)];
  const order = left < right ? -1 : left === right ? 0 : 1;
  return descends ? -order : order;
}

function sortKeys({ parameters, item, views, read }: ListContext): readonly SortKey[] {
  const { sort, direction } = parameters;
  const wanted = sort === undefined ? undefined : (read(sort) ?? sort.default);
  const turned = direction === undefined ? undefined : (read(direction) ?? direction.default);
  const descends = typeof turned === 'string' && /^(desc|down|-)/i.test(turned);
  if (item === undefined) return [];
  if (wanted === undefined) {
    const newest = turned === undefined ? undefined : memberFor('created', item, views);
    return newest === undefined ? [] : [{ path: newest, descends }];
  }
  return textsOf(wanted).flatMap((text) => {
    if (text.length > MAX_SORT) return [];
    const match = /^([+-]?)(.*?)(?:[\s:.,_|-]+(asc|desc)(?:ending)?)?$/i.exec(text.trim());
    const path = match === null ? undefined : memberFor(match[2] ?? '', item, views);
    if (path === undefined) return [];
    return [
      {
        path,
        descends:
          match?.[1] === '-' ||
          /desc/i.test(match?.[3] ?? '') ||
          (match?.[3] === undefined && match?.[1] === '' && descends),
      },
    ];
  });
}

function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (isItem(value)) return Object.entries(value).map(([name, direction]) => `${name}:${String(direction)}`);
  if (typeof value !== 'string') return [];
  return /,(asc|desc)$/i.test(value) ? [value] : value.split(',');
}

function limitOf({ parameters: { limit }, read }: ListContext): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  const wanted = Number(read(limit) ?? limit.default);
  return Number.isFinite(wanted) && wanted >= 0 ? Math.min(Math.floor(wanted), limit.maximum) : limit.default;
}

function offsetOf(items: readonly FoundItem[], limit: number, { parameters, read }: ListContext): number {
  const { offset, page, after, before } = parameters;
  const afterValue = after && read(after);
  if (!isEmpty(afterValue)) return placeOf(items, afterValue, 1);
  const beforeValue = before && read(before);
  if (!isEmpty(beforeValue)) {
    const end = placeOf(items, beforeValue, 0);
    return Math.max(0, end - (Number.isFinite(limit) ? limit : end));
  }
  const skipped = offset && Number(read(offset));
  if (skipped !== undefined && Number.isFinite(skipped)) return Math.max(0, Math.floor(skipped));
  const number = page && Number(read(page) ?? page.first);
  if (page === undefined || number === undefined || !Number.isFinite(number) || !Number.isFinite(limit)) return 0;
  return Math.max(0, Math.floor(number) - page.first) * limit;
}

/** A longer id would make a cursor that no query has room for. */
const MAX_CURSOR_ID = 100;

/** Cursors name the item at the edge of their page, and where it was, should it be gone. */
function cursorFor({ id }: FoundItem, offset: number): string {
  return Buffer.from(JSON.stringify([offset, id.length > MAX_CURSOR_ID ? '' : id])).toString('base64url');
}

function placeOf(items: readonly FoundItem[], cursor: unknown, behind: 0 | 1): number {
  if (typeof cursor === 'number') return Math.max(0, Math.floor(cursor));
  const text = String(cursor);
  const named = items.findIndex(({ id, item }) => id === text || memberText(item.value, ['id']) === text);
  if (named !== -1) return named + behind;
  const [offset, id] = readCursor(text);
  const index = items.findIndex((one) => one.id === id);
  return index === -1 ? Math.min(offset, items.length) : index + behind;
}

function readCursor(text: string): readonly [offset: number, id: string] {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (Array.isArray(read) && Number.isSafeInteger(read[0]) && read[0] >= 0 && typeof read[1] === 'string')
      return [read[0], read[1]];
  } catch {
    // Not one of ours.
  }
  throw new CursorError('The cursor is none that a page of this list gave.');
}
