import type { Resource } from '../../model/test-plan.ts';
import type { Made } from '../../run/probe.ts';
import type { RunView } from '../../run/run-view.ts';
import { isPrefix, templateNames } from '../../succeed/resource-paths.ts';

/** Something that exists, and its resource. */
export interface Link {
  readonly resource: Resource;
  readonly made: Made;
}

/** A thing, and the things that it stands below, the nearest first. */
export function resourceChain(view: RunView, made: Made): readonly Link[] {
  const own = view.resource(made.resource);
  const ownPath = own?.item_path;
  if (own === undefined || ownPath === undefined) return [];
  const above = view.plan.resources.filter(
    ({ item_path: path }) => path !== undefined && path !== ownPath && path.includes('{') && isPrefix(path, ownPath),
  );
  const parents = above
    .toSorted((a, b) => (b.item_path?.length ?? 0) - (a.item_path?.length ?? 0))
    .map((resource): Link => {
      const names = templateNames(resource.item_path ?? '');
      const path = names.map((name, index) => [name, made.path[index]?.[1]] as const);
      return { resource, made: { resource: resource.name, identity: made.identity, path } };
    });
  return [{ resource: own, made }, ...parents];
}
