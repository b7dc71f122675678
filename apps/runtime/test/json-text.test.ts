import fc from 'fast-check';
import { expect, expectTypeOf, test } from 'vitest';
import schema from '../mockloop.schema.json' with { type: 'json' };
import type { Configuration } from '../src/configuration/configuration.ts';
import { isMistake, readJsonText } from '../src/json-text.ts';

/** Every place of a value, with what stands there. */
function placesOf(value: unknown, pointer = ''): [pointer: string, written: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]): [string, string][] => {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const written = Array.isArray(value) ? JSON.stringify(member).slice(0, 1) : `${JSON.stringify(key)}:`;
    return [[at, written], ...placesOf(member, at)];
  });
}

test('every place of any JSON text is found where it is written', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      const read = readJsonText(text);
      if (isMistake(read)) throw new Error(read.message);
      expect(read.value).toEqual(JSON.parse(text));
      const lines = text.split('\n');
      for (const [pointer, written] of placesOf(JSON.parse(text))) {
        const { line, column } = read.placeOf(pointer);
        expect(lines[line - 1]?.slice(column - 1).startsWith(written)).toBe(true);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('what is not there stands where the innermost thing around it does', () => {
  const read = readJsonText('{\n "a": [\n  {}\n ]\n}');
  if (isMistake(read)) throw new Error(read.message);
  expect(read.placeOf('/a/0/missing/deeper')).toEqual({ line: 3, column: 3 });
  expect(read.placeOf('/b')).toEqual({ line: 1, column: 1 });
});

test('text that is deep or broken anywhere is read or refused, never more', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(isMistake(readJsonText(deep))).toBe(false);
  fc.assert(
    fc.property(fc.json(), fc.nat(), fc.string({ maxLength: 3 }), (text, at, inserted) => {
      const position = at % (text.length + 1);
      const broken = text.slice(0, position) + inserted + text.slice(position);
      const read = readJsonText(broken);
      let isJson = true;
      try {
        JSON.parse(broken);
      } catch {
        isJson = false;
      }
      expect(isMistake(read)).toBe(!isJson);
    }),
    { seed: 1, numRuns: 1_000 },
  );
});

test('the published schema has the fields that are read, and no others', () => {
  expectTypeOf<Exclude<keyof typeof schema.properties, '$schema'>>().toEqualTypeOf<keyof Configuration>();
  expectTypeOf<keyof typeof schema.properties.storage.properties>().toEqualTypeOf<
    keyof NonNullable<Configuration['storage']>
  >();
  type Webhooks = NonNullable<(typeof schema.properties.webhooks.anyOf)[number]['properties']>;
  expectTypeOf<keyof Webhooks>().toEqualTypeOf<keyof Exclude<NonNullable<Configuration['webhooks']>, boolean>>();
});
