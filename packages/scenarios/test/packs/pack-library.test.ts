import { expect, test } from 'vitest';
import {
  COMMUNITY_INFO_URI,
  createPackLibrary,
  LIST_ALL_URI,
  listPacks,
  readPack,
  searchPacks,
  validatePack,
} from '../../src/index.ts';
import { aPack } from './support/pack.ts';

const NAMES = {
  'error-simulation': ['4xx-client-errors', '5xx-server-errors', 'network-timeouts', 'rate-limiting'],
  'performance-testing': ['load-testing', 'stress-testing', 'spike-testing', 'endurance-testing'],
  'security-testing': ['auth-bypass', 'injection-attacks', 'xss-attacks', 'csrf-attacks'],
  'business-logic': ['edge-cases', 'data-validation', 'workflow-testing'],
};

test('there are fifteen packs, each with what is known of it', () => {
  const { total_packs, packs, categories } = listPacks();

  expect(total_packs).toBe(15);
  expect(Object.groupBy(packs, ({ category }) => category)).toEqual(
    Object.fromEntries(
      Object.entries(NAMES).map(([category, names]) => [
        category,
        names.map((name) => expect.objectContaining({ name })),
      ]),
    ),
  );
  expect(categories).toEqual(Object.keys(NAMES));
  for (const pack of packs) {
    expect(pack.scenarios.length).toBeGreaterThanOrEqual(4);
    for (const list of [pack.tags, pack.use_cases, pack.prerequisites]) expect(list.length).toBeGreaterThan(0);
  }
});

test.each(listPacks().packs.map(({ uri }) => uri))(
  '%s can be read at the URI that the list gives, and is valid',
  (uri) => {
    const pack = readPack(uri);

    expect(pack?.uri).toBe(uri);
    expect(validatePack(pack)).toEqual([]);
  },
);

test('no two scenarios of the packs have the same name, so that all can be deployed to one mock', () => {
  const names = listPacks().packs.flatMap(({ scenarios }) => scenarios.map(({ name }) => name));

  expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
});

test('performance packs say what load to apply and what to hold it to', () => {
  for (const { uri } of searchPacks({ category: 'performance-testing' }).packs) {
    for (const { load_profile, thresholds = [] } of readPack(uri)?.scenarios ?? []) {
      expect(load_profile).toBeDefined();
      expect(thresholds.length).toBeGreaterThan(0);
    }
  }
});

test('payloads come with their source and licence', () => {
  const withPayloads = listPacks()
    .packs.flatMap(({ uri }) => readPack(uri) ?? [])
    .filter(({ payloads }) => payloads);

  expect(withPayloads.map(({ name }) => name)).toEqual(expect.arrayContaining(NAMES['security-testing']));
  for (const { payload_source } of withPayloads) expect(payload_source).toMatchObject({ license: 'MIT' });
});

test.each([
  [{ category: 'Security-Testing' }, NAMES['security-testing']],
  [{ tag: 'RETRIES' }, ['network-timeouts']],
  [{ text: 'memory runs out' }, ['endurance-testing']],
  [{ text: 'sql union' }, []],
  [{ text: 'sql', tag: 'security' }, ['injection-attacks']],
  [{ category: 'none' }, []],
])('searching for %j finds %j', (query, names) => {
  expect(searchPacks(query).packs.map(({ name }) => name)).toEqual(names);
});

test('the two discovery resources are there beside the packs', () => {
  const library = createPackLibrary();

  expect(library.readResource(LIST_ALL_URI)).toEqual(library.list());
  expect(library.readResource(COMMUNITY_INFO_URI)).toMatchObject({
    pack_schema: '@mockloop/scenarios/pack.schema.json',
  });
  expect(library.readResource('scenario-pack://error-simulation/rate-limiting')).toMatchObject({
    name: 'rate-limiting',
  });
  expect(library.readResource('scenario-pack://discovery/else')).toBeUndefined();
  expect(library.read('__proto__')).toBeUndefined();
});

test('no pack of others takes the place of a built-in one', () => {
  const uri = 'scenario-pack://error-simulation/rate-limiting';
  const library = createPackLibrary([aPack({ uri, name: 'rate-limiting', category: 'error-simulation' }), aPack()]);

  expect(library.read(uri)).toBe(readPack(uri));
  expect(library.list().total_packs).toBe(16);
});
