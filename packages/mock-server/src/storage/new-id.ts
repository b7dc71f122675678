import { seededText, seededUuid } from './hash-text.ts';
import { singular } from './names.ts';
import type { SchemaView } from './schema-view.ts';
import { getAt } from './values.ts';

export interface NewIdContext {
  readonly seed: string;
  /** The collection's last literal. */
  readonly collection: string;
  /** How many ids were given out below the same parent. */
  readonly created: number;
  /** What the document says of the id. */
  readonly view?: SchemaView | undefined;
  /** The member's name; `''` where the item does not show its id. */
  readonly name: string;
  /** The item that gets it: names are made of titles. */
  readonly item: Readonly<Record<string, unknown>>;
  /** What the id stands in, where that is not the item: `metadata`. */
  readonly beside?: unknown;
  /** An id that the schema allows, drawn from a seed. */
  generated(seed: string): unknown;
  /** Whether the schema allows it and nobody has it. */
  isFree(id: unknown): boolean;
  /** Whether a path can carry it. */
  isPathId(id: string): boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** How often one is drawn before the mock gives up. */
const MAX_DRAWS = 100;

/** An id that nobody has and that looks like those of the document; `undefined` when there is none left. */
export function newId(context: NewIdContext): string | number | undefined {
  return firstFree(context, true) ?? firstFree(context, false);
}

function firstFree(context: NewIdContext, isStrict: boolean): string | number | undefined {
  for (const candidate of candidates(context)) {
    if (typeof candidate !== 'string' && typeof candidate !== 'number') continue;
    if ((!isStrict || context.isPathId(String(candidate))) && context.isFree(candidate)) return candidate;
  }
  return undefined;
}

function* candidates(context: NewIdContext): Generator<unknown> {
  const { created, view, generated, seed } = context;
  const isNumber =
    view !== undefined && !view.types.has('string') && (view.types.has('integer') || view.types.has('number'));
  if (view === undefined || isNumber) yield* numbers(created + 1);
  else {
    yield* namesOf(context);
    yield* shaped(context);
  }
  for (let draw = 0; draw < MAX_DRAWS; draw++) yield generated(`${seed} ${created} ${draw}`);
}

function* numbers(first: number): Generator<number> {
  for (let draw = 0; draw < MAX_DRAWS; draw++) yield first + draw;
}

/** `Justice League` is found under `justice-league`. */
function* namesOf({ name, item, beside, seed, created }: NewIdContext): Generator<string> {
  const prefix = getAt(beside, ['generateName']);
  // As Kubernetes makes names of prefixes.
  if (typeof prefix === 'string')
    for (let draw = 0; draw < 3; draw++)
      yield prefix + seededText(`${seed} ${created} ${draw}`, 5, 'bcdfghjklmnpqrstvwxz2456789');

  if (!/(slug|name|login|key|handle)$/i.test(name)) return;
  for (const source of ['name', 'title', 'display_name', 'displayName', 'label']) {
    const text = item[source];
    if (typeof text !== 'string') continue;
    const slug = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
    if (slug === '') continue;
    yield slug;
    for (let draw = 2; draw < MAX_DRAWS; draw++) yield `${slug}-${draw}`;
  }
}

function* shaped({ seed, created, view, collection }: NewIdContext): Generator<string> {
  const draw = (index: number): string => `${seed} ${created} ${index}`;
  const example = view?.examples.find((value) => typeof value === 'string' && value !== '');
  const like = typeof example === 'string' ? example : undefined;
  for (let index = 0; index < 3; index++) {
    if (view?.formats.has('uuid') === true || (like !== undefined && UUID.test(like))) yield seededUuid(draw(index));
    else if (like !== undefined) yield likeExample(like, draw(index), created + 1 + index);
  }
  const kind =
    singular(collection)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .slice(0, 24) || 'item';
  for (let index = 0; index < 3; index++) yield `${kind}_${seededText(draw(index), 14)}`;
  for (let index = 0; index < 3; index++) yield seededUuid(draw(index));
}

/** What stands before the last separator stays: `cus_`. The rest is drawn from the same kind of characters. */
function likeExample(example: string, seed: string, number: number): string {
  if (/^\d+$/.test(example) && example.length < 12) return String(number);
  const prefix = /^[A-Za-z]+[_-](?=.{4,})/.exec(example)?.[0] ?? '';
  const rest = example.slice(prefix.length);
  if (/^[0-9a-f]+$/.test(rest)) return prefix + seededText(seed, rest.length, '0123456789abcdef');
  if (/^[0-9]+$/.test(rest)) return prefix + seededText(seed, rest.length, '123456789');
  if (/^[a-z0-9]+$/.test(rest)) return prefix + seededText(seed, rest.length, 'abcdefghijklmnopqrstuvwxyz0123456789');
  if (/^[A-Z0-9]+$/.test(rest)) return prefix + seededText(seed, rest.length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
  return prefix + seededText(seed, Math.max(rest.length, 8));
}
