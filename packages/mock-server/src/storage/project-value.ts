import type { SchemaView, SchemaViews } from './schema-view.ts';
import { type Item, isItem } from './values.ts';

/**
 * What a schema has a place for, in its order. What it does not name is left out, except where it says that more is
 * welcome; what is `writeOnly` always is.
 */
export function projectValue(value: unknown, view: SchemaView, views: SchemaViews): unknown {
  if (Array.isArray(value)) {
    if (view.items.length === 0) return value;
    const items = views.of(view.items);
    return value.map((item) => projectValue(item, items, views));
  }
  return isItem(value) && view.properties.size > 0 ? projectObject(value, view, views) : value;
}

function projectObject(value: Item, view: SchemaView, views: SchemaViews): Item {
  const projected: [string, unknown][] = [];
  for (const [name, schemas] of view.properties) {
    if (!Object.hasOwn(value, name)) continue;
    const property = views.of(schemas);
    if (!property.writeOnly) projected.push([name, projectValue(value[name], property, views)]);
  }
  for (const [name, member] of Object.entries(value)) {
    if (!view.properties.has(name) && (view.isOpen || view.mentioned.has(name))) projected.push([name, member]);
  }
  return Object.fromEntries(projected);
}
