import { expect, test } from 'vitest';
import { BoundedMap } from '../../src/oauth/bounded-map.ts';

test('the entry that was set longest ago makes room', () => {
  const map = new BoundedMap<string, number>(2);
  map.set('__proto__', 1);
  map.set('b', 2);
  map.set('__proto__', 3);
  map.set('c', 4);
  expect([map.get('__proto__'), map.has('b'), map.get('c')]).toEqual([3, false, 4]);
  map.delete('c');
  map.set('d', 5);
  expect([map.has('__proto__'), map.has('c'), map.has('d')]).toEqual([true, false, true]);
});
