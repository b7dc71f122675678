import { expect, test } from 'vitest';
import { validatePack } from '../../src/index.ts';
import { aPack, aScenario } from './support/pack.ts';

const PAYLOADS = {
  payloads: [{ id: 'one', class: 'some', in: ['query'], value: 'x', effect: 'Fails' }],
  payload_source: { description: 'Own', license: 'MIT' },
};
const SELECTS_ALL = { payloads: {}, respond: {} };

test('a pack that is as it should be has no problems', () => {
  expect(validatePack(aPack({ ...PAYLOADS, scenarios: [aScenario([SELECTS_ALL])] }))).toEqual([]);
});

test.each<[what: string, members: Readonly<Record<string, unknown>>, pointer: string, code: string]>([
  ['no scenario', { scenarios: [] }, '/scenarios', 'VALUE_INVALID'],
  ['a scenario without rules', { scenarios: [aScenario([])] }, '/scenarios/0/rules', 'VALUE_INVALID'],
  ['a rule that does nothing', { scenarios: [aScenario([{ for: {} }])] }, '/scenarios/0/rules/0', 'MEMBER_MISSING'],
  [
    'a rule for one operation',
    { scenarios: [aScenario([{ match: { path: '/a' }, delay: 1 } as never])] },
    '/scenarios/0/rules/0/match',
    'MEMBER_UNKNOWN',
  ],
  [
    'an unknown kind',
    { scenarios: [aScenario([{ for: { kind: 'none' as never }, delay: 1 }])] },
    '/scenarios/0/rules/0/for/kind',
    'VALUE_INVALID',
  ],
  [
    'a name twice',
    { scenarios: [aScenario([{ delay: 1 }]), aScenario([{ delay: 1 }])] },
    '/scenarios/1/name',
    'NAME_REPEATED',
  ],
  [
    'a wrong condition',
    { scenarios: [aScenario([{ match: { when: 'request.nothing ==' }, delay: 1 }])] },
    '/scenarios/0/rules/0/match/when',
    'CONDITION_INVALID',
  ],
  [
    'a wrong delay',
    { scenarios: [aScenario([{ delay: { type: 'uniform', min_ms: 5, max_ms: 1 } }])] },
    '/scenarios/0/rules/0/delay',
    'DELAY_CONTRADICTORY',
  ],
  [
    'a wrong fault',
    { scenarios: [aScenario([{ fault: 'fire' as never }])] },
    '/scenarios/0/rules/0/fault',
    'VALUE_INVALID',
  ],
  [
    'a wrong template',
    { scenarios: [aScenario([{ respond: { template: '{{ nothing' } }])] },
    '/scenarios/0/rules/0/respond/template',
    'TEMPLATE_INVALID',
  ],
  [
    'a line break in a header field',
    { scenarios: [aScenario([{ respond: { headers: { a: 'b\r\nc: d' } } }])] },
    '/scenarios/0/rules/0/respond/headers/a',
    'VALUE_INVALID',
  ],
  [
    'payloads of unknown origin',
    { payloads: PAYLOADS.payloads, scenarios: [aScenario([SELECTS_ALL])] },
    '',
    'VALUE_INVALID',
  ],
  ['a payload that no rule looks for', PAYLOADS, '/payloads/0', 'PAYLOAD_UNUSED'],
  [
    'a payload twice',
    { ...PAYLOADS, payloads: [...PAYLOADS.payloads, ...PAYLOADS.payloads], scenarios: [aScenario([SELECTS_ALL])] },
    '/payloads/1/id',
    'NAME_REPEATED',
  ],
  [
    'a class that no payload has',
    { ...PAYLOADS, scenarios: [aScenario([SELECTS_ALL, { payloads: { classes: ['other'] }, respond: {} }])] },
    '/scenarios/0/rules/1/payloads',
    'PAYLOAD_UNKNOWN',
  ],
  [
    'payloads that are not there',
    { scenarios: [aScenario([SELECTS_ALL])] },
    '/scenarios/0/rules/0/payloads',
    'PAYLOAD_UNKNOWN',
  ],
  [
    'a body beside payloads',
    { ...PAYLOADS, scenarios: [aScenario([{ ...SELECTS_ALL, match: { body: 'x' } }])] },
    '/scenarios/0/rules/0/match/body',
    'MATCH_CONTRADICTORY',
  ],
  [
    'a header payload without a name',
    { ...PAYLOADS, payloads: [{ ...PAYLOADS.payloads[0], in: ['header'] }], scenarios: [aScenario([SELECTS_ALL])] },
    '/payloads/0',
    'MEMBER_MISSING',
  ],
  [
    'an absent query parameter',
    { ...PAYLOADS, payloads: [{ ...PAYLOADS.payloads[0], value: null }], scenarios: [aScenario([SELECTS_ALL])] },
    '/payloads/0/in/0',
    'VALUE_INVALID',
  ],
  [
    'a payload too long to look for',
    {
      ...PAYLOADS,
      payloads: [{ ...PAYLOADS.payloads[0], in: ['query', 'path'], value: '\u0001'.repeat(1000) }],
      scenarios: [aScenario([SELECTS_ALL])],
    },
    '/payloads/0/value',
    'VALUE_INVALID',
  ],
])('%s is told with its place and a remedy', (_, members, pointer, code) => {
  const problems = validatePack(aPack(members));

  expect(problems).toContainEqual(expect.objectContaining({ pointer, code }));
  for (const { message, advice } of problems) expect([message, advice]).not.toContain('');
});

test.each([null, 7, 'pack', [], { constructor: { prototype: {} } }])('%j is no pack', (value) => {
  expect(validatePack(value).length).toBeGreaterThan(0);
});
