import type { SchemaView, SchemaViews } from './schema-view.ts';
import { isItem } from './values.ts';

export interface MergeOptions {
  readonly views: SchemaViews;
  /** `null` removes a member (RFC 7396); otherwise it is a value where the schema knows it as one. */
  readonly nullRemoves: boolean;
}

/**
 * Lays what was sent over what is there, objects member by member.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7396
 */
export function mergeValue(
  target: unknown,
  patch: unknown,
  options: MergeOptions & { readonly view?: SchemaView | undefined },
): unknown {
  if (!isItem(patch)) return patch;
  const { views, nullRemoves, view } = options;
  const merged = new Map(isItem(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    const inner = view && views.property(view, name);
    if (value !== null) merged.set(name, mergeValue(merged.get(name), value, { ...options, view: inner }));
    else if (keepsNull(inner, { isRequired: view?.required.has(name) === true, nullRemoves })) merged.set(name, null);
    else merged.delete(name);
  }
  return Object.fromEntries(merged);
}

function keepsNull(
  view: SchemaView | undefined,
  { isRequired, nullRemoves }: { isRequired: boolean; nullRemoves: boolean },
): boolean {
  if (view?.types.has('null') !== true) return false;
  return isRequired || !nullRemoves;
}
