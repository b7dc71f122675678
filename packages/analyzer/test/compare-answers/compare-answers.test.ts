import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AnswerDifference,
  type CompareAnswersOptions,
  type ComparedAnswer,
  compareAnswers,
} from '../../src/index.ts';
import { patched } from './patched.ts';

function json(body: unknown, more: Partial<ComparedAnswer> = {}): ComparedAnswer {
  return { status: 200, headers: [['content-type', 'application/json']], body, ...more };
}

function differences(a: unknown, b: unknown, options?: CompareAnswersOptions): readonly AnswerDifference[] {
  return compareAnswers(json(a), json(b), options).differences;
}

function briefly(found: readonly AnswerDifference[]): string[] {
  return found.map(({ kind, pointer }) => `${kind} ${pointer}`);
}

test('answers that mean the same are equal, whatever the order of members and elements', () => {
  const a = {
    id: 1,
    tags: ['a', 'b'],
    pets: [
      { id: 1, n: 1 },
      { id: 2, n: 2 },
    ],
  };
  const b = {
    pets: [
      { n: 2, id: 2 },
      { id: 1, n: 1.0 },
    ],
    tags: ['b', 'a'],
    id: 1,
  };
  expect(compareAnswers(json(a), json(b))).toEqual({
    equal: true,
    differences: [],
    difference_count: 0,
    summary: [],
    complete: true,
  });
});

test('a difference says where, what, how grave, and how to mend it', () => {
  const found = differences({ pet: { name: 'Rex', age: '7', extra: 1 } }, { pet: { name: 'Rex', age: 7, born: null } });
  expect(found).toEqual([
    {
      pointer: '/body/pet/age',
      kind: 'type',
      severity: 'high',
      expected: 7,
      actual: '7',
      patch: [{ op: 'replace', path: '/body/pet/age', value: 7 }],
    },
    {
      pointer: '/body/pet/extra',
      kind: 'extra',
      severity: 'low',
      actual: 1,
      patch: [{ op: 'remove', path: '/body/pet/extra' }],
    },
    {
      pointer: '/body/pet/born',
      kind: 'missing',
      severity: 'high',
      expected: null,
      patch: [{ op: 'add', path: '/body/pet/born', value: null }],
    },
  ]);
});

test.each<[unknown, unknown, string]>([
  ['2026-11-21', '2026-11-21T10:00:00Z', 'format /body'],
  ['one', 'two', 'value /body'],
  [1, 2, 'value /body'],
  [null, {}, 'type /body'],
  [[1], { 0: 1 }, 'type /body'],
  [true, false, 'value /body'],
])('%j for %j is: %s', (a, b, expected) => {
  expect(briefly(differences(a, b))).toEqual([expected]);
});

test('one element that was removed from two hundred is one difference', () => {
  const things = Array.from({ length: 200 }, (_, index) => ({ id: `t${index}`, size: index % 7 }));
  for (const strictArrays of [false, true]) {
    const found = differences(things, things.toSpliced(100, 1), { strictArrays });
    expect(briefly(found)).toEqual(['extra /body/100']);
    expect(briefly(differences(things.toSpliced(100, 1), things, { strictArrays }))).toEqual(['missing /body/100']);
  }
});

test('elements without an identity are matched by what they are, numbers by their size', () => {
  expect(briefly(differences([{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 3 }]))).toEqual(['value /body/0/a']);
  expect(differences([1.01, 2.02], [2, 1], { tolerance: 0.05 })).toEqual([]);
  // `name` is no identity where it is there twice.
  expect(
    briefly(
      differences(
        [
          { name: 'x', n: 1 },
          { name: 'x', n: 2 },
        ],
        [
          { name: 'x', n: 2 },
          { name: 'x', n: 4 },
        ],
      ),
    ),
  ).toEqual(['value /body/0/n']);
  // Nor `id` where no id is in both.
  expect(briefly(differences([{ id: 1, n: 1 }], [{ id: 2, n: 1 }]))).toEqual(['value /body/0/id']);
});

test('the order of arrays counts where it is asked for', () => {
  const [a, b] = [
    [{ id: 1 }, { id: 2 }, { id: 3 }],
    [{ id: 2 }, { id: 1 }, { id: 3, x: 1 }],
  ];
  expect(briefly(differences(a, b))).toEqual(['missing /body/2/x']);
  expect(briefly(differences(a, b, { strictArrays: true }))).toEqual(['missing /body/2/x', 'order /body']);
});

test.each<[string]>([['secret'], ['/items/*/secret'], ['/body/items/*/secret'], ['$.items[*].secret'], ['$..secret']])(
  'fields are ignored by name, pointer and path: %s',
  (field) => {
    const a = {
      items: [
        { id: 1, secret: 'a' },
        { id: 2, secret: 'b' },
      ],
    };
    const b = { items: [{ id: 2, secret: 'c' }, { id: 1 }] };
    expect(differences(a, b)).not.toEqual([]);
    expect(differences(a, b, { ignoreFields: [field] })).toEqual([]);
  },
);

test('a filter of a JSONPath chooses what is ignored', () => {
  const [a, b] = [
    {
      x: [
        { t: 'n', v: 1 },
        { t: 'o', v: 1 },
      ],
    },
    {
      x: [
        { t: 'n', v: 2 },
        { t: 'o', v: 2 },
      ],
    },
  ];
  expect(briefly(differences(a, b, { ignoreFields: ['$.x[?@.t=="n"].v'] }))).toEqual(['value /body/x/1/v']);
});

test.each<[string[]]>([[['$[']], [['$..[?match(@, "(a+)+$")]']]])('what is no path is refused: %j', (ignoreFields) => {
  expect(() => differences({}, [], { ignoreFields })).toThrow(/is no JSONPath/);
});

test.each<[number, number, CompareAnswersOptions['tolerance'], boolean]>([
  [100, 109, 0.1, true],
  [100, 112, 0.1, false],
  [1, 1.005, { absolute: 0.01 }, true],
  [1, 1.05, { absolute: 0.01 }, false],
  [1, 1.05, { perPath: { '/n': 0.1 } }, true],
  [1, 1.05, { relative: 0.1, perPath: { '/n': 0 } }, false],
  [1, 1.05, { perPath: { '/*': 0.1 } }, true],
])('%d and %d within %j: %s', (a, b, tolerance, isEqual) => {
  expect(compareAnswers(json({ n: a }), json({ n: b }), { tolerance }).equal).toBe(isEqual);
});

test('times may be apart, and tolerances are numbers from 0 on', () => {
  const [a, b] = [{ at: '2026-11-21T10:00:00Z' }, { at: '2026-11-21T11:00:01+01:00' }];
  expect(briefly(differences(a, b))).toEqual(['value /body/at']);
  expect(differences(a, b, { tolerance: { timeMs: 1_000 } })).toEqual([]);
  expect(() => differences(a, b, { tolerance: -1 })).toThrow(TypeError);
  expect(() => differences(a, b, { tolerance: { perPath: { at: 1 } } })).toThrow(TypeError);
});

test('what the document says of a place names the kind and the part of the document', () => {
  const schemaAt = (pointer: string) =>
    pointer === '/state' ? { enum: ['on', 'off'], pointer: '/components/x' } : undefined;
  expect(differences({ state: 'bogus' }, { state: 'on' }, { schemaAt })).toMatchObject([
    { kind: 'enum', severity: 'medium', spec_pointer: '/components/x' },
  ]);
  expect(differences({ state: 'off' }, { state: 'on' }, { schemaAt })).toMatchObject([{ kind: 'value' }]);
});

test('another status class, or media type, makes the bodies not worth comparing', () => {
  const html = { status: 200, headers: [['Content-Type', 'text/html; charset=utf-8']] as const, body: '<p>' };
  const charset = {
    status: 200,
    headers: [['Content-Type', 'application/JSON; charset=utf-8']] as const,
    body: { a: 1 },
  };
  expect(briefly(compareAnswers(json({ a: 1 }), json({ b: 2 }, { status: 404 })).differences)).toEqual([
    'status /status',
  ]);
  expect(briefly(compareAnswers(json({ a: 1 }), json({ b: 2 }, { status: 201 })).differences)).toEqual([
    'status /status',
    'extra /body/a',
    'missing /body/b',
  ]);
  expect(briefly(compareAnswers(json({ a: 1 }), html).differences)).toEqual(['content_type /headers/content-type']);
  expect(compareAnswers(json({ a: 1 }), charset).equal).toBe(true);
});

test('no answer at all is the gravest difference', () => {
  const failed = { failure: 'timeout' };
  expect(compareAnswers(failed, json({}))).toMatchObject({
    differences: [{ kind: 'transport', severity: 'critical' }],
  });
  expect(compareAnswers(json({}), failed).differences[0]?.patch).toEqual([]);
  expect(compareAnswers(failed, failed).equal).toBe(true);
  expect(patched(failed, compareAnswers(failed, json({ a: 1 })))).toEqual(json({ a: 1 }));
});

test('headers are compared by their meaning, or to the letter', () => {
  const withHeaders = (...headers: (readonly [string, string])[]): ComparedAnswer => ({ status: 200, headers });
  const a = withHeaders(
    ['Cache-Control', 'no-store, max-age=0'],
    ['ETag', '"1"'],
    ['Location', 'http://localhost:8000/pets/7'],
    ['Set-Cookie', 'sid=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
    ['Allow', 'GET, PUT'],
    ['X-Own', '1'],
  );
  const b = withHeaders(
    ['cache-control', 'MAX-AGE=0,no-store'],
    ['etag', 'W/"2"'],
    ['location', 'https://api.example/pets/42'],
    ['set-cookie', 'sid=2; Path=/'],
    ['allow', 'PUT, DELETE'],
    ['x-own', '2'],
    ['retry-after', '5'],
  );
  expect(compareAnswers(a, b).equal).toBe(true);
  expect(briefly(compareAnswers(a, b, { compareHeaders: true }).differences)).toEqual([
    'header /headers/allow',
    'header /headers/retry-after',
  ]);
  expect(compareAnswers(a, b, { compareHeaders: true, ignoreFields: ['Allow', 'Retry-After'] }).equal).toBe(true);
  expect(briefly(compareAnswers(a, b, { compareHeaders: ['X-Own', 'X-None'] }).differences)).toEqual([
    'header /headers/x-own',
  ]);
});

test('a body that is there once only is missing or too much', () => {
  const empty: ComparedAnswer = { status: 200, headers: [['content-type', 'application/json']] };
  expect(compareAnswers(empty, json({ a: 1 })).differences).toMatchObject([{ kind: 'missing', pointer: '/body' }]);
  expect(compareAnswers(json({ a: 1 }), empty).differences).toMatchObject([{ kind: 'extra', pointer: '/body' }]);
  expect(compareAnswers(json(null), json(null)).equal).toBe(true);
});

test('names of members are anything', () => {
  const hostile = (text: string): unknown => JSON.parse(text);
  const a = hostile('{"__proto__": {"x": 1}, "constructor": 1, "a/b~c": 1, "": 1}');
  const b = hostile('{"__proto__": {"x": 2}, "constructor": 2, "a/b~c": 2, "": 2}');
  expect(briefly(differences(a, b))).toEqual([
    'value /body/__proto__/x',
    'value /body/constructor',
    'value /body/a~1b~0c',
    'value /body/',
  ]);
  expect(differences(a, b, { ignoreFields: ['__proto__', 'constructor', '/a~1b~0c', '/'] })).toEqual([]);
  expect(briefly(differences({}, a))).toContain('missing /body/__proto__');
});

test('what is too deep or too much is not looked into, and said to be incomplete', () => {
  const deep = (levels: number, inside: unknown): unknown => {
    let value = inside;
    for (let level = 0; level < levels; level++) value = [value];
    return value;
  };
  const comparison = compareAnswers(json(deep(50_000, 1)), json(deep(50_000, 2)));
  expect(comparison).toMatchObject({ equal: false, complete: false, differences: [] });
  expect(compareAnswers(json({}), json({ a: deep(50_000, 1) })).differences).toMatchObject([
    { kind: 'missing', patch: [] },
  ]);
  const many = (first: number): number[] => Array.from({ length: 600_000 }, (_, index) => index + first);
  expect(compareAnswers(json(many(0)), json(many(1)))).toMatchObject({ equal: false, complete: false });
});

test('all differences are counted, the first thousand are told, and their kinds summed up', () => {
  const things = (name: string): unknown => Array.from({ length: 3_000 }, (_, id) => ({ id, name: `${name} ${id}` }));
  const comparison = compareAnswers(json({ things: things('a') }), json({ things: things('b') }));
  expect(comparison.differences).toHaveLength(1_000);
  expect(comparison.difference_count).toBe(3_000);
  expect(comparison.summary).toEqual([{ pointer: '/body/things/*/name', kind: 'value', count: 3_000 }]);
});

const key = fc.oneof(fc.constantFrom('id', 'name', 'a', 'b', 'a/b', '~', ''), fc.string({ maxLength: 3 }));
const scalar = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.constantFrom('a', 'b', '', '2026-11-21'),
  fc.boolean(),
  fc.constant(null),
);
const { body } = fc.letrec<{ body: unknown }>((tie) => ({
  body: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('body'), { maxLength: 4 }),
    // The library that applies patches refuses to go through these names.
    fc.dictionary(
      key.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name)),
      tie('body'),
      { maxKeys: 4 },
    ),
  ),
}));

test('with the patches of all differences applied, the first answer is like the second', () => {
  const optional = fc.option(body, { nil: undefined });
  fc.assert(
    fc.property(optional, optional, fc.boolean(), fc.constantFrom(200, 201, 404), (a, b, strictArrays, status) => {
      const [mock, live] = [json(a), json(b, { status })];
      const comparison = compareAnswers(mock, live, { strictArrays });
      const mended = patched(mock, comparison);
      expect(compareAnswers(mended, live, { strictArrays })).toMatchObject({ equal: true, complete: true });
      if (strictArrays) expect(mended).toEqual(b === undefined ? { ...live, body: undefined } : live);
    }),
    { seed: 5, numRuns: 1_000 },
  );
});

test('an answer equals itself, and comparing the other way round finds as many differences', () => {
  fc.assert(
    fc.property(body, body, (a, b) => {
      expect(compareAnswers(json(a), json(structuredClone(a))).equal).toBe(true);
      expect(differences(a, b)).toHaveLength(differences(b, a).length);
    }),
    { seed: 6 },
  );
});

test('what is ignored or tolerated stays as it is, and the rest becomes alike', () => {
  const options = { ignoreFields: ['id'], tolerance: 0.5 };
  fc.assert(
    fc.property(body, body, (a, b) => {
      const mended = patched(json(a), compareAnswers(json(a), json(b), options));
      expect(compareAnswers(mended, json(b), options).equal).toBe(true);
    }),
    { seed: 7, numRuns: 300 },
  );
});
