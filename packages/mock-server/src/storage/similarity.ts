import type { SchemaView, SchemaViews } from './schema-view.ts';

/** From here on two schemas are taken for views of one thing. */
export const ALIKE = 0.6;

/** A property of which both know the possible values, and have none in common, is of two different things. */
const KIND_NAMES = ['object', 'kind', 'type', 'resource', '_type', '@type'];

/**
 * How much two schemas look like views of one thing, by the names of their properties.
 *
 * @returns 0 to 1; 1 also where one has all that the other has.
 */
export function similarity(a: SchemaView, b: SchemaView, views: SchemaViews): number {
  const small = a.properties.size <= b.properties.size ? a : b;
  const large = small === a ? b : a;
  if (small.properties.size === 0 || differInKind(a, b, views)) return 0;
  let common = 0;
  for (const name of small.properties.keys()) if (large.properties.has(name)) common++;
  // One or two names that both have prove little beside a large schema.
  const weight = small.properties.size < 3 && large.properties.size > 6 ? 0.5 : 1;
  return (common / small.properties.size) * weight;
}

function differInKind(a: SchemaView, b: SchemaView, views: SchemaViews): boolean {
  return KIND_NAMES.some((name) => {
    const ours = views.property(a, name)?.values ?? [];
    const theirs = views.property(b, name)?.values ?? [];
    return ours.length > 0 && theirs.length > 0 && !ours.some((value) => theirs.includes(value));
  });
}
