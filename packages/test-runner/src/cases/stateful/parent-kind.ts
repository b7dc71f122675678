import type { Observation } from '../../model/observation.ts';
import type { Resource } from '../../model/test-plan.ts';
import type { CaseKind } from '../../run/case-kind.ts';
import type { Made, Probe } from '../../run/probe.ts';
import { leavesOf } from '../../succeed/json-value.ts';
import { anchorOf, pathValues } from '../../succeed/resource-paths.ts';
import { listAll } from './list-things.ts';
import { createThing, hasId, readThing, resourceOf, resourcesWith, type Thing } from './thing.ts';
import { shown } from './written-differences.ts';

/** Asks for something below another parent than its own. */
export const PARENT_KIND: CaseKind = {
  kind: 'wrong-parent',
  phase: 'stateful',
  *propose(view) {
    for (const resource of resourcesWith(view, ['create', 'read'])) {
      const parent = parentOf(resource, view.plan.resources);
      if (parent?.operations.create !== undefined)
        yield {
          operation: resource.operations.read,
          title: `read one of ${resource.name} below another one of ${parent.name}`,
          input: { resource: resource.name },
        };
    }
  },
  async run(testCase, probe) {
    const resource = resourceOf(testCase, probe);
    const parent = resource && parentOf(resource, probe.plan.resources);
    if (resource === undefined || parent === undefined) return [];
    const own = await createThing(probe, parent);
    const other = own && (await createThing(probe, parent));
    return own === undefined || other === undefined ? [] : below(probe, resource, { parent, own, other });
  },
};

interface Parents {
  readonly parent: Resource;
  readonly own: Thing;
  readonly other: Thing;
}

async function below(
  probe: Probe,
  resource: Resource,
  { parent, own, other }: Parents,
): Promise<readonly Observation[]> {
  const child = await createThing(probe, resource, { at: own.made });
  const control = child && (await readThing(probe, resource, child.made));
  const foreign = child && moved(child.made, other.made, parent);
  if (child === undefined || control?.item === undefined || foreign === undefined) return [];
  const seen = await readThing(probe, resource, foreign);
  const listed = await listAll(probe, resource, { at: foreign, maxPages: 3 });
  const inList = listed?.items.find((item) => hasId(item, child.id, resource));
  const isRead = isSame(seen?.item, child, control.item);
  if (!isRead && !isSame(inList, child, control.item)) return [];
  const key = isRead ? resource.operations.read : resource.operations.list;
  return [
    {
      check: 'wrong-parent',
      operation: key,
      message: `The item with the id ${shown(child.id)} was created below the ${parent.name} ${shown(own.id)}, and \`${key}\` gives it below ${shown(other.id)} too.`,
      expected: isRead ? '404' : 'a list without it',
      observed: isRead ? String(seen?.status) : 'it is listed',
      signature: `${resource.name} below any ${parent.name}`,
    },
  ];
}

/** The resource below whose items the items of another stand. */
function parentOf({ item_path: path, operations }: Resource, resources: readonly Resource[]): Resource | undefined {
  const above = path?.slice(0, path.lastIndexOf('/'));
  const parent = above === undefined ? undefined : anchorOf(above, resources);
  // It is created below its parent, so it stands below that one and no other.
  return parent !== undefined && operations.create?.includes('{') === true ? parent : undefined;
}

/** The same below another parent. */
function moved(child: Made, parent: Made, { item_path: itemPath }: Resource): Made | undefined {
  const path = itemPath === undefined ? new Map() : pathValues(parent, itemPath, itemPath);
  const steps = child.path.map(([name, value], index): readonly [string, unknown] => {
    const above = [...path.values()][index];
    return [name, index < path.size ? above : value];
  });
  return steps.length > path.size ? { ...child, path: steps } : undefined;
}

/** Numbered anew below each parent, another item may have the same id; but it does not have the same unique values. */
function isSame(item: unknown, { sent, id }: Thing, control: unknown): boolean {
  if (item === undefined) return false;
  const unique = leavesOf(sent)
    .map(({ value }) => value)
    .filter((value) => typeof value === 'string' && value.length >= 8);
  const texts = new Set(leavesOf(item).map(({ value }) => value));
  const isLongId = String(id).length >= 16;
  if (unique.length === 0) return isLongId;
  const known = new Set(leavesOf(control).map(({ value }) => value));
  const telling = unique.filter((value) => known.has(value));
  return telling.length > 0 ? telling.every((value) => texts.has(value)) : isLongId;
}
