import type { CollectionFacts } from './collection-facts.ts';
import { plainName } from './names.ts';
import type { SchemaView, SchemaViews } from './schema-view.ts';
import { type Item, isItem } from './values.ts';

export interface DraftContext {
  readonly facts: CollectionFacts;
  readonly views: SchemaViews;
  /** Milliseconds since the epoch, of the mock's own clock. */
  readonly now: number;
  /** It is there already, and keeps what only the server can say. */
  readonly isChange?: boolean | undefined;
}

const CREATION =
  /^(created?|creation|inserted|registered|joined|placed|added|issued|started|since)(at|on|date|time|timestamp)?$/;
const CHANGE =
  /^(updated|modified|changed|lastmodified|lastupdated|lastchanged|revised|pushed)(at|on|date|time|timestamp)?$/;
/** What has not happened yet to something new. */
const LATER = /^(is)?(deleted|archived|closed|disabled|locked|cancell?ed|revoked|expired|suspended|refunded|voided)$/;
const HOLDERS: ReadonlySet<string> = new Set(['metadata', 'meta', 'sys', 'attributes']);

/**
 * A new item: what was sent, over what only the server can say. What the sender could have said and did not is absent, or
 * what the schema has for that.
 *
 * @param base A valid item; on a replacement, the one that was there.
 */
export function draftItem(sent: Item, base: Item, context: DraftContext): Item {
  const { facts, views } = context;
  const item = facts.item;
  const draft = new Map<string, unknown>();
  for (const name of new Set([...(item?.properties.keys() ?? []), ...Object.keys(base)])) {
    const view = item && views.property(item, name);
    const value = unsentValue(
      name,
      { view, base: own(base, name), isRequired: item?.required.has(name) === true },
      context,
    );
    if (value !== undefined) draft.set(name, value);
  }
  for (const [name, value] of Object.entries(sent)) {
    if (item !== undefined && views.property(item, name)?.readOnly === true) continue;
    draft.set(name, value);
  }
  return Object.fromEntries(draft);
}

/** The same item after a change: it says when it was changed. */
export function touchItem(item: Item, context: DraftContext): Item {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      const view = context.facts.item && context.views.property(context.facts.item, name);
      const isOurs = CHANGE.test(plainName(name)) && !isSettable(name, view, context);
      return [name, isOurs ? (timeLike(value, view, context.now) ?? value) : value];
    }),
  );
}

interface Unsent {
  readonly view: SchemaView | undefined;
  readonly base: unknown;
  readonly isRequired: boolean;
}

function unsentValue(name: string, unsent: Unsent, context: DraftContext): unknown {
  const { view, isRequired } = unsent;
  if (!isSettable(name, view, context)) return serverValue(name, unsent, context);
  if (view?.default !== undefined) return view.default;
  if (!isRequired) return undefined;
  return view?.types.has('null') === true ? null : requiredValue(name, unsent, context);
}

/** What stands for nothing where something has to stand. */
function requiredValue(name: string, { view, base }: Unsent, context: DraftContext): unknown {
  if (STATES.test(plainName(name)) && context.isChange !== true) return firstState(view, base) ?? base;
  if (Array.isArray(base) && view?.types.has('array') === true) return [];
  // A map of anything begins empty.
  return isItem(base) && view?.properties.size === 0 ? {} : base;
}

const STATES = /(status|state|phase|stage)$/;
/** What things are called at their beginning. */
const FIRST_STATES = [
  'new',
  'created',
  'draft',
  'open',
  'active',
  'available',
  'placed',
  'pending',
  'queued',
  'enabled',
  'succeeded',
];

/** The state that something new is in: one that is called so, else the first, except where the alphabet made it the first. */
function firstState(view: SchemaView | undefined, base: unknown): unknown {
  const values = (view?.values ?? []).filter((value) => typeof value === 'string');
  if (values.length === 0 || typeof base !== 'string') return undefined;
  const known = FIRST_STATES.find((state) => values.includes(state));
  const isAlphabetical =
    values.length > 2 && values.every((value, index) => index === 0 || value >= (values[index - 1] ?? ''));
  return known ?? (isAlphabetical ? base : values[0]);
}

function isSettable(name: string, view: SchemaView | undefined, { facts }: DraftContext): boolean {
  return facts.settable?.has(name) === true && view?.readOnly !== true;
}

function serverValue(name: string, { view, base }: Unsent, context: DraftContext): unknown {
  const plain = plainName(name);
  if (context.isChange === true) return base;
  if (CREATION.test(plain) || CHANGE.test(plain)) {
    const time = timeLike(base, view, context.now);
    if (time !== undefined) return time;
  }
  if (LATER.test(plain) && typeof base === 'boolean') return false;
  if (HOLDERS.has(plain) && isItem(base)) return holderValue(base, view, context);
  const first = STATES.test(plain) ? firstState(view, base) : undefined;
  if (first !== undefined) return first;
  const isScalar = typeof base !== 'object';
  return isScalar && view?.types.has('null') === true ? null : base;
}

function holderValue(base: Item, view: SchemaView | undefined, context: DraftContext): Item {
  return Object.fromEntries(
    Object.entries(base).map(([name, value]) => {
      const inner = view && context.views.property(view, name);
      const isTime = CREATION.test(plainName(name)) || CHANGE.test(plainName(name));
      return [name, (isTime ? timeLike(value, inner, context.now) : undefined) ?? value];
    }),
  );
}

/** The time in the form that a schema or an instance of it shows; `undefined` where neither shows a time. */
export function timeLike(base: unknown, view: SchemaView | undefined, now: number): unknown {
  const text = new Date(now).toISOString();
  if (view?.formats.has('date-time') === true) return text.replace('.000', '');
  if (view?.formats.has('date') === true) return text.slice(0, 10);
  if (typeof base === 'number' && Number.isInteger(base)) return base > 1e11 ? now : Math.floor(now / 1000);
  return typeof base === 'string' && /^\d{4}-\d\d-\d\dT/.test(base) ? text.replace('.000', '') : undefined;
}

function own(item: Item, name: string): unknown {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}
