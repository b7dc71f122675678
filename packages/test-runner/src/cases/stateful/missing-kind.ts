import type { CaseKind } from '../../run/case-kind.ts';
import type { Made } from '../../run/probe.ts';
import { leavesOf } from '../../succeed/json-value.ts';
import { isSuccess } from './call.ts';
import { createThing, hasId, readThing, resourceOf, resourcesWith } from './thing.ts';
import { unlikeId } from './unlike-id.ts';
import { shown } from './written-differences.ts';

/** Reads what never was. */
export const MISSING_KIND: CaseKind = {
  kind: 'read-missing',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read']))
      yield {
        operation: resource.operations.read,
        title: `read one of ${resource.name} that does not exist`,
        input: { resource: resource.name },
      };
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const thing = resource && (await createThing(probe, resource));
    if (resource === undefined || thing === undefined) return [];
    const control = await readThing(probe, resource, thing.made);
    const id = unlikeId(thing.id, probe.seed);
    if (control?.item === undefined || id === undefined || !hasId(control.item, thing.id, resource)) return [];
    const path = thing.made.path.map(([name, value], index): Made['path'][number] => [
      name,
      index === thing.made.path.length - 1 ? id : value,
    ]);
    const seen = await readThing(probe, resource, { ...thing.made, path });
    if (!isSuccess(seen) || seen.status === 202) return [];
    return [
      {
        check: 'missing-found',
        message: `\`${resource.operations.read}\` answers ${seen.status} for ${shown(id)}, an id that nothing has.`,
        expected: '404 or 410',
        observed: `${seen.status} with ${leavesOf(seen.value).length === 0 ? 'nothing' : shown(seen.value)}`,
        signature: `missing ${resource.name} found`,
      },
    ];
  },
};
