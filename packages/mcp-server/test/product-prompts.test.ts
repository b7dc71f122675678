import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryToolbox } from './support/probe-server.ts';
import { ways } from './support/ways.ts';

const document = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': { get: { responses: { 200: { description: '' } } }, post: { responses: { 201: { description: '' } } } },
  },
};

describe.each(ways)('for $name', ({ connect }) => {
  test('prompts carry what is computed of a document, and complete it and its operations', async () => {
    const toolbox = await temporaryToolbox();
    await writeFile(path.join(toolbox.services.workspace, 'pets.json'), JSON.stringify(document));
    const peer = await connect({ toolbox });
    const prompt = 'generate_error_scenarios';
    const given = { api_spec: 'pets.json' };

    expect((await peer.listPrompts()).prompts).toHaveLength(5);
    const { messages } = await peer.getPrompt(prompt, given);
    expect(JSON.stringify(messages)).toContain('GET /pets');
    expect(await peer.complete({ prompt }, { name: 'api_spec', value: 'pe' })).toEqual(['pets.json']);
    expect(await peer.complete({ prompt }, { name: 'api_endpoints', value: 'GET /pets, po' }, given)).toEqual([
      'GET /pets, POST /pets',
    ]);
    expect(await peer.complete({ prompt }, { name: 'api_endpoints', value: '' })).toEqual([]);
    await expect(peer.getPrompt(prompt, { ...given, error_types: 'boom' })).rejects.toThrow('/error_types/0');
  });
});
