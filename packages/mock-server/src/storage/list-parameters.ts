import type { Operation, Parameter } from '@mockloop/spec-parser';
import type { BodyPath } from './locate.ts';
import { plainName } from './names.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';

/** Where a value of the query stands: the parameter, and the member of it where it is an object. */
export interface QueryRef {
  readonly parameter: string;
  readonly member?: string | undefined;
}

export type Comparison = 'equal' | 'greater' | 'atLeast' | 'less' | 'atMost' | 'contains' | 'not';

/** A parameter that limits which items are listed. */
export interface ListFilter {
  readonly ref: QueryRef;
  readonly path: BodyPath;
  readonly comparison: Comparison;
  /** Of several values, a member that is a list has all; else it has one of them. */
  readonly wantsAll: boolean;
}

/** What the parameters of a list mean. */
export interface ListParameters {
  readonly limit?: (QueryRef & { readonly default: number; readonly maximum: number }) | undefined;
  /** Counts items from 0. */
  readonly offset?: QueryRef | undefined;
  /** Counts pages. */
  readonly page?: (QueryRef & { readonly first: number }) | undefined;
  /** Says behind which item the page begins. */
  readonly after?: QueryRef | undefined;
  /** Says before which item the page ends. */
  readonly before?: QueryRef | undefined;
  readonly sort?: (QueryRef & { readonly default?: unknown }) | undefined;
  readonly direction?: (QueryRef & { readonly default?: unknown }) | undefined;
  readonly search?: QueryRef | undefined;
  readonly filters: readonly ListFilter[];
  /** Those of which nothing says what they do. */
  readonly idle: readonly QueryRef[];
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const LIMITS = words(
  'limit perpage pagesize size maxresults pagelimit take top first maxitems maxkeys resultsperpage itemsperpage pagecount rows maxresultcount numresults',
);
const OFFSETS = words('offset skip startindex startat pageoffset from startposition');
const PAGES = words('page pagenumber pageno pagenum pageindex currentpage p');
const AFTERS = words(
  'cursor after startingafter pagetoken nexttoken continue marker nextcursor startcursor pageafter pagecursor nextpagetoken continuationtoken startafter aftercursor nextmarker',
);
const BEFORES = words('before endingbefore pagebefore beforecursor prevcursor');
const SORTS = words('sort sortby orderby ordering sortfield sortcolumn sorting sortkey');
const DIRECTIONS = words('direction sortorder sortdir sortdirection orderdirection dir sorttype orderdir');
const SEARCHES = words('q query search searchterm keyword keywords filter searchtext text term');
/** What a list is called whose items are chosen by its members. */
const FILTER_HOLDERS = words('filter filters where criteria');

const COMPARISONS: readonly (readonly [RegExp, Comparison])[] = [
  [/^(.+?)[_.\]]*\[?(gte|min|from|since|start|ge)\]?$/i, 'atLeast'],
  [/^(.+?)[_.\]]*\[?(lte|max|to|until|end|le)\]?$/i, 'atMost'],
  [/^(.+?)[_.\]]*\[?(gt|after|above|newerthan)\]?$/i, 'greater'],
  [/^(.+?)[_.\]]*\[?(lt|before|below|olderthan)\]?$/i, 'less'],
  [/^(.+?)[_.\]]*\[?(contains|like|icontains|match|search)\]?$/i, 'contains'],
  [/^(.+?)[_.\]]*\[?(ne|neq|not)\]?$/i, 'not'],
  [/^(.+?)[_.\]]*\[?(in|eq|equals|is)\]?$/i, 'equal'],
  [/^(min|from|since|start)[_.]?(.+)$/i, 'atLeast'],
  [/^(max|to|until|end)[_.]?(.+)$/i, 'atMost'],
];
/** That one of several values will do; `ALL` wins where both are said. */
const ANY = /\b(?:any|one|either|some) of\b|\bat least one\b/i;
const ALL = /\ball (?:of|the|these|those|given)\b|\bevery\b/i;
const DEFAULT_LIMIT = 100;
/** No name that means something is longer. */
const MAX_NAME = 100;

type Found = { -readonly [Key in keyof ListParameters]: ListParameters[Key] } & {
  readonly filters: ListFilter[];
  readonly idle: QueryRef[];
};

/** Reads what the query parameters of a list mean for items that look like `item`. */
export function readListParameters(
  operation: Operation,
  item: SchemaView | undefined,
  views: SchemaViews,
): ListParameters {
  const found: Found = { filters: [], idle: [] };
  for (const flat of flatParameters(operation, views)) assign(flat, found, { item, views });
  return found;
}

function assign(
  flat: FlatParameter,
  found: Found,
  { item, views }: { item: SchemaView | undefined; views: SchemaViews },
): void {
  const { ref, name, view, isHeld, parameter } = flat;
  const plain = plainName(name);
  const filter = item && filterFor(name, { item, views, ref, description: parameter.description ?? '' });
  const role = isHeld ? undefined : roleOf(plain);
  if (role !== undefined && (filter === undefined || ALWAYS.has(role))) assignRole(role, flat, found);
  else if (filter !== undefined) found.filters.push(filter);
  else if (plain === 'order') assignOrder(found, { ref, view });
  else if (SEARCHES.has(plain) && !isHeld && view?.types.has('string') === true) found.search ??= ref;
  else found.idle.push(ref);
}

/** What looks like paging is paging, also where items have a member that is called `page` or `size`. */
const ALWAYS: ReadonlySet<Role> = new Set(['limit', 'page', 'after', 'sort', 'direction']);

function assignRole(role: Role, { ref, view, parameter }: FlatParameter, found: Found): void {
  switch (role) {
    case 'limit':
      found.limit ??= { ...ref, ...limitOf(view, parameter) };
      break;
    case 'page':
      found.page ??= { ...ref, first: view?.default === 0 || view?.minimum === 0 ? 0 : 1 };
      break;
    case 'sort':
    case 'direction':
      found[role] ??= { ...ref, default: view?.default };
      break;
    default:
      found[role] ??= ref;
  }
}

interface FlatParameter {
  readonly ref: QueryRef;
  readonly name: string;
  readonly view: SchemaView | undefined;
  readonly parameter: Parameter;
  /** It is a member of an object that only filters. */
  readonly isHeld: boolean;
}

/** Parameters of the query, those that are objects member by member. */
function flatParameters({ parameters }: Operation, views: SchemaViews): readonly FlatParameter[] {
  return parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter): readonly FlatParameter[] => {
      const { name } = parameter;
      const schema = parameter.schema ?? parameter.content?.schema;
      const view = schema === undefined ? undefined : views.ofUri(schema);
      const whole = {
        ref: { parameter: name },
        name: unbracket(name),
        view,
        parameter,
        isHeld: /^filters?\[/i.test(name),
      };
      if (view === undefined || view.properties.size === 0) return [whole];
      const isHolder = FILTER_HOLDERS.has(plainName(name));
      const members = [...view.properties.keys()].map(
        (member): FlatParameter => ({
          ref: { parameter: name, member },
          name: isHolder ? member : `${name}_${member}`,
          view: views.property(view, member),
          parameter,
          isHeld: isHolder,
        }),
      );
      return view.types.has('integer') || view.types.has('string') ? [...members, whole] : members;
    });
}

/** `filter[status]` → `status`, `page[size]` → `page_size`. */
function unbracket(name: string): string {
  const held = /^filters?\[([^\]]+)\](.*)$/i.exec(name);
  return held === null ? name.replace(/^\$/, '').replace(/\[([^\]]*)\]/g, '_$1') : `${held[1]}${held[2]}`;
}

type Role = 'limit' | 'offset' | 'page' | 'after' | 'before' | 'sort' | 'direction';

function roleOf(plain: string): Role | undefined {
  if (LIMITS.has(plain)) return 'limit';
  if (OFFSETS.has(plain)) return 'offset';
  if (PAGES.has(plain)) return 'page';
  if (AFTERS.has(plain)) return 'after';
  if (BEFORES.has(plain)) return 'before';
  if (SORTS.has(plain)) return 'sort';
  return DIRECTIONS.has(plain) ? 'direction' : undefined;
}

/** `order` is a direction where it knows nothing but directions, else a member to sort by. */
function assignOrder(
  found: { sort?: ListParameters['sort']; direction?: ListParameters['direction'] },
  { ref, view }: { ref: QueryRef; view: SchemaView | undefined },
): void {
  const isDirection =
    view?.values.some((value) => /^(asc|desc)/i.test(String(value))) === true || found.sort !== undefined;
  const role = isDirection ? 'direction' : 'sort';
  found[role] ??= { ...ref, default: view?.default };
}

function limitOf(view: SchemaView | undefined, { description }: Parameter): { default: number; maximum: number } {
  const maximum =
    view?.maximum ??
    Number(
      /(?:max(?:imum)?(?: is| of|:)?|between \d+ and|up to|at most) (\d+)/i.exec(description ?? '')?.[1] ?? Number.NaN,
    );
  const known =
    typeof view?.default === 'number'
      ? view.default
      : Number(/default(?:s)?(?: is| to| value is|:)? `?(\d+)/i.exec(description ?? '')?.[1] ?? Number.NaN);
  const limited = Number.isFinite(maximum) && maximum > 0 ? maximum : Number.POSITIVE_INFINITY;
  return { default: Number.isFinite(known) && known > 0 ? known : Math.min(DEFAULT_LIMIT, limited), maximum: limited };
}

function filterFor(
  name: string,
  {
    item,
    views,
    ref,
    description,
  }: { item: SchemaView; views: SchemaViews; ref: QueryRef; readonly description: string },
): ListFilter | undefined {
  const exact = memberFor(name, item, views);
  if (exact !== undefined) {
    const wantsAll = ALL.test(description) || !ANY.test(description);
    return { ref, path: exact, comparison: 'equal', wantsAll };
  }
  for (const [pattern, comparison] of name.length > MAX_NAME ? [] : COMPARISONS) {
    const match = pattern.exec(name);
    const rest =
      match === null
        ? undefined
        : /^(min|from|since|start|max|to|until|end)$/i.test(match[1] ?? '')
          ? match[2]
          : match[1];
    const path = rest === undefined ? undefined : memberFor(rest, item, views);
    if (path !== undefined) return { ref, path, comparison, wantsAll: false };
  }
  return undefined;
}

/** The member that a parameter is named after; `created` is also `created_at`, and `owner_id` the `id` of `owner`. */
export function memberFor(name: string, item: SchemaView, views: SchemaViews): BodyPath | undefined {
  const plain = plainName(name);
  if (plain === '') return undefined;
  const names = new Map([...item.properties.keys()].reverse().map((property) => [plainName(property), property]));
  for (const candidate of [
    plain,
    ...['at', 'on', 'date', 'time', 's'].map((end) => plain + end),
    plain.replace(/s$/, ''),
  ]) {
    const found = names.get(candidate);
    if (found !== undefined) return [found];
  }
  for (const [property, schemas] of item.properties) {
    const start = plainName(property);
    if (start === '' || !plain.startsWith(start)) continue;
    const inner = views.of(schemas);
    const member = [...inner.properties.keys()].find((one) => start + plainName(one) === plain);
    if (member !== undefined) return [property, member];
  }
  return undefined;
}
