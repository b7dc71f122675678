import type { SchemaPart } from '../../schemas/schema-parts.ts';
import type { Limit } from './limit.ts';

/** More items are no test of a limit. */
const MAX_ITEMS = 300;

/** @param value A valid array, whose items others are made from. */
export function* listLimits(part: SchemaPart, value: readonly unknown[]): Generator<Limit> {
  const { schema } = part;
  const areUnique = schema.uniqueItems === true;
  for (const [keyword, sign] of [
    ['minItems', 1],
    ['maxItems', -1],
  ] as const) {
    const limit = schema[keyword];
    if (typeof limit !== 'number' || limit > MAX_ITEMS) continue;
    for (const steps of [0, -1]) {
      const count = limit + steps * sign;
      const items = ofCount(value, count, areUnique);
      if (items === undefined) continue;
      const inner = ofCount(value, count + sign, areUnique);
      yield {
        ...{ keyword, part, value: items, label: `${count} items for ${keyword} ${limit}` },
        controls: inner && [{ value: inner }],
      };
    }
  }
  if (areUnique && value.length > 0) {
    const [first] = value;
    yield { keyword: 'uniqueItems', part, label: 'the same item twice', value: [first, first, ...value.slice(2)] };
  }
}

function ofCount(value: readonly unknown[], count: number, areUnique: boolean): readonly unknown[] | undefined {
  if (count < 0 || (value.length === 0 && count > 0)) return undefined;
  return Array.from({ length: count }, (_, index) => {
    const item = value[index % value.length];
    return areUnique && index >= value.length ? another(item, index) : item;
  });
}

function another(item: unknown, index: number): unknown {
  if (typeof item === 'string') return `${item}${index}`;
  if (typeof item === 'number') return item + index;
  return item;
}
