import { LIST_ALL_URI, listPacks, readPack } from '@mockloop/scenarios';
import { expect, test } from 'vitest';
import { readResource, resources } from '../../src/index.ts';
import { openToolbox } from '../support/open-toolbox.ts';

const packs = resources.filter(({ uri }) => !uri.startsWith('scenario-pack://discovery/'));

test('the list has what the packs say of themselves', () => {
  expect(packs.map(({ uri, title, description }) => ({ uri, title, description }))).toEqual(
    listPacks().packs.map(({ uri, title, description }) => ({ uri, title, description })),
  );
  expect(packs).toHaveLength(15);
});

test.each(packs.map(({ uri }) => uri))('%s is the pack as JSON', async (uri) => {
  const { services } = await openToolbox();
  const { mimeType, text } = await readResource(uri, services);

  expect(mimeType).toBe('application/json');
  expect(JSON.parse(text)).toEqual(readPack(uri));
});

test('the lists of discovery say what there is, and how to write more', async () => {
  const { services } = await openToolbox();

  expect(JSON.parse((await readResource(LIST_ALL_URI, services)).text)).toEqual(listPacks());
  expect(JSON.parse((await readResource('scenario-pack://discovery/community-info', services)).text)).toHaveProperty(
    'steps',
  );
});

test.each(['scenario-pack://error-simulation/nothing', 'mockloop://', 'https://example.com', ''])(
  'there is nothing at "%s", and the error says what there is',
  async (uri) => {
    const { services } = await openToolbox();

    await expect(readResource(uri, services)).rejects.toMatchObject({
      code: 'UNKNOWN_RESOURCE',
      message: expect.stringContaining('scenario-pack://discovery/list-all'),
    });
  },
);
