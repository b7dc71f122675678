import { isFitting } from './body-form.ts';
import { timeLike } from './draft-item.ts';
import { plainName } from './names.ts';
import type { SchemaView } from './schema-view.ts';
import type { StorageCall } from './storage-call.ts';
import { type Item, isItem } from './values.ts';

const STATES = /(status|state|phase|stage)$/;
const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map([
  ['pay', ['paid']],
  ['send', ['sent']],
  ['void', ['void', 'voided']],
  ['draw', ['drawn']],
  ['hold', ['held']],
  ['start', ['started', 'running']],
  ['enable', ['enabled', 'active']],
  ['activate', ['activated', 'active']],
  ['disable', ['disabled', 'inactive']],
  ['deactivate', ['deactivated', 'inactive', 'deprovisioned']],
  ['open', ['open', 'opened']],
  ['reopen', ['open', 'reopened']],
]);

/**
 * What an item is after an action of its own, as far as names tell: `POST /orders/{id}/cancel` leaves it `canceled`, if that
 * is one of its states, and what was sent and is a member of it is set.
 *
 * @returns The same item where nothing tells.
 */
export function actedItem(item: Item, { stored, now }: { readonly stored: StorageCall; readonly now: number }): Item {
  const { context, action, call, body } = stored;
  const { views } = context.model;
  const view = context.model.factsOf(action.collection).item;
  const form = context.forms.canonical(action.collection);
  if (view === undefined || form === undefined) return item;
  const doing: Doing = { done: participles(call.compiled.entry.path), sent: isItem(body) ? body : {}, now };
  let next = item;
  for (const [name, schemas] of view.properties) {
    const value = memberAfter(name, { view: views.of(schemas), before: item[name] }, doing);
    const changed = { ...next, [name]: value };
    if (value !== undefined && isFitting(changed, form, views)) next = changed;
  }
  return next;
}

interface Doing {
  /** What is true of the item now. */
  readonly done: ReadonlySet<string>;
  readonly sent: Item;
  readonly now: number;
}

/** @returns `undefined`: it stays as it is. */
function memberAfter(
  name: string,
  { view, before }: { readonly view: SchemaView; readonly before: unknown },
  { done, sent, now }: Doing,
): unknown {
  const plain = plainName(name);
  const state = STATES.test(plain) ? view.values.find((value) => done.has(String(value).toLowerCase())) : undefined;
  if (state !== undefined) return state;
  if (done.has(plain) && view.types.has('boolean')) return true;
  // `canceled_at` is a time also where it has none yet.
  if (plain.length > 3 && done.has(plain.replace(/(at|on|time|date)$/, '')))
    return timeLike(before ?? (view.types.has('integer') ? 1 : undefined), view, now);
  return Object.hasOwn(sent, name) && !view.readOnly ? sent[name] : undefined;
}

/** What is true of something after the last word of a path was done to it. */
function participles(path: string): ReadonlySet<string> {
  const word = plainName(
    path
      .split(/[/:]/)
      .at(-1)
      ?.replace(/^mark_?(as_?)?/i, '') ?? '',
  );
  if (word === '' || path.endsWith('}')) return new Set();
  const regular = [word.replace(/e?$/, 'ed'), `${word}${word.at(-1)}ed`, word.replace(/y$/, 'ied'), word];
  return new Set([...(IRREGULAR.get(word) ?? []), ...regular]);
}
