import { builtInPacks } from './built-in-packs.ts';
import { type CommunityInfo, communityInfo } from './community-info.ts';
import type { PackInfo, ScenarioPack } from './pack.ts';

/** What is asked of `searchPacks`. All that is given must hold; letters match in either case. */
export interface PackQuery {
  readonly category?: string | undefined;
  readonly tag?: string | undefined;
  /** Each of its words is in the name, title, description, tags, use cases or scenarios of the pack. */
  readonly text?: string | undefined;
}

/** A pack in a list: what is known of it, and what its scenarios are called. */
export interface PackListing extends PackInfo {
  readonly scenarios: readonly { readonly name: string; readonly description: string }[];
}

/** `scenario-pack://discovery/list-all`. */
export interface PackList {
  readonly total_packs: number;
  readonly packs: readonly PackListing[];
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** The built-in packs and those that were added, by URI. */
export interface PackLibrary {
  /** @returns Undefined where there is no such pack. */
  read(uri: string): ScenarioPack | undefined;
  /** What stands at a URI of a pack or of `discovery`. */
  readResource(uri: string): ScenarioPack | PackList | CommunityInfo | undefined;
  list(): PackList;
  search(query: PackQuery): PackList;
}

export const LIST_ALL_URI = 'scenario-pack://discovery/list-all';
export const COMMUNITY_INFO_URI = 'scenario-pack://discovery/community-info';

/** @param community Packs beside the built-in ones. Where two have the same URI, the first counts, and built-in ones before all others. */
export function createPackLibrary(community: readonly ScenarioPack[] = []): PackLibrary {
  const packs = new Map<string, ScenarioPack>();
  for (const pack of [...builtInPacks, ...community]) if (!packs.has(pack.uri)) packs.set(pack.uri, pack);
  const search = ({ category, tag, text = '' }: PackQuery): PackList => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return listOf(
      [...packs.values()].filter(
        (pack) =>
          (category === undefined || pack.category === category.toLowerCase()) &&
          (tag === undefined || pack.tags.includes(tag.toLowerCase())) &&
          words.every((word) => textOf(pack).includes(word)),
      ),
    );
  };
  return {
    read: (uri) => packs.get(uri),
    readResource(uri) {
      if (uri === LIST_ALL_URI) return search({});
      return uri === COMMUNITY_INFO_URI ? communityInfo() : packs.get(uri);
    },
    list: () => search({}),
    search,
  };
}

const builtIn = createPackLibrary();

/** The built-in packs. */
export function listPacks(): PackList {
  return builtIn.list();
}

/** One of the built-in packs; undefined where there is none of this URI. */
export function readPack(uri: string): ScenarioPack | undefined {
  return builtIn.read(uri);
}

/** Those of the built-in packs that a query is about. */
export function searchPacks(query: PackQuery): PackList {
  return builtIn.search(query);
}

function listOf(packs: readonly ScenarioPack[]): PackList {
  return {
    total_packs: packs.length,
    packs: packs.map(toListing),
    categories: [...new Set(packs.map(({ category }) => category))],
    tags: [...new Set(packs.flatMap(({ tags }) => tags))].toSorted(),
  };
}

function toListing(pack: ScenarioPack): PackListing {
  const { payloads: _, payload_source: __, scenarios, ...info } = pack;
  return { ...info, scenarios: scenarios.map(({ name, description }) => ({ name, description })) };
}

function textOf({ name, title, description, tags, use_cases, scenarios }: ScenarioPack): string {
  const texts = [name, title, description, ...tags, ...use_cases];
  return [...texts, ...scenarios.flatMap((scenario) => [scenario.name, scenario.description])].join('\n').toLowerCase();
}
