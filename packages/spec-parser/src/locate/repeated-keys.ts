import { escapeToken } from '../json-pointer.ts';
import type { Pacer } from '../pacer.ts';
import { outline } from './outline.ts';

export interface RepeatedKey {
  readonly key: string;
  /** Of the property that has it. */
  readonly pointer: string;
  /** Where the key stands in the text the first time, and again. */
  readonly offsets: readonly [first: number, again: number];
}

/** The keys that an object of a JSON or YAML text has more than once. */
export async function findRepeatedKeys(text: string, pacer: Pacer): Promise<RepeatedKey[]> {
  const repeated: RepeatedKey[] = [];
  const open: OpenCollection[] = [];
  for (const event of await outline(text)) {
    if (event.type === 'enter') open.push({ offsets: new Map(), key: '' });
    else if (event.type === 'leave') open.pop();
    else repeated.push(...enter(event.key, event.offset, open));
    if (pacer.isDue) await pacer.pause();
  }
  return repeated;
}

interface OpenCollection {
  /** Of the keys met so far. */
  readonly offsets: Map<string, number>;
  /** The last of them. */
  key: string;
}

function enter(key: string, offset: number, open: readonly OpenCollection[]): RepeatedKey[] {
  const collection = open.at(-1);
  if (collection === undefined) return [];
  collection.key = key;
  const first = collection.offsets.get(key);
  if (first === undefined) collection.offsets.set(key, offset);
  // `<<` may stand in a mapping several times, to merge several others into it.
  if (first === undefined || key === '<<') return [];
  return [{ key, pointer: open.map((around) => `/${escapeToken(around.key)}`).join(''), offsets: [first, offset] }];
}
