import { bindPack } from '../packs/bind-pack.ts';
import { builtInPacks } from '../packs/built-in-packs.ts';
import { stateClaims } from '../rule/scenario-state.ts';
import type { ScenarioRule } from '../scenario.ts';
import type { DraftedRules, Drafting } from './drafting.ts';

const PACK = 'scenario-pack://business-logic/workflow-testing';

/** Scenarios of the pack, the one that tells most first. */
const NAMES = ['lifecycle', 'asynchronous-creation', 'steps-in-order', 'lost-update'];

export interface DraftedWorkflow extends DraftedRules {
  readonly description: string | undefined;
  readonly notes: readonly string[];
}

/** The life of the resource that offers most: the first scenario of the pack that the document has everything for, else the first that makes sense without the rest. */
export function draftWorkflow(drafting: Drafting): DraftedWorkflow | undefined {
  const { document } = drafting;
  const keys = keysWithItems(drafting);
  const drafts = NAMES.flatMap((name): (DraftedWorkflow & { readonly isWhole: boolean })[] => {
    const templates = builtInPacks.find(({ uri }) => uri === PACK)?.scenarios.filter((one) => one.name === name) ?? [];
    const { scenarios, bound, unbound } = bindPack({ scenarios: templates }, document, {
      include: ({ key }) => keys.has(key),
    });
    const [scenario] = scenarios;
    const rules = withoutVain(scenario?.rules ?? []);
    if (scenario === undefined || !goesOn(rules)) return [];
    const operations = [...new Set(bound.flatMap((place) => place.operations))];
    const notes = [`From ${PACK}, ${name}.`, ...unbound.map(({ reason }) => `Left out: ${reason}`)];
    return [{ rules, operations, description: scenario.description, notes, isWhole: unbound.length === 0 }];
  });
  return drafts.find(({ isWhole }) => isWhole) ?? drafts[0];
}

/** The operations that it may be for; for a collection that is named without its items, theirs too: they are its life. */
function keysWithItems({ context, included }: Drafting): ReadonlySet<string> {
  const keys = new Set(included.map(({ entry }) => entry.key));
  for (const path of new Set(included.map(({ entry }) => entry.path))) {
    const items = context.all.filter(({ entry }) => isItemPath(entry.path, path));
    if (items.some(({ entry }) => keys.has(entry.key))) continue;
    for (const { entry } of items) keys.add(entry.key);
  }
  return keys;
}

function isItemPath(path: string, collection: string): boolean {
  return path.startsWith(`${collection}/`) && /^\{[^/]*\}$/.test(path.slice(collection.length + 1));
}

/** Without the rules that wait for a state which no rule sets, since the document has no operation for that. */
function withoutVain(rules: readonly ScenarioRule[]): readonly ScenarioRule[] {
  const known = new Set(['current "Started"', ...rules.flatMap(({ state }) => stateClaims(state?.set))]);
  return rules.filter(({ state }) => stateClaims(state?.requires).every((name) => known.has(name)));
}

/** Whether the states that are waited for ever change. */
function goesOn(rules: readonly ScenarioRule[]): boolean {
  const waits = rules.some(({ state }) => state?.requires !== undefined);
  return rules.length > 0 && (!waits || rules.some(({ state }) => state?.set !== undefined));
}
