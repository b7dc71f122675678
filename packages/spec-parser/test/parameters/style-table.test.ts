import { expect, test } from 'vitest';
import type { ParameterStyle } from '../../src/model.ts';
import { parseParameter } from '../../src/parameters/parse-parameter.ts';
import { serializeParameter } from '../../src/parameters/serialize-parameter.ts';
import { parameter } from './parameter.ts';

const VALUES = {
  primitive: 'blue',
  array: ['blue', 'black', 'brown'],
  object: { R: '100', G: '200', B: '150' },
} as const;

// https://spec.openapis.org/oas/v3.2.0.html#style-examples; `undefined` marks what the table calls n/a.
const TABLE: readonly (readonly [
  ParameterStyle,
  explode: boolean,
  string | undefined,
  string | undefined,
  string | undefined,
])[] = [
  ['matrix', false, ';color=blue', ';color=blue,black,brown', ';color=R,100,G,200,B,150'],
  ['matrix', true, ';color=blue', ';color=blue;color=black;color=brown', ';R=100;G=200;B=150'],
  ['label', false, '.blue', '.blue,black,brown', '.R,100,G,200,B,150'],
  ['label', true, '.blue', '.blue.black.brown', '.R=100.G=200.B=150'],
  ['simple', false, 'blue', 'blue,black,brown', 'R,100,G,200,B,150'],
  ['simple', true, 'blue', 'blue,black,brown', 'R=100,G=200,B=150'],
  ['form', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['form', true, 'color=blue', 'color=blue&color=black&color=brown', 'R=100&G=200&B=150'],
  ['spaceDelimited', false, undefined, 'color=blue%20black%20brown', 'color=R%20100%20G%20200%20B%20150'],
  ['pipeDelimited', false, undefined, 'color=blue%7Cblack%7Cbrown', 'color=R%7C100%7CG%7C200%7CB%7C150'],
  ['tabDelimited', false, undefined, 'color=blue%09black%09brown', undefined],
  ['deepObject', true, undefined, undefined, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['cookie', false, 'color=blue', 'color=blue,black,brown', 'color=R,100,G,200,B,150'],
  ['cookie', true, 'color=blue', 'color=blue; color=black; color=brown', 'R=100; G=200; B=150'],
];

const LOCATIONS: Partial<Record<ParameterStyle, 'path' | 'header' | 'cookie'>> = {
  matrix: 'path',
  label: 'path',
  simple: 'path',
  cookie: 'cookie',
};

const CASES = TABLE.flatMap(([style, explode, ...texts]) =>
  (['primitive', 'array', 'object'] as const).flatMap((kind, index) => {
    const text = texts[index];
    return text === undefined ? [] : { style, explode, kind, text };
  }),
);

test.each(CASES)(
  'style $style, explode $explode writes and reads one $kind as $text',
  ({ style, explode, kind, text }) => {
    const subject = parameter({ in: LOCATIONS[style] ?? 'query', style, explode });
    expect(serializeParameter(subject, VALUES[kind])).toBe(text);
    const shape = { kind, names: ['R', 'G', 'B'] };
    expect(parseParameter(subject, text, shape)).toEqual({ value: VALUES[kind] });
  },
);

test.each([
  ['matrix', ';color'],
  ['label', '.'],
  ['simple', ''],
] as const)('style %s writes an empty value as %j and reads it back', (style, text) => {
  const subject = parameter({ in: 'path', style });
  expect(serializeParameter(subject, '')).toBe(text);
  expect(serializeParameter(subject, null)).toBe(text);
  expect(parseParameter(subject, text, { kind: 'primitive' })).toEqual({ value: '' });
});
