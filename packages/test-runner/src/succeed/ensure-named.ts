import type { PlannedOperation, Resource } from '../model/test-plan.ts';
import type { Made } from '../run/probe.ts';
import { ensureNew, ensureShared } from './ensure-made.ts';
import { resourceNamed } from './references.ts';
import { anchorOf, templateNames } from './resource-paths.ts';
import type { Way } from './way.ts';

/** What stands in a path that leads to nothing the plan knows by itself: it is noted nowhere. */
export const NAMELESS = '';

/**
 * Things for a path that is no resource's own but names them: `/cart/items/{product_id}`. Where the operation removes what is there, PUT puts it
 * there first, for a thing that is new.
 *
 * @returns `undefined` where a parameter names nothing that can be had, or what is to be removed cannot be put there.
 */
export async function ensureNamed(planned: PlannedOperation, way: Way): Promise<Made | undefined> {
  const { probe, identity } = way;
  if (anchorOf(planned.path, probe.plan.resources) !== undefined) return undefined;
  if (planned.risk !== 'destructive') return thingsIn(planned.path, way, ensureShared);
  const put = probe.operations.find(({ method, path }) => method === 'PUT' && path === planned.path);
  const at = put && (await thingsIn(planned.path, way, ensureNew));
  if (put === undefined || at === undefined) return undefined;
  const inner = { ...way, making: [...way.making, planned.key] };
  return (await way.attempt(put.key, { identity, at }, inner)) && at;
}

async function thingsIn(
  template: string,
  way: Way,
  ensure: (resource: Resource, way: Way) => Promise<Made | undefined>,
): Promise<Made | undefined> {
  const path: (readonly [string, unknown])[] = [];
  for (const name of templateNames(template)) {
    const resource = resourceNamed(name, way.probe.plan.resources);
    const made = resource && (await ensure(resource, way));
    if (made === undefined) return undefined;
    path.push([name, made.path.at(-1)?.[1]]);
  }
  return path.length === 0 ? undefined : { resource: NAMELESS, identity: way.identity, path };
}
