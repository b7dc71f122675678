import { expect, test } from 'vitest';
import { compiled } from './support/schemas-of.ts';

const SEEDS = Array.from({ length: 20 }, (_, index) => String(index));

function texts(name: string): readonly unknown[] {
  const schema = compiled({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } });
  return SEEDS.map((seed) => (schema.generate({ seed }) as Record<string, unknown>)[name]);
}

test.each([
  ['email', /^[a-z.]+@example\.com$/],
  ['contact_email', /@example\.com$/],
  ['websiteUrl', /^https:\/\/example\.com\//],
  ['photoUrls', /^https:\/\/example\.com\//],
  ['created_at', /^202\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['Due-Date', /^202\d-\d\d-\d\d$/],
  ['countryCode', /^[A-Z]{2}$/],
  ['currency', /^[A-Z]{3}$/],
  ['phone_number', /^\+1-202-555-01\d\d$/],
  ['ZIP', /^\d{5}$/],
  ['ipAddress', /^192\.0\.2\.\d{1,3}$/],
  ['userId', /^[0-9a-f]{12}$/],
  ['description', /^[A-Z].*\.$/],
  ['version', /^\d+\.\d+\.\d+$/],
])('a text called %s looks like one', (name, expected) => {
  for (const text of texts(name)) expect(text).toMatch(expected);
});

test.each([
  ['decimal', /^\d{1,4}\.\d\d$/],
  ['decimal128', /^\d{1,4}\.\d\d$/],
  ['number', /^\d{1,4}\.\d\d$/],
  ['float', /^\d{1,4}\.\d\d$/],
  ['double', /^\d{1,4}\.\d\d$/],
  ['int32', /^[1-9]\d{0,3}$/],
  ['int64', /^[1-9]\d{0,3}$/],
  ['uint64', /^[1-9]\d{0,3}$/],
])('a text of the format %s is a number', (format, expected) => {
  const schema = compiled({ type: 'string', format });
  const made = SEEDS.map((seed) => schema.generate({ seed, mode: 'random' }));
  for (const text of made) expect(text).toMatch(expected);
  expect(new Set(made).size).toBeGreaterThan(10);
  expect(compiled({ type: ['number', 'null'], format }).generate({ seed: '1', mode: 'random' })).not.toBeTypeOf(
    'string',
  );
});

test.each([
  ['latitude', -90, 90],
  ['page_number', 1, 1000],
  ['year', 2000, 2025],
  ['age', 18, 80],
])('a number called %s is from %d to %d', (name, low, high) => {
  const schema = compiled({ type: 'object', required: [name], properties: { [name]: { type: 'integer' } } });
  for (const seed of SEEDS) {
    const value = Number((schema.generate({ seed }) as Record<string, unknown>)[name]);
    expect(value).toBeGreaterThanOrEqual(low);
    expect(value).toBeLessThanOrEqual(high);
  }
});

test('ids tell hundreds of things apart', () => {
  const schema = compiled({
    type: 'array',
    minItems: 400,
    items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
  });
  const ids = (schema.generate() as { id: string }[]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(400);
});

test('the bounds of the schema come before what a name suggests', () => {
  const schema = compiled({
    type: 'object',
    required: ['year', 'email'],
    properties: { year: { type: 'integer', minimum: 3000 }, email: { type: 'string', maxLength: 5 } },
  });
  for (const seed of SEEDS) expect(schema.isValid(schema.generate({ seed }))).toBe(true);
});
