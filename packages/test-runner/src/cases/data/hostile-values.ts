/** Values that are often not thought of, by what stands there now; whatever the API makes of them, it must not break. */
export function hostileValues(value: unknown, isText: boolean): readonly (readonly [label: string, value: unknown])[] {
  if (typeof value === 'string') return isText ? TEXTS : [...TEXTS, ...BODY_TEXTS];
  if (typeof value === 'number') return Number.isInteger(value) ? INTEGERS : [...INTEGERS, ...FRACTIONS];
  if (Array.isArray(value)) return listsOf(value);
  if (typeof value === 'object' && value !== null) return OBJECTS;
  return [];
}

const TEXTS: readonly (readonly [string, unknown])[] = [
  ['letters of many scripts', '😀 ż日ع 👩‍👩‍👧 Zażółć gęślą jaźń 日本語 العربية'],
  ['an empty text', ''],
  ['quotes and brackets', `O'Brien "quoted" \`tick\` <b>&amp;</b> \\ {{7}} \${x} %s %n`],
  ['only blanks', '   '],
  ['10,000 characters', 'a'.repeat(10_000)],
  ['marks of direction and combination', '\u202eabc\u202c e\u0301\u200b\ufeff'],
  ['a number as text', '-9223372036854775809'],
  ['words of a language', 'null undefined NaN true __proto__'],
];

const BODY_TEXTS: readonly (readonly [string, unknown])[] = [
  ['a null character', 'a\u0000b'],
  ['line breaks and control characters', 'a\r\nb\tc\u0007\u001b[0m'],
  ['half of a surrogate pair', 'a\ud800b'],
];

const INTEGERS: readonly (readonly [string, unknown])[] = [
  ['zero', 0],
  ['minus one', -1],
  ['more than 32 bits', 2 ** 31],
  ['more than 53 bits', 2 ** 53],
  ['the least of 64 bits', -(2 ** 63)],
  ['21 digits', 1e20],
  ['more than 64 bits hold', 1e25],
];

const FRACTIONS: readonly (readonly [string, unknown])[] = [
  ['nearly nothing', 5e-324],
  ['the most a double holds', 1.7976931348623157e308],
  ['many decimals', 0.1 + 0.2],
];

function listsOf(value: readonly unknown[]): readonly (readonly [string, unknown])[] {
  const [first] = value;
  return [
    ['no items', []],
    ...(first === undefined
      ? []
      : ([
          ['500 items', Array.from({ length: 500 }, () => first)],
          ['an item that is null', [null]],
          ['the same item twice', [first, first]],
        ] as const)),
  ];
}

const OBJECTS: readonly (readonly [string, unknown])[] = [
  ['no members', {}],
  ['members of every object', JSON.parse('{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"toString":"x"}')],
  ['a list', []],
  ['null', null],
];
