import { expect, test } from 'vitest';
import { compileScenario, ScenarioError } from '../../src/index.ts';
import { deciding, matching } from '../support/decide.ts';

const request = {
  method: 'POST',
  path: '/v1/orders/7',
  params: { orderId: '7' },
  query: { page: '2', empty: '' },
  headers: { 'x-tenant': 'acme', accept: 'application/json' },
  cookies: { session: 'abc' },
  body: {
    amount: 150,
    ratio: 100.5,
    name: 'Grüße 👋',
    paid: false,
    nothing: null,
    tags: ['new', 'big'],
    items: [
      { sku: 'a', count: 1, parts: [1, 2] },
      { sku: 'b', count: 3, parts: [] },
    ],
    due: '2030-01-31T12:00:00Z',
    'odd key': 1,
  },
};

test.each([
  'request.method == "POST"',
  'request.path.startsWith("/v1/") && request.path.endsWith("7")',
  'request.params.orderId == "7" && int(request.params.orderId) == 7',
  'request.query["page"] == "2" && request.query.empty == ""',
  'request.headers["X-Tenant"] == "acme" && "X-TENANT" in request.headers && request.headers.ACCEPT.contains("json")',
  '!("x-other" in request.headers) && !has(request.headers.other)',
  'request.cookies.session == "abc"',
  'request.body["odd key"] == 1',
  'request.body.amount > 100 && request.body.ratio > 100 && request.body.amount > 100.0 && request.body.ratio == 100.5',
  'request.body.amount == 150 && request.body.amount == 150.0 && 150 == request.body.amount && request.body.amount != 151',
  'request.body.amount + 0.5 == 150.5 && request.body.amount * 2 == 300 && request.body.ratio - 0.5 == 100',
  'request.body.amount / 4 == 37.5 && request.body.amount % 4 == 2 && -request.body.amount < 0',
  '7 / 2 == 3 && 7.0 / 2 == 3.5 && 7 % 2 == 1 && size(request.body.tags) / 4 == 0',
  'request.body.amount in [100, 150] && "new" in request.body.tags && "amount" in request.body',
  'request.body.tags == ["new", "big"] && request.body.items[1] == {"sku": "b", "count": 3.0, "parts": []}',
  'request.body.items[0].count < request.body.items[1].count',
  'request.body.nothing == null && request.body.paid == false && !request.body.paid',
  'has(request.body.name) && !has(request.body.other) && !has(request.body.other.deeper) && has(request.body)',
  'size(request.body.name) == 7 && request.body.name.size() == 7 && size(request.body.items) == 2 && size(request.query) == 2',
  'request.body.items.exists(i, i.count > 2) && request.body.items.all(i, i.count > 0)',
  'request.body.items.exists_one(i, i.sku == "a") && !request.body.items.exists(i, i.sku == "z")',
  'request.body.items.filter(i, i.count > 2).map(i, i.sku) == ["b"] && request.body.items.map(i, i.count > 2, i.sku) == ["b"]',
  'request.body.items.exists(i, i.parts.exists(p, p == 2 && i.sku == "a"))',
  'request.headers.exists(name, name.startsWith("x-")) && request.body.exists(name, name == "paid")',
  'request.body.nope == 1 || true',
  'true || request.body.nope == 1',
  '!(request.body.nope == 1 && false)',
  'request.body.items.exists(i, i.nope == 1 || i.sku == "b")',
  '(request.body.amount > 100 ? "big" : "small") == "big"',
  'request.body.name.matches("^Gr.+e") && !request.body.name.matches("^x")',
  'request.body.name.lowerAscii() == "grüße 👋" && request.method.lowerAscii() == "post" && "a".upperAscii() == "A"',
  '"  a ".trim() == "a" && "a,b,c".split(",") == ["a", "b", "c"] && "a,b,c".split(",", 2) == ["a", "b,c"]',
  'request.body.tags.join("-") == "new-big" && "abcabc".indexOf("c") == 2 && "abcabc".indexOf("c", 3) == 5',
  '"abcabc".lastIndexOf("a") == 3 && "abc".substring(1) == "bc" && "abc".substring(1, 2) == "b"',
  'string(request.body.amount) == "150" && double("1.5") == 1.5 && int(1.9) == 1 && int("-4") == -4 && bool("true")',
  'timestamp(request.body.due) > timestamp("2029-12-31T23:59:59Z") && timestamp(request.body.due).getFullYear() == 2030',
  'timestamp(0) == timestamp("1970-01-01T00:00:00Z") && timestamp(request.body.due).getMonth() == 0',
  'state.current == "Started"',
  'timestamp(request.body.due).getDate() == 31 && timestamp(request.body.due).getDayOfMonth() == 30',
  'timestamp(request.body.due).getDayOfWeek() == 4 && timestamp(request.body.due).getHours() == 12',
  'timestamp(request.body.due).getMinutes() == 0 && timestamp(request.body.due).getSeconds() == 0',
  'timestamp(request.body.due).getMilliseconds() == 0 && int(timestamp(request.body.due)) == 1896091200',
  'timestamp(request.body.due) == timestamp(1896091200) && string(timestamp(0)) == "1970-01-01T00:00:00.000Z"',
  '!bool("false") && bool(true) && uint("7") == 7u && dyn(7) == 7 && string(true) == "true" && string("a") == "a"',
  '"a,b".split(",", 0) == [] && "a,b".split(",", -1) == ["a", "b"] && ["a", "b"].join() == "ab"',
  'request.body.paid < true && request.body.paid <= false && "a" <= "a" && 2 >= 2.0 && !(1 > 1)',
  'size({"a": 1, "b": 2}) == 2 && {"a": 1} != {"a": 2} && {1: "one"}["1"] == "one" && 1 in {1: "one"}',
  '[1, 2.0, "a"] == [1.0, 2, "a"] && [[1], [2]] != [[1], [3]] && [1] != [1, 2] && dyn([1]) != dyn({"a": 1})',
  '"a" + "b" == "ab" && [1] + [2] == [1, 2] && "b" > "a" && true != false',
  'request.body.amount == 150u',
])('is true: %s', (when) => {
  expect(matching({ when }, request)).toBe(true);
});

test.each([
  ['request.body.amount > 1000', 'the condition is false'],
  ['request.body.nope > 1', 'there is no "nope"'],
  ['request.query.nope == "x"', 'there is no "nope"'],
  ['request.body.name > 1', 'a text and a number have no order'],
  ['request.body.tags[5] == "x"', 'the list has no item 5'],
  ['request.body.name.other == 1', 'a text has no "other"'],
  ['request.body.name', 'the condition is neither true nor false'],
  ['request.body.name && true', 'true or false is needed, not a text'],
  ['request.body.tags.all(t, t.nope == 1)', 'a text has no "nope"'],
  ['int(request.body.name) == 1', 'the text is no number'],
  ['7 / (size(request.body.tags) - 2) == 1', 'a number is divided by zero'],
  ['"abc".substring(4) == ""', 'the text is shorter than that'],
  ['"abc".substring(2, 1) == ""', 'the text is shorter than that'],
  ['bool(request.body.name)', 'the value is neither true nor false'],
  ['string(request.body.tags) == ""', 'a list is no text'],
  ['size(request.body.amount) == 1', 'a text is needed, not a number'],
  ['request.body.items.map(i, i.count).join(",") == ""', 'a text is needed, not a number'],
  ['request.body.amount.all(a, true)', 'a list is needed, not a number'],
  ['"a" in request.body.amount', 'nothing is in a number'],
  ['request.body.amount.matches("a")', 'a text is needed, not a number'],
  ['request.body.amount.getHours() == 1', 'a timestamp is needed, not a number'],
  ['-request.body.name == 1', 'a number is needed, not a text'],
  ['!request.body.name', 'true or false is needed, not a text'],
  ['request.body.name + request.body.amount == ""', 'a number is needed, not a text'],
  ['request.body.nothing.name == 1', 'null has no "name"'],
  ['timestamp(request.body.name) > timestamp(0)', 'the value is no time, such as "2030-01-31T12:00:00Z"'],
])('does not match and says why: %s', (when, reason) => {
  expect(matching({ when }, request)).toContain(reason);
});

test('a request without a body has null for it', () => {
  expect(matching({ when: 'request.body == null && !has(request.body.name)' })).toBe(true);
});

test('names that objects inherit are no members', () => {
  for (const name of ['constructor', '__proto__', 'toString'])
    expect(matching({ when: `request.body["${name}"] != null` }, { body: {} })).toContain(`there is no "${name}"`);
  const body = JSON.parse('{"__proto__": {"admin": true}, "constructor": 1}');
  expect(matching({ when: 'request.body["__proto__"].admin && request.body.constructor == 1' }, { body })).toBe(true);
  expect(
    matching({ when: '!("constructor" in request.body) && !has(request.headers.constructor)' }, { body: {} }),
  ).toBe(true);
});

test('conditions see the state that rules have set', () => {
  const { decide } = deciding([
    { match: { when: 'state.current == "Paid" && state.count == 2' }, respond: { status: 201 } },
    { state: { set: { current: 'Paid', count: 2 } }, respond: { status: 200 } },
  ]);
  expect([decide().rule, decide().rule]).toEqual([1, 0]);
});

test.each([
  ['request.method = "POST"', 15],
  ['request.headrs.accept == "x"', 8],
  ['request.method == 5', 0],
  ['method == "POST"', 0],
  ['request.body.a.matches("(")', 23],
  ['request.body.a.matches(request.body.b)', 23],
  ['request.body.exec("x")', 0],
  ['cel.bind(a, 1, a == 1)', 0],
  ['request == request', 0],
  ['b"bytes" == b"bytes"', 0],
  ['{request.method: 1} == {}', 1],
  ['[1].all(a, [1].all(b, [1].all(c, [1].all(d, true))))', 33],
  ['[1].all(1, true)', 8],
])('is refused with its position: %s', (when, position) => {
  const refused = (): unknown =>
    compileScenario({ name: 'x', type: 'chaos', rules: [{ match: { when }, respond: {} }] });
  expect(refused).toThrow(ScenarioError);
  expect(refused).toThrow(`/rules/0/match/when: The condition has a mistake at character ${position + 1}:`);
});

test('a condition whose value is known not to be true or false is refused', () => {
  const refused = (): unknown =>
    compileScenario({ name: 'x', type: 'chaos', rules: [{ match: { when: 'request.path' }, respond: {} }] });
  expect(refused).toThrow('The condition gives a value of the type string.');
});
