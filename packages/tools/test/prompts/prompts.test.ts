import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { validateScenario } from '@mockloop/scenarios';
import { createSchemas, type JsonSchema } from '@mockloop/schema';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { type PromptMessage, prompts, renderPrompt, type ToolServices, tools } from '../../src/index.ts';
import { EXAMPLE_SOURCE } from '../../src/prompts/worked-example.ts';
import { EXAMPLES } from '../support/documents.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';
import { startMock } from '../support/start-mock.ts';

const scenario = { name: 'x', type: 'load_testing', rules: [{ delay: 900 }] };

/** For each prompt, texts that it takes. */
const TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  analyze_openapi_for_testing: { openapi_spec: 'petstore.yaml', testing_focus: 'security', risk_assessment: 'true' },
  generate_scenario_config: {
    api_spec: 'petstore.yaml',
    scenario_type: 'chaos, workflow',
    endpoints: '["/pets", "/pets/{petId}"]',
    test_parameters: '{"requests_per_second": 20}',
    scenario_name: 'monday',
  },
  optimize_scenario_for_load: { base_scenario: JSON.stringify(scenario), target_load: '50' },
  generate_error_scenarios: {
    api_spec: 'petstore.yaml',
    api_endpoints: 'GET /pets, createPet',
    error_types: 'declared',
  },
  generate_security_test_scenarios: {
    api_spec: 'petstore.yaml',
    security_focus: 'authorization, injection',
    compliance_requirements: 'gdpr',
  },
};

test('there is a prompt for each tool of the toolset, with its name', () => {
  const ofToolset = tools.filter(({ toolset }) => toolset === 'ai').map(({ name }) => name);
  expect(prompts.map(({ name }) => name)).toEqual(ofToolset);
  expect(Object.keys(TEXTS)).toEqual(ofToolset);
});

test.each(Object.entries(TEXTS))('%s shows an example, its answer, and then the facts', async (name, texts) => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const messages = await renderPrompt(name, texts, services);
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(messages.map(({ text }) => text).join('').length).toBeLessThan(60_000);
  const schema = schemaOf(messages);
  const answer: unknown = JSON.parse(messages[1]?.text ?? '');
  expect(schemaProblems(schema, answer)).toEqual([]);
});

test('the facts are those of the document', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const messages = await renderPrompt('generate_error_scenarios', TEXTS.generate_error_scenarios ?? {}, services);
  const facts = factsOf(messages);
  expect(facts).toMatchObject({
    operations: [
      { operation: 'GET /pets', operation_id: 'listPets', declares: ['200', '400', '429'], needs_credentials: false },
      { operation: 'POST /pets', operation_id: 'createPet', needs_credentials: true },
    ],
    errors: [{ operation: 'GET /pets', declared: [400, 429] }, { operation: 'POST /pets' }],
  });
});

test('the scenarios of the examples are right for the API of the example', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const document = await loadDocument({ ...EXAMPLE_SOURCE });
  for (const name of ['generate_scenario_config', 'generate_error_scenarios', 'generate_security_test_scenarios']) {
    const [, answer] = await renderPrompt(name, TEXTS[name] ?? {}, services);
    const { scenario_configs: scenarios } = JSON.parse(answer?.text ?? '') as { scenario_configs: object[] };
    for (const one of scenarios)
      expect(validateScenario(one, { document }).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});

test('documents are paths, inline text, or the URL of a running mock', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const { apiUrl, adminUrl } = await startMock();
  for (const [openapi_spec, title] of [
    ['petstore.yaml', 'Petstore'],
    [JSON.stringify(petstore), 'Pets'],
    [apiUrl, 'Pets'],
    [`${adminUrl}/`, 'Pets'],
  ] as const) {
    const messages = await renderPrompt('analyze_openapi_for_testing', { openapi_spec }, services);
    expect(factsOf(messages)).toMatchObject({ api_summary: { title } });
  }
});

test.each([
  ['analyze_openapi_for_testing', { openapi_spec: 'petstore.yaml', testing_focus: 'speed' }, '/testing_focus'],
  ['analyze_openapi_for_testing', { openapi_spec: 'petstore.yaml', risk_assessment: 'maybe' }, '/risk_assessment'],
  ['generate_scenario_config', { api_spec: 'petstore.yaml', scenario_type: 'smoke' }, '/scenario_types/0'],
  ['generate_scenario_config', { api_spec: 'petstore.yaml', test_parameters: '{' }, '/test_parameters'],
  ['optimize_scenario_for_load', { base_scenario: '{', target_load: '5' }, '/base_scenario'],
  ['optimize_scenario_for_load', { base_scenario: JSON.stringify(scenario), target_load: 'many' }, '/target_load'],
  ['optimize_scenario_for_load', { target_load: '5' }, '/base_scenario'],
  ['generate_error_scenarios', { api_spec: 'petstore.yaml', error_types: 'declared, boom' }, '/error_types/1'],
  ['generate_security_test_scenarios', { api_spec: 'petstore.yaml', security_focus: 'luck' }, '/security_focus/0'],
])('%s refuses %j, with the place', async (name, texts, pointer) => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  await expect(renderPrompt(name, texts, services)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
    problems: [expect.objectContaining({ pointer })],
  });
});

test('no document, and one that is not there, are told as what they are', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  await expect(renderPrompt('generate_error_scenarios', {}, services)).rejects.toMatchObject({
    code: 'INVALID_ARGUMENTS',
  });
  await expect(
    renderPrompt('analyze_openapi_for_testing', { openapi_spec: 'nothing.yaml' }, services),
  ).rejects.toMatchObject({ code: 'INVALID_DOCUMENT' });
});

test('lists are completed name by name, and a name that stands there is not offered again', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const complete = completions(services);
  expect(await complete('analyze_openapi_for_testing', 'testing_focus', 'c')).toEqual([
    ...['comprehensive', 'functional', 'performance', 'security'].filter((name) => name.includes('c')),
  ]);
  expect(await complete('generate_security_test_scenarios', 'security_focus', 'xss, au')).toEqual([
    'xss, authentication',
    'xss, authorization',
  ]);
  expect(await complete('generate_scenario_config', 'scenario_type', 'chaos,cha')).toEqual([]);
  expect(await complete('generate_error_scenarios', 'error_types', 'time')).toEqual(['timeout', 'gateway_timeout']);
  expect(await complete('generate_security_test_scenarios', 'compliance_requirements', 'h')).toEqual(['hipaa']);
});

test('operations and paths of the document are offered, where it is given', async () => {
  const { services } = await openToolbox({ workspace: EXAMPLES });
  const complete = completions(services);
  const given = { api_spec: 'petstore.yaml' };
  expect(await complete('generate_error_scenarios', 'api_endpoints', 'GET /pets, DELETE', given)).toEqual(
    expect.arrayContaining(['GET /pets, DELETE /pets/{petId}']),
  );
  expect(await complete('generate_scenario_config', 'endpoints', '/pets/{petId}', given)).toContain('/pets/{petId}');
  expect(await complete('generate_scenario_config', 'endpoints', '')).toEqual([]);
});

test('documents of the workspace are offered: those that look like one, and none that is hidden', async () => {
  const { services } = await openToolbox();
  const { workspace } = services;
  for (const folder of ['apis', '.git', 'node_modules/x'])
    await mkdir(path.join(workspace, folder), { recursive: true });
  const text = 'openapi: 3.1.0\n';
  for (const file of ['apis/pets.yaml', 'shop.json', '.git/old.yaml', 'node_modules/x/openapi.yaml'])
    await writeFile(path.join(workspace, file), file.endsWith('.json') ? '{"openapi": "3.1.0"}' : text);
  await writeFile(path.join(workspace, 'package.json'), '{"name": "openapi"}');
  await writeFile(path.join(workspace, 'notes.txt'), text);
  const complete = completions(services);
  expect((await complete('generate_scenario_config', 'api_spec', '')).toSorted()).toEqual([
    'apis/pets.yaml',
    'shop.json',
  ]);
  expect(await complete('generate_scenario_config', 'api_spec', 'shop')).toEqual(['shop.json']);
});

type Complete = (
  prompt: string,
  argument: string,
  value: string,
  given?: Readonly<Record<string, string>>,
) => Promise<readonly string[]>;

function completions(services: ToolServices): Complete {
  return async (name, argument, value, given) => {
    const list = prompts.find((prompt) => prompt.name === name)?.arguments ?? [];
    const complete = list.find((one) => one.name === argument)?.complete;
    if (complete === undefined) throw new Error(`${name} does not complete ${argument}`);
    return await complete(value, services, given);
  };
}

/** The JSON of the blocks of the last message. */
function blocksOf(messages: readonly PromptMessage[]): readonly unknown[] {
  const text = messages.at(-1)?.text ?? '';
  return [...text.matchAll(/^(`{3,})json\n([\s\S]*?)\n\1$/gm)].map(([, , json = '']) => JSON.parse(json) as unknown);
}

function factsOf(messages: readonly PromptMessage[]): unknown {
  return blocksOf(messages)[0];
}

function schemaOf(messages: readonly PromptMessage[]): JsonSchema {
  const text = messages.at(-1)?.text ?? '';
  const [, json = ''] = /## JSON Schema of the answer\n`{3,}json\n([\s\S]*?)\n`{3,}$/.exec(text) ?? [];
  return JSON.parse(json) as JsonSchema;
}

function schemaProblems(schema: JsonSchema, value: unknown): readonly unknown[] {
  const definitions = typeof schema === 'object' ? (schema.$defs as Readonly<Record<string, JsonSchema>>) : {};
  const source = (uri: string): JsonSchema =>
    uri === '#' ? schema : (definitions[uri.slice('#/$defs/'.length)] ?? false);
  return createSchemas({ source }).compile('#', 'request').validate(value);
}
