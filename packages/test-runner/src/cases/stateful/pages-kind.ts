import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { type Listed, listAll, listPage, type Page, parameterFor, totalOf } from './list-things.ts';
import { createThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { shown } from './written-differences.ts';

const MADE = 5;
const MAX_PAGES = 12;

/** Creates some things, and walks through their list with small pages. */
export const PAGES_KIND: CaseKind = {
  kind: 'list-pages',
  phase: 'stateful',
  alone: true,
  *propose(view) {
    for (const resource of resourcesWith(view, ['list']))
      if (parameterFor('limit', resource) !== undefined)
        yield {
          operation: resource.operations.list,
          title: `walk through ${resource.name} page by page`,
          input: { resource: resource.name },
        };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const limit = resource && parameterFor('limit', resource);
    if (resource === undefined || limit === undefined) return [];
    const things = await createSome(probe, resource);
    const at = things[0]?.within;
    const all = await listPage(probe, resource, { at });
    if (all === undefined || all.ids.length < 3 || all.ids.length < all.list.items.length) return [];
    const size = Math.max(2, Math.ceil(all.ids.length / 6));
    const query = [[limit.name, size]] as const;
    const first = await listPage(probe, resource, { at, query });
    if (first === undefined) return [];
    if (first.ids.length > size) return [limitIgnored(resource, { first, size, name: limit.name })];
    if (first.ids.length < size) return [];
    const walked = await listAll(probe, resource, { at, query, maxPages: MAX_PAGES });
    if (walked === undefined || walked.pages.length < 2) return [];
    return walkedWrong(resource, { walked, all, size });
  },
};

/** Below one parent, so that they stand in one list. */
async function createSome(probe: Probe, resource: Resource): Promise<readonly Thing[]> {
  const things: Thing[] = [];
  for (let count = 0; count < MADE; count++) {
    const thing = await createThing(probe, resource, { at: things[0]?.within });
    if (thing === undefined) return things;
    things.push(thing);
  }
  return things;
}

function limitIgnored(
  { name: resource, operations }: Resource,
  { first, size, name }: { readonly first: Page; readonly size: number; readonly name: string },
): Observation {
  return {
    check: 'limit-ignored',
    message: `\`${operations.list}\` with \`${name}=${size}\` gives ${first.ids.length} items.`,
    expected: `at most ${size} items`,
    observed: `${first.ids.length} items`,
    signature: `limit of ${resource} ignored`,
  };
}

interface Walk {
  readonly walked: Listed;
  readonly all: Page;
  readonly size: number;
}

function walkedWrong(resource: Resource, { walked, all, size }: Walk): readonly Observation[] {
  const { operations, name } = resource;
  const repeated = walked.ids.filter((id, index) => walked.ids.indexOf(id) !== index);
  const pages = `${walked.pages.length} pages of ${size}`;
  // A list that shows an item twice without pages shows it twice with pages too.
  const isOnce = new Set(all.ids).size === all.ids.length;
  if (repeated.length > 0 && isOnce)
    return [
      {
        check: 'page-repeats',
        message: `On ${pages} of \`${operations.list}\`, the item with the id ${shown(repeated[0])} comes more than once.`,
        expected: 'each item once',
        observed: `${new Set(repeated).size} of ${walked.ids.length} items repeated`,
        signature: `pages of ${name} repeat items`,
      },
    ];
  const lost = lostOf({ walked, all });
  const [first] = lost;
  if (first === undefined) return [];
  return [
    {
      check: 'page-loses',
      message: `${pages[0]?.toUpperCase()}${pages.slice(1)} of \`${operations.list}\` were walked, and ${lost.length} of the ${new Set(all.ids).size} items that come without a limit are on none of them, among them ${shown(first)}.`,
      expected: 'each item on one page',
      observed: `${lost.length} on none`,
      signature: `pages of ${name} lose items`,
    },
  ];
}

/** What is in the list at once must be on one of its pages: on a walk to the end, or before what such a walk has reached in the same order. */
function lostOf({ walked, all }: Pick<Walk, 'walked' | 'all'>): readonly string[] {
  const seen = new Set(walked.ids);
  const listed = [...new Set(all.ids)];
  if (walked.ends) return listed.filter((id) => !seen.has(id));
  const known = new Set(listed);
  const inWalk = walked.ids.filter((id) => known.has(id));
  const inList = listed.filter((id) => seen.has(id));
  const [last] = inList.slice(-1);
  // A few that come in the same order may do so by chance.
  if (last === undefined || inList.length < listed.length / 2 || inWalk.join() !== inList.join()) return [];
  return listed.slice(0, listed.indexOf(last)).filter((id) => !seen.has(id));
}

/** Counts what is in a list, and compares it with what the list says. */
export const TOTAL_KIND: CaseKind = {
  kind: 'list-total',
  phase: 'stateful',
  alone: true,
  *propose(view) {
    for (const resource of resourcesWith(view, ['list']))
      yield {
        operation: resource.operations.list,
        title: `count ${resource.name}`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const first = resource && (await createThing(probe, resource));
    if (resource === undefined) return [];
    const at = first?.within;
    if (totalOf(await listPage(probe, resource, { at })) === undefined) return [];
    const before = await counted(probe, resource, at);
    const second = await createThing(probe, resource, { at });
    const after = await counted(probe, resource, at);
    if (before === undefined || after === undefined) return [];
    // Pages may leave out what a total counts; one page that has everything leaves nothing out.
    const isWrong = after.isOnePage && before.isOnePage && after.total !== after.items && before.total !== before.items;
    const isDrift = second !== undefined && after.items === before.items + 1 && after.total - before.total !== 1;
    if (!isWrong && !isDrift) return [];
    return [
      {
        check: 'total-wrong',
        message: `\`${resource.operations.list}\` says \`${after.name}\`: ${after.total}, and all its pages together have ${after.items} items${second === undefined ? '' : `; before one more was created, it said ${before.total}, and had ${before.items}`}.`,
        expected: String(after.items),
        observed: String(after.total),
        signature: `total of ${resource.name} wrong`,
      },
    ];
  },
};

async function counted(
  probe: Probe,
  resource: Resource,
  at: Made | undefined,
): Promise<
  { readonly name: string; readonly total: number; readonly items: number; readonly isOnePage: boolean } | undefined
> {
  const listed = await listAll(probe, resource, { at });
  const total = totalOf(listed?.pages[0]);
  const isAll = listed !== undefined && new Set(listed.ids).size === listed.items.length && listed.ends;
  return total === undefined || !isAll
    ? undefined
    : { name: total.name, total: total.value, items: listed.items.length, isOnePage: isOnePage(listed) };
}

/** The first page has all that there is: those behind it, if any, are empty. */
function isOnePage({ pages }: Listed): boolean {
  return pages.slice(1).every(({ list }) => list.items.length === 0);
}
