import type { CompiledSchema } from '@mockloop/schema';
import { fitBody } from './fit-body.ts';
import type { BodyPath } from './locate.ts';
import { projectValue } from './project-value.ts';
import { allowsType, type SchemaView, type SchemaViews } from './schema-view.ts';
import { getAt, type Item, isItem, setAt } from './values.ts';

/** A body of the document and where in it the items of a collection stand. */
export interface BodyForm {
  readonly schema: CompiledSchema;
  readonly view: SchemaView;
  /** To the item, or to the list of items. */
  readonly path: BodyPath;
  readonly isList: boolean;
}

/** What an item looks like in a body of this form. */
export function itemViewOf({ view, path, isList }: BodyForm, views: SchemaViews): SchemaView | undefined {
  const found = views.at(view, path);
  return found !== undefined && isList ? views.of(found.items) : found;
}

/** The items in a body. */
export function itemsIn(body: unknown, { path, isList }: BodyForm): readonly Item[] {
  const found = getAt(body, path);
  return (isList && Array.isArray(found) ? found : [found]).filter(isItem);
}

/** A body with these items, as far as its schema shows them. Not checked. */
export function placeItems(
  body: unknown,
  items: readonly Item[],
  { form, views }: { form: BodyForm; views: SchemaViews },
): unknown {
  const view = itemViewOf(form, views);
  const shown = items.map((item) => (view === undefined ? item : projectValue(item, view, views)));
  return setAt(body, form.path, form.isList ? shown : shown[0]);
}

export interface FitItemOptions {
  readonly views: SchemaViews;
  /** What is missing is drawn from it. */
  readonly seed: string;
  /** A valid item that what is wrong is taken from instead. */
  readonly before?: Item | undefined;
}

/** An item as the schema of a form has it; `undefined` where it cannot be made to. */
export function fitItem(item: Item, form: BodyForm, { views, seed, before }: FitItemOptions): Item | undefined {
  const isWhole = form.path.length === 0 && !form.isList;
  const generated = (): unknown => generateWith(form, seed);
  const filler = (): unknown =>
    before === undefined ? generated() : placeItems(isWhole ? undefined : generated(), [before], { form, views });
  const draft = placeItems(isWhole ? undefined : generated(), [item], { form, views });
  const fitted = fitBody(draft, form.schema, filler);
  return fitted === undefined ? undefined : itemsIn(fitted, form)[0];
}

const bases = new WeakMap<BodyForm, unknown>();

/** Whether an item, as far as its form shows it, is already as the form wants it. */
export function isFitting(item: Item, form: BodyForm, views: SchemaViews): boolean {
  const base = form.path.length === 0 ? undefined : (bases.get(form) ?? form.schema.generate({ seed: '' }));
  bases.set(form, base);
  return form.schema.isValid(placeItems(base, [item], { form, views }));
}

/** A valid body of this form with at least one item in it, where the schema allows one. */
export function generateWith(form: BodyForm, seed: string, mode: 'example' | 'random' = 'example'): unknown {
  const body = form.schema.generate({ seed, mode });
  if (itemsIn(body, form).length > 0) return body;
  for (let draw = 0; draw < 4; draw++) {
    const other = form.schema.generate({ seed: `${seed} ${draw}`, mode: 'random' });
    if (itemsIn(other, form).length > 0) return other;
  }
  return body;
}

/** Whether a schema is that of an array alone. */
export function isArrayView(view: SchemaView): boolean {
  return view.items.length > 0 && view.properties.size === 0 && allowsType(view, 'array');
}
