import type { Resource } from '../model/test-plan.ts';
import type { Made } from '../run/probe.ts';

/** Names of the parameters of a path template, in order. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{[+#./;?&]?([^{}*:]+)[^{}]*\}/g)].map(([, name = '']) => name);
}

/** Segments of a path template, without the names of its parameters: `/pets/{id}` and `/pets/{petId}` have the same. */
export function templateShape(path: string): string[] {
  return path
    .replace(/\{[^{}]*\}/g, '{}')
    .split('/')
    .slice(1);
}

export function isPrefix(path: string, of: string): boolean {
  const longer = templateShape(of);
  return templateShape(path).every((segment, index) => segment === longer[index]);
}

/** The resource whose item a path leads to, or stands below: the nearest. */
export function anchorOf(path: string, resources: readonly Resource[]): Resource | undefined {
  let found: Resource | undefined;
  for (const resource of resources) {
    const { item_path } = resource;
    if (item_path === undefined || !item_path.includes('{') || !isPrefix(item_path, path)) continue;
    if (found?.item_path === undefined || item_path.split('/').length > found.item_path.split('/').length)
      found = resource;
  }
  return found;
}

/**
 * What stands in a path for something that exists: by position as far as the path and that of its item begin alike, else by name.
 *
 * @returns Values by the names of the parameters of `path`.
 */
export function pathValues(made: Made, itemPath: string | undefined, path: string): ReadonlyMap<string, unknown> {
  const names = templateNames(path);
  const known = new Map(made.path);
  const values = new Map(names.filter((name) => known.has(name)).map((name) => [name, known.get(name)]));
  const common = commonNames(itemPath ?? '', path);
  for (const [index, itemName] of templateNames(itemPath ?? '')
    .slice(0, common)
    .entries()) {
    const name = names[index];
    if (name !== undefined && known.has(itemName)) values.set(name, known.get(itemName));
  }
  return values;
}

/** How many parameters two templates have before they part. */
function commonNames(a: string, b: string): number {
  const other = templateShape(b);
  const shape = templateShape(a);
  const end = shape.findIndex((segment, index) => segment !== other[index]);
  const common = end < 0 ? shape : shape.slice(0, end);
  return common.reduce((sum, segment) => sum + segment.split('{}').length - 1, 0);
}
