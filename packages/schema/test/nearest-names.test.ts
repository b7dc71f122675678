import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestName, nearestNames } from '../src/index.ts';
import { cpuSeconds, ENDLESS_SECONDS } from './support/cpu-seconds.ts';

const OPERATIONS = ['createPet', 'listPets', 'getPetById'];

test.each([
  ['listPet', 'listPets'],
  ['LISTPETS', 'listPets'],
  ['list_pets', 'listPets'],
  ['get-pet-by-id', 'getPetById'],
  ['lstpts', 'listPets'],
  ['getPteById', 'getPetById'],
  ['delete', undefined],
  ['x', undefined],
  ['', undefined],
  ['__proto__', undefined],
])('what was meant by %j is %j', (name, nearest) => {
  expect(nearestName(name, OPERATIONS)).toBe(nearest);
});

test.each([
  ['id', ['ip', 'x'], 'ip'],
  ['id', ['to', 'x'], undefined],
  ['prot', ['host', 'port'], 'port'],
  ['constructor', ['constructors'], 'constructors'],
])('%j among %j is %j: something must be alike', (name, names, nearest) => {
  expect(nearestName(name, names)).toBe(nearest);
});

test('the nearest names come first, of equally near ones those listed first, no more than wanted', () => {
  const names = ['owners', 'pest', 'pets', 'bets', 'pet'];
  expect(nearestNames('pets', names, 9)).toEqual(['pets', 'pest', 'bets', 'pet', 'owners']);
  expect(nearestNames('pets', names, 3)).toEqual(['pets', 'pest', 'bets']);
  expect(nearestNames('pets', names, 0)).toEqual([]);
  expect(nearestNames('pets', [], 3)).toEqual([]);
});

test('fewer names are the beginning of more', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), maxLength: 8 });
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 12 }), fc.nat(12), (wanted, names, count) => {
      expect(nearestNames(wanted, names, count)).toEqual(nearestNames(wanted, names, 12).slice(0, count));
    }),
    { seed: 7, numRuns: 500 },
  );
});

test.each([
  ['a name like many', 'operation number x of a very large document'],
  ['a name like none', 'y'],
  ['a long name', 'x'.repeat(1_000_000)],
])('%s is compared with the first 5,000 names alone', (_, wanted) => {
  let read = 0;
  function* names(): Generator<string> {
    for (read = 1; read <= 100_000; read += 1) yield `operation number ${read} of a very large document`;
  }
  nearestName(wanted, names());
  expect(read).toBeLessThanOrEqual(5_001);
  nearestNames(wanted, names(), 5);
  expect(read).toBeLessThanOrEqual(5_001);
});

test('long names are compared in linear time', () => {
  const names = Array.from({ length: 100 }, (_, index) => `${index}${'x'.repeat(100_000)}`);
  expect(cpuSeconds(() => nearestNames('y'.repeat(100_000), names, 5))).toBeLessThan(ENDLESS_SECONDS);
});
