import type { Resource } from '../model/test-plan.ts';
import { isId, leavesOf } from './json-value.ts';
import { kindsOf, plainName } from './names.ts';

/** A member or parameter that names something else that the API keeps. */
export interface Reference {
  readonly path: readonly string[];
  readonly resource: Resource;
}

/** Members of a value that, by their names, are ids of things: `petId`, `pet_ids`, `pet: 7`. */
export function referencesIn(value: unknown, resources: readonly Resource[]): readonly Reference[] {
  return leavesOf(value).flatMap(({ path, value: leaf }) => {
    const name = path.findLast((step) => !/^\d+$/.test(step));
    const resource = name === undefined || !isId(leaf) ? undefined : resourceNamed(name, resources);
    return resource === undefined ? [] : [{ path, resource }];
  });
}

/** The resource that a name is an id of. */
export function resourceNamed(name: string, resources: readonly Resource[]): Resource | undefined {
  const [, kind] = /^(.+?)(?:ids?|uuids?)$/.exec(plainName(name)) ?? [];
  if (kind === undefined) return undefined;
  return resources.find(
    (resource) => resource.item_path?.includes('{') === true && [...kindsOf(resource)].some((own) => own === kind),
  );
}
