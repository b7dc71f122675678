import type { CaseKind } from '../../run/case-kind.ts';
import { eventually } from './eventually.ts';
import { listAll } from './list-things.ts';
import { createThing, isMissing, listsCreated, makesAccounts, readThing, resourceOf, resourcesWith } from './thing.ts';
import { shown } from './written-differences.ts';

/** Creates something and looks for it in all pages of the list. */
export const LIST_KIND: CaseKind = {
  kind: 'create-and-list',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'list'])) {
      if (makesAccounts(resource, view) || !listsCreated(resource, view)) continue;
      const operation = resource.operations.list;
      yield { operation, title: `create one of ${resource.name} and list them`, input: { resource: resource.name } };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const thing = resource && (await createThing(probe, resource));
    if (resource === undefined || thing === undefined) return [];
    const id = String(thing.id);
    const listed = await eventually(
      () => listAll(probe, resource, { at: thing.within }),
      (seen) => seen === undefined || !seen.isComplete || seen.ids.includes(id),
    );
    // Items without ids cannot be told apart; a list that goes on may have it further on.
    if (listed === undefined || !listed.isComplete || listed.ids.includes(id)) return [];
    if (listed.ids.length < listed.items.length) return [];
    const read = await readThing(probe, resource, thing.made);
    if (read !== undefined && isMissing(read)) return [];
    // That others are listed, or that it can be read, shows that the list and the id are of the same things.
    if (read?.item === undefined && listed.ids.length === 0) return [];
    return [
      {
        check: 'created-not-listed',
        message: `What \`${resource.operations.create}\` created with the id ${shown(thing.id)} can be read, and is not among the ${listed.ids.length} items of \`${resource.operations.list}\`.`,
        expected: `an item with the id ${shown(thing.id)}`,
        observed: `${listed.ids.length} items without it`,
        signature: `created ${resource.name} not listed`,
        ...(read?.item === undefined ? { suspicion: true } : {}),
      },
    ];
  },
};
