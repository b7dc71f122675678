import type { ListPage } from './list-items.ts';
import type { BodyPath } from './locate.ts';
import { plainName } from './names.ts';
import type { PageLinks } from './page-links.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';
import { type Item, isItem } from './values.ts';

export interface EnvelopeContext {
  readonly page: ListPage;
  readonly links: PageLinks;
  /** The number of the page, where pages are counted. */
  readonly number?: number | undefined;
  /** Of the first page. */
  readonly firstNumber: number;
  /** The path of the request, with that of its world. */
  readonly requestPath: string;
  readonly views: SchemaViews;
  /** Where the list stands: not to be touched. */
  readonly listPath: BodyPath;
}

const MAX_DEPTH = 3;
const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const TOTALS = words(
  'total totalcount totalitems totalresults totalelements totalrecords totalsize totalhits numfound resultcount recordcount',
);
const MORE = words('hasmore more hasnext hasnextpage ismore istruncated truncated hasmoreresults morepages');
const CURSORS = words(
  'nextcursor nextpagetoken nexttoken endcursor continuationtoken nextmarker continue cursor nextpagecursor nextcontinuationtoken',
);
const NEXT_URLS = words('next nexturl nextlink nextpageurl nextpage nexturi nextpageuri');
const PREVIOUS_URLS = words(
  'prev previous prevurl previousurl previouspage prevpage prevlink previouslink previouspageurl prevpageurl',
);
const HOLDERS = words(
  'meta metadata pagination paging pageinfo page links pages searchmetadata responsemetadata pageable data result cursors',
);
const PREVIOUS_CURSORS = words('before previouscursor prevcursor startcursor');

/** An envelope that says of its page what its members are named after: totals, whether more comes, and how to ask for it. */
export function fillEnvelope(body: Item, view: SchemaView, context: EnvelopeContext): Item {
  return fillLevel(body, view, { ...context, depth: 0 });
}

interface Level extends EnvelopeContext {
  readonly depth: number;
}

function fillLevel(body: Item, view: SchemaView, level: Level): Item {
  const { views, listPath } = level;
  const names = [...view.properties.keys()];
  const hasTotal = names.some((name) => TOTALS.has(plainName(name)));
  const filled = new Map(Object.entries(body));
  for (const name of names) {
    const property = views.property(view, name);
    const isListItself = listPath.length === 1 && name === listPath[0];
    if (property === undefined || isListItself) continue;
    const current = filled.get(name);
    const said = isHolder(name, property, { current, level })
      ? fillLevel(isItem(current) ? current : {}, property, innerLevel(name, level))
      : sayMember(plainName(name), property, { ...level, hasTotal });
    if (said !== KEEP) setMember(filled, name, { said, view: property, isRequired: view.required.has(name) });
  }
  return Object.fromEntries(filled);
}

function innerLevel(name: string, level: Level): Level {
  return { ...level, depth: level.depth + 1, listPath: name === level.listPath[0] ? level.listPath.slice(1) : [] };
}

function setMember(
  filled: Map<string, unknown>,
  name: string,
  { said, view, isRequired }: { said: unknown; view: SchemaView; isRequired: boolean },
): void {
  if (said !== undefined) filled.set(name, said);
  else if (view.types.has('null')) filled.set(name, null);
  else if (!isRequired) filled.delete(name);
}

function isHolder(name: string, view: SchemaView, { current, level }: { current: unknown; level: Level }): boolean {
  if (level.depth >= MAX_DEPTH || view.properties.size === 0) return false;
  if (name === level.listPath[0]) return true;
  return HOLDERS.has(plainName(name)) && isItem(current);
}

/** The member means nothing that is known. */
const KEEP = Symbol('keep');

interface Saying extends EnvelopeContext {
  /** Another member says how many there are, so this one may mean the page. */
  readonly hasTotal: boolean;
}

function sayMember(name: string, view: SchemaView, context: Saying): unknown {
  if (view.types.has('boolean')) return sayBoolean(name, context);
  if (view.types.has('integer') || view.types.has('number')) return sayNumber(name, context);
  if (view.types.has('string') || view.types.size === 0) return sayText(name, context);
  return KEEP;
}

function sayBoolean(name: string, { page }: Saying): unknown {
  if (MORE.has(name)) return page.hasMore;
  if (name === 'last' || name === 'islast' || name === 'islastpage') return !page.hasMore;
  if (name === 'first' || name === 'isfirst' || name === 'isfirstpage') return page.offset === 0;
  if (name === 'hasprevious' || name === 'hasprev' || name === 'haspreviouspage') return page.offset > 0;
  return KEEP;
}

const NUMBER_SAYERS: readonly (readonly [ReadonlySet<string>, (context: Saying) => unknown])[] = [
  [TOTALS, ({ page }) => page.total],
  [words('count size'), ({ page, hasTotal }) => (hasTotal ? page.items.length : page.total)],
  [words('numberofelements returned'), ({ page }) => page.items.length],
  [CURSORS, ({ page }) => (page.hasMore ? page.offset + page.items.length : undefined)],
  [NEXT_URLS, ({ page, number }) => (page.hasMore && number !== undefined ? number + 1 : undefined)],
  [PREVIOUS_URLS, ({ number, firstNumber }) => (number !== undefined && number > firstNumber ? number - 1 : undefined)],
  [words('page pagenumber currentpage pageindex'), ({ number }) => number ?? KEEP],
  [words('limit perpage pagesize maxresults itemsperpage'), ({ page }) => limited(page, page.limit)],
  [words('offset skip startat startindex'), ({ page }) => limited(page, page.offset)],
  [
    words('totalpages pagecount pages lastpage numpages'),
    ({ page }) => limited(page, Math.max(1, Math.ceil(page.total / Math.max(1, page.limit)))),
  ],
];

function limited({ limit }: ListPage, value: number): unknown {
  return Number.isFinite(limit) ? value : KEEP;
}

function sayNumber(name: string, context: Saying): unknown {
  const sayer = NUMBER_SAYERS.find(([names]) => names.has(name));
  return sayer === undefined ? KEEP : sayer[1](context);
}

function sayText(name: string, { page, links, requestPath }: Saying): unknown {
  if (CURSORS.has(name) || name === 'after') return page.nextCursor;
  if (PREVIOUS_CURSORS.has(name)) return page.previousCursor;
  if (NEXT_URLS.has(name)) return links.next ?? page.nextCursor;
  if (PREVIOUS_URLS.has(name)) return links.prev ?? page.previousCursor;
  switch (name) {
    case 'first':
    case 'firstpageurl':
      return links.first ?? KEEP;
    case 'last':
    case 'lastpageurl':
      return links.last ?? KEEP;
    case 'self':
    case 'href':
      return links.self;
    default:
      return name === 'url' ? requestPath : KEEP;
  }
}
