import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MockLoopError, type Toolbox } from '../../src/index.ts';
import { freePorts, openBackground } from '../support/background.ts';
import { openToolbox } from '../support/open-toolbox.ts';
import { petstore } from '../support/petstore.ts';

function readSettings({ services }: Toolbox, name: string): Promise<Record<string, unknown>> {
  return readFile(path.join(services.workspace, 'generated_mocks', name, 'mockloop.json'), 'utf8').then(JSON.parse);
}

test('a document becomes a project that is named after it', async () => {
  const toolbox = await openToolbox();
  const result = await toolbox.call('generate_mock_api', { spec_url_or_path: petstore });
  const folder = path.join(toolbox.services.workspace, 'generated_mocks/pets');
  expect(result).toMatchObject({
    status: 'success',
    path: folder,
    name: 'pets',
    created: true,
    title: 'Pets',
    operations: 4,
    business_port: 8000,
    admin_port: 8001,
    warnings: [],
    warnings_total: 0,
    next_steps: [expect.stringContaining('start_mock_server with mock_name "pets"'), expect.any(String)],
  });
  expect(result.files.map((file) => file.path)).toEqual(expect.arrayContaining(['server.ts', 'handlers/example.ts']));
  expect(await readdir(path.join(folder, 'runtime'))).toContain('mockloop.js');
});

test('what is asked for is in its settings', async () => {
  const toolbox = await openToolbox();
  await toolbox.call('generate_mock_api', {
    spec_url_or_path: petstore,
    output_dir_name: 'mine',
    auth_enabled: false,
    webhooks_enabled: false,
    admin_ui_enabled: false,
    storage_enabled: false,
    business_port: 9100,
    admin_port: 9300,
    runtime: 'package',
  });
  expect(await readSettings(toolbox, 'mine')).toMatchObject({
    auth: 'off',
    webhooks: false,
    admin_ui: false,
    stateful: false,
    port: 9100,
    admin_port: 9300,
  });
});

test('a document comes as a path, a URL, text or an object', async () => {
  const toolbox = await openToolbox({ allowPrivateNetworks: true });
  const text = JSON.stringify(petstore);
  await writeFile(path.join(toolbox.services.workspace, 'api.json'), text);
  const server = createServer((_, response) => response.end(text)).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/openapi.json`;
  for (const [index, spec_url_or_path] of ['api.json', url, text, petstore].entries()) {
    const asked = { spec_url_or_path, output_dir_name: `mock-${index}`, runtime: 'package' } as const;
    expect(await toolbox.call('generate_mock_api', asked)).toMatchObject({ operations: 4, created: true });
  }
});

test('generated again, a project keeps the settings that nobody asks to change', async () => {
  const toolbox = await openToolbox();
  const asked = { spec_url_or_path: petstore, runtime: 'package' } as const;
  await toolbox.call('generate_mock_api', { ...asked, business_port: 9100, auth_enabled: false });
  const again = await toolbox.call('generate_mock_api', { ...asked, storage_enabled: false });
  expect(again).toMatchObject({ created: false, business_port: 9100, admin_port: 9101 });
  expect(await readSettings(toolbox, 'pets')).toMatchObject({ port: 9100, auth: 'off', stateful: false });
});

test('with a slash in it, the name is a path from the workspace', async () => {
  const toolbox = await openToolbox();
  const { workspace } = toolbox.services;
  const asked = { spec_url_or_path: petstore, output_dir_name: './mocks/pets', runtime: 'package' } as const;
  const result = await toolbox.call('generate_mock_api', asked);
  expect(result).toMatchObject({ path: path.join(workspace, 'mocks/pets'), name: 'pets' });
  expect(result.next_steps[0]).toContain('mock_name "mocks/pets"');
});

test.each(['../out', '..', '/etc/mockloop', 'a/../../out', 'C:\\out', 'nul', 'a\0b', 'link/out'])(
  'the name %j leads nowhere that may be written to, and nothing is',
  async (output_dir_name) => {
    const toolbox = await openToolbox();
    const { workspace } = toolbox.services;
    await symlink('/', path.join(workspace, 'link'));
    await expect(
      toolbox.call('generate_mock_api', { spec_url_or_path: petstore, output_dir_name }),
    ).rejects.toMatchObject({ code: 'OUTSIDE_WORKSPACE', problems: [{ pointer: '/output_dir_name' }] });
    expect(await readdir(workspace)).toEqual(['link']);
  },
);

test.each([
  ['a file that is not there', { spec_url_or_path: 'missing.yaml' }, 'INVALID_DOCUMENT', /there is no such file/],
  ['half a text', { spec_url_or_path: '{"openapi": "3.1.0", ' }, 'INVALID_DOCUMENT', /spec_url_or_path/],
  ['one port for both', { business_port: 9000, admin_port: 9000 }, 'INVALID_ARGUMENTS', /both have port 9000/],
  ['no port left for the admin API', { business_port: 65_535 }, 'INVALID_ARGUMENTS', /65536 is no port/],
  ['a port that is none', { business_port: 70_000 }, 'INVALID_ARGUMENTS', /business_port/],
  ['a folder of others', { output_dir_name: 'taken' }, 'FILE_ERROR', /other files than those of a mock project/],
])('%s is refused, and nothing is written', async (_, args, code, message) => {
  const toolbox = await openToolbox();
  const taken = path.join(toolbox.services.workspace, 'generated_mocks/taken');
  await mkdir(taken, { recursive: true });
  await writeFile(path.join(taken, 'notes.txt'), '');
  const error = await toolbox
    .call('generate_mock_api', { spec_url_or_path: petstore, ...args })
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(MockLoopError);
  expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
  expect(await readdir(path.join(taken, '..'), { recursive: true })).toEqual(['taken', 'taken/notes.txt']);
});

test('without a runtime that was built it says so, and what to do', async () => {
  const runtime = { program: 'none', execArgv: [], bundle: undefined, version: '1.2.3' };
  const toolbox = await openToolbox({ runtime });
  await expect(toolbox.call('generate_mock_api', { spec_url_or_path: petstore })).rejects.toMatchObject({
    code: 'NOT_SUPPORTED',
    message: expect.stringMatching(/has not been built\.\n.*pnpm build/s),
  });
});

test('what the mock will not do as the document says is told, the first of it', async () => {
  const toolbox = await openToolbox();
  const broken = Array.from({ length: 30 }, (_, index) => {
    const responses = { 200: { $ref: `#/nothing-${index}` } };
    return [`/p${index}`, { get: { responses } }];
  });
  const document = { ...petstore, paths: Object.fromEntries(broken) };
  const result = await toolbox.call('generate_mock_api', { spec_url_or_path: document, runtime: 'package' });
  expect(result.warnings).toHaveLength(20);
  expect(result.warnings_total).toBeGreaterThan(20);
  expect(result.warnings[0]).toMatch(/^\/paths\/~1p0\/get\/responses\/200.*: .*nothing-0/);
  const empty = await toolbox.call('generate_mock_api', {
    spec_url_or_path: { ...petstore, paths: {} },
    output_dir_name: 'empty',
    runtime: 'package',
  });
  expect(empty.warnings).toContain('The document has no operations: the mock answers for none.');
});

test('started at once, it answers on both ports; generated again while it runs, it serves the new document', async () => {
  const toolbox = await openBackground();
  const business_port = await freePorts();
  const asked = { spec_url_or_path: petstore, business_port, start: true } as const;
  const { started } = await toolbox.call('generate_mock_api', asked);
  expect(started).toEqual({
    url: `http://127.0.0.1:${business_port}`,
    admin_url: `http://127.0.0.1:${business_port + 1}`,
    pid: expect.any(Number),
    already_running: false,
  });
  expect((await fetch(`${started?.url}/v1/pets`)).status).toBe(200);
  expect((await fetch(`${started?.admin_url}/health`)).status).toBe(200);
  const document = JSON.parse(JSON.stringify(petstore).replaceAll('"/pets"', '"/new"'));
  const again = await toolbox.call('generate_mock_api', { ...asked, spec_url_or_path: document });
  expect(again.started).toMatchObject({ already_running: true, pid: started?.pid });
  expect((await fetch(`${started?.url}/v1/new`)).status).toBe(200);
});
