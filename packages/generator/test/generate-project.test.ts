import { chmod, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDocument } from '@mockloop/spec-parser';
import { expect, test } from 'vitest';
import { type GeneratedFile, projectName } from '../src/index.ts';
import { contentsOf, documentWith, generate, newFolder, petstore, readYaml } from './support/projects.ts';

test('a new project has everything that a person needs to run it, read it and keep it in git', async () => {
  const project = await generate(petstore);
  expect(project).toMatchObject({ name: 'api', isNew: true, port: 8000, adminPort: 8001, warnings: [] });
  expect((await readdir(project.folder, { recursive: true })).toSorted()).toEqual([
    '.dockerignore',
    '.gitignore',
    '.mockloop-generated.json',
    'Dockerfile',
    'README.md',
    'compose.yaml',
    'handlers',
    'handlers/example.ts',
    'k8s.yaml',
    'mockloop.json',
    'openapi.json',
    'package.json',
    'server.ts',
    'tsconfig.json',
    'types.d.ts',
  ]);
  expect(JSON.parse(await project.read('openapi.json'))).toEqual(project.document.source);
  expect(await project.read('handlers/example.ts')).toContain("// 'GET /pets/{petId}': async");
  expect(await project.read('README.md')).toMatch(/^# Petstore: a mock\n/);
});

test('the settings are those that were asked for, and defaults', async () => {
  const settings = { port: 4010, auth: false, webhooks: false, adminUi: false, storage: false };
  const { read } = await generate(petstore, { settings });
  expect(JSON.parse(await read('mockloop.json'))).toEqual({
    $schema: './node_modules/@mockloop/runtime/mockloop.schema.json',
    document: 'openapi.json',
    port: 4010,
    admin_port: 4011,
    auth: 'off',
    validate: 'strict',
    seed: 'api',
    stateful: false,
    webhooks: false,
    handlers: 'handlers',
    db: '.mockloop/mockloop.db',
    admin_ui: false,
  });
});

test('a document of several files becomes one', async () => {
  const folder = join(import.meta.dirname, '../../../fixtures/openapi/2.0/petstore-separate');
  const [entry = ''] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('swagger.json'));
  const { folder: project, document } = await generate(join(folder, entry));
  const bundled = await loadDocument(join(project, 'openapi.json'));
  expect(bundled.operations.map(({ key }) => key)).toEqual(document.operations.map(({ key }) => key));
});

test.each([
  [{ port: 0 }, /0 is no port/],
  [{ port: 65_535 }, /65536 is no port/],
  [{ port: 9000, adminPort: 9000 }, /both have port 9000/],
])('ports that cannot be are refused: %j', async (settings, message) => {
  const parent = await newFolder();
  await expect(generate(petstore, { folder: join(parent, 'api'), settings })).rejects.toMatchObject({
    code: 'PORTS_INVALID',
    message: expect.stringMatching(message),
  });
  expect(await readdir(parent)).toEqual([]);
});

test('what runs in a container says the ports of the project everywhere', async () => {
  const { read } = await generate(petstore, { settings: { port: 9100, adminPort: 9200 } });
  const compose = await readYaml(await read('compose.yaml'));
  expect(compose).toMatchObject({ services: { mock: { ports: ['127.0.0.1:9100:9100', '127.0.0.1:9200:9200'] } } });
  expect(await read('Dockerfile')).toMatch(/EXPOSE 9100 9200\n[\s\S]*"--port", "9100", "--admin-port", "9200"\]\n$/);
  const parts = (await read('k8s.yaml')).split('\n---\n');
  const [deployment, service, scaler] = await Promise.all(parts.map(readYaml));
  expect(deployment).toMatchObject({
    kind: 'Deployment',
    spec: {
      template: {
        spec: {
          securityContext: { runAsNonRoot: true },
          containers: [
            {
              image: 'api:latest',
              ports: [
                { name: 'api', containerPort: 9100 },
                { name: 'admin', containerPort: 9200 },
              ],
              env: [{ name: 'MOCKLOOP_ADMIN_TOKEN', valueFrom: { secretKeyRef: { name: 'api-admin', key: 'token' } } }],
            },
          ],
        },
      },
    },
  });
  expect(service).toMatchObject({ kind: 'Service', spec: { ports: [{ port: 9100 }, { port: 9200 }] } });
  expect(scaler).toMatchObject({ kind: 'HorizontalPodAutoscaler', spec: { minReplicas: 1, maxReplicas: 1 } });
});

test('only a mock that stores nothing is given several pods', async () => {
  const { read } = await generate(petstore, { settings: { storage: false } });
  expect(await read('k8s.yaml')).toMatch(/maxReplicas: 4/);
});

test('generated again from the same document, nothing changes', async () => {
  const first = await generate(petstore);
  const before = await contentsOf(first.folder);
  const again = await generate(petstore, { folder: first.folder });
  expect(again.isNew).toBe(false);
  expect(actions(again.files)).toEqual({ unchanged: again.files.length });
  expect(await contentsOf(first.folder)).toEqual(before);
});

test('generated again, what somebody wrote or changed stays as it is, and the rest follows the document', async () => {
  const { folder, read } = await generate(petstore);
  await writeFile(join(folder, 'handlers/example.ts'), 'export const listPets = () => undefined;\n');
  await writeFile(join(folder, 'handlers/more.ts'), 'export const getPet = () => undefined;\n');
  await writeFile(join(folder, 'Dockerfile'), 'FROM scratch\n');
  await writeFile(
    join(folder, 'mockloop.json'),
    '{"port": 7000, "admin_port": 7001, "validate": "warn", "latency": "20"}',
  );
  const other = documentWith({ '/a': { get: { operationId: 'getA', responses: { 200: { description: 'A' } } } } });
  const { files, warnings } = await generate(other, { folder, settings: { port: 7100 } });
  expect(await read('handlers/example.ts')).toBe('export const listPets = () => undefined;\n');
  expect(await read('handlers/more.ts')).toBe('export const getPet = () => undefined;\n');
  expect(await read('Dockerfile')).toBe('FROM scratch\n');
  expect(JSON.parse(await read('mockloop.json'))).toMatchObject({
    port: 7100,
    admin_port: 7101,
    validate: 'warn',
    latency: '20',
    document: 'openapi.json',
    stateful: true,
  });
  expect(JSON.parse(await read('openapi.json'))).toEqual(other);
  expect(await read('types.d.ts')).toContain('"getA": "GET /a";');
  expect(await read('compose.yaml')).toContain('127.0.0.1:7100:7100');
  expect(warnings).toEqual([
    'Dockerfile was changed by hand and is kept. Delete it and generate again to have the new one.',
  ]);
  expect(files).toContainEqual({ path: 'Dockerfile', action: 'kept' });
  expect(files).toContainEqual({ path: 'handlers/example.ts', action: 'kept' });
  expect(files).toContainEqual({ path: 'compose.yaml', action: 'updated' });
});

test('a changed file that would be as before is kept without a word', async () => {
  const { folder } = await generate(petstore);
  await writeFile(join(folder, 'README.md'), 'Mine\n');
  expect((await generate(petstore, { folder })).warnings).toEqual([]);
});

test('what was deleted comes back, but for the example of a handler', async () => {
  const { folder } = await generate(petstore);
  await rm(join(folder, 'k8s.yaml'));
  await rm(join(folder, 'handlers/example.ts'));
  const { files } = await generate(petstore, { folder });
  expect(files).toContainEqual({ path: 'k8s.yaml', action: 'written' });
  expect(await readdir(join(folder, 'handlers'))).toEqual([]);
});

test('a document that was changed by hand is replaced and kept beside', async () => {
  const { folder, read } = await generate(petstore);
  const changed = (await read('openapi.json')).replace('Petstore', 'My store');
  await writeFile(join(folder, 'openapi.json'), changed);
  const { warnings } = await generate(petstore, { folder });
  expect(warnings).toEqual([
    'openapi.json had been changed by hand: it was replaced, and is kept as openapi.json.old.',
  ]);
  expect(await read('openapi.json.old')).toBe(changed);
  expect(await read('openapi.json')).toContain('Petstore');
});

test('generated again from its own document, a project takes over what was changed in it', async () => {
  const { folder, read } = await generate(petstore);
  await writeFile(join(folder, 'openapi.json'), (await read('openapi.json')).replaceAll('"getPet"', '"showPet"'));
  const { warnings } = await generate(join(folder, 'openapi.json'), { folder });
  expect(warnings).toEqual([]);
  expect(await read('types.d.ts')).toContain('"showPet": "GET /pets/{petId}"');
});

test('settings are only changed by what is asked for', async () => {
  const { folder, read } = await generate(petstore);
  const mine = {
    port: 5000,
    admin_port: 9999,
    auth: 'strict',
    webhooks: { allow: ['hooks.example.com'] },
    stateful: false,
  };
  await writeFile(join(folder, 'mockloop.json'), JSON.stringify(mine));
  await generate(petstore, { folder, settings: { auth: true, webhooks: true } });
  expect(JSON.parse(await read('mockloop.json'))).toMatchObject(mine);
  await generate(petstore, { folder, settings: { auth: false, webhooks: false, storage: true, adminPort: 5005 } });
  expect(JSON.parse(await read('mockloop.json'))).toMatchObject({
    port: 5000,
    admin_port: 5005,
    auth: 'off',
    webhooks: false,
    stateful: true,
  });
});

test('a project keeps the kind of its runtime until another is asked for, and loses the files of the one before', async () => {
  const bundle = await newFolder();
  await mkdir(join(bundle, 'swagger-ui'));
  await writeFile(join(bundle, 'mockloop.js'), 'export const run = () => 0;');
  await writeFile(join(bundle, 'old.js'), '');
  await writeFile(join(bundle, 'swagger-ui/page.css'), Buffer.from([0, 255, 128]));
  const { folder, read } = await generate(petstore, { runtime: { bundle, version: '1.0.0' } });
  expect(await read('server.ts')).toContain("from './runtime/mockloop.js'");
  expect(JSON.parse(await read('package.json'))).toMatchObject({
    dependencies: { 'better-sqlite3': expect.any(String) },
  });
  expect([...(await readFile(join(folder, 'runtime/swagger-ui/page.css')))]).toEqual([0, 255, 128]);
  await rm(join(bundle, 'old.js'));
  await writeFile(join(folder, 'runtime/mine.js'), '');
  await generate(petstore, { folder, runtime: { bundle, version: '1.0.0' } });
  expect((await readdir(join(folder, 'runtime'))).toSorted()).toEqual(['mine.js', 'mockloop.js', 'swagger-ui']);
  await generate(petstore, { folder, runtime: { bundle, version: '1.0.1', use: 'package' } });
  expect(await read('server.ts')).toContain("from '@mockloop/runtime'");
  expect(JSON.parse(await read('package.json'))).toMatchObject({ dependencies: { '@mockloop/runtime': '1.0.1' } });
  expect(JSON.parse(await read('mockloop.json'))).toMatchObject({ $schema: expect.stringContaining('node_modules') });
  expect(await contentsOf(join(folder, 'runtime'))).toEqual({ 'mine.js': '' });
});

test('without a runtime to carry, a project can only depend on the package', async () => {
  await expect(generate(petstore, { runtime: { version: '1.0.0' } })).rejects.toMatchObject({ code: 'NO_RUNTIME' });
});

test('better-sqlite3 is the version that the runtime was built for', async () => {
  const manifest = JSON.parse(await readFile(join(import.meta.dirname, '../../../apps/runtime/package.json'), 'utf8'));
  const { read } = await generate(petstore, { runtime: { bundle: await newFolder(), version: '1.0.0' } });
  expect(JSON.parse(await read('package.json')).dependencies).toEqual({
    'better-sqlite3': manifest.dependencies['better-sqlite3'],
  });
});

test('nothing is written among the files of others', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'notes.txt'), 'Mine');
  await expect(generate(petstore, { folder })).rejects.toMatchObject({ code: 'FOLDER_TAKEN' });
  await expect(generate(petstore, { folder: join(folder, 'notes.txt') })).rejects.toMatchObject({
    code: 'FOLDER_TAKEN',
  });
  await expect(generate(petstore, { folder: join(folder, 'notes.txt/api') })).rejects.toMatchObject({
    code: 'FOLDER_TAKEN',
  });
  expect(await contentsOf(folder)).toEqual({ 'notes.txt': 'Mine' });
});

test('an empty folder is as good as none', async () => {
  const folder = await newFolder();
  const { ino } = await stat(folder);
  expect(await generate(petstore, { folder })).toMatchObject({ isNew: true });
  // Whoever works in it is still in it.
  expect((await stat(folder)).ino).toBe(ino);
  expect(Object.keys(await contentsOf(folder))).toHaveLength(14);
});

test('folders that were made for what then failed are gone', async () => {
  const { folder } = await generate(petstore);
  const bundle = await newFolder();
  await mkdir(join(bundle, 'a'));
  await writeFile(join(bundle, 'a/part.js'), '');
  await writeFile(join(bundle, 'mockloop.js'), '');
  // Where a file of the runtime is to be, after another that is in a folder of its own.
  await mkdir(join(folder, 'runtime/mockloop.js'), { recursive: true });
  const runtime = { version: '1.2.3', use: 'bundled', bundle } as const;
  await expect(generate(petstore, { folder, runtime })).rejects.toMatchObject({ code: 'FILE_ERROR' });
  expect(await readdir(join(folder, 'runtime'))).toEqual(['mockloop.js']);
});

test('settings that are no JSON stop it before anything is written', async () => {
  const { folder } = await generate(petstore);
  await writeFile(join(folder, 'mockloop.json'), '{"port": 7000,}');
  const before = await contentsOf(folder);
  const error = {
    code: 'SETTINGS_UNREADABLE',
    message: expect.stringContaining('mockloop.json is not an object in JSON'),
  };
  await expect(generate(documentWith({}), { folder })).rejects.toMatchObject(error);
  expect(await contentsOf(folder)).toEqual(before);
});

test('what fails half-way leaves everything as it was, and nothing beside', async () => {
  const { folder } = await generate(petstore);
  await rm(join(folder, 'k8s.yaml'));
  await rm(join(folder, 'types.d.ts'));
  await mkdir(join(folder, 'types.d.ts'));
  await writeFile(join(folder, 'types.d.ts/mine.txt'), 'Mine');
  const before = await contentsOf(folder);
  const settings = { port: 9000 };
  await expect(generate(documentWith({ '/a': { get: {} } }), { folder, settings })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining('types.d.ts is a folder, where a file is to be. Nothing was changed.'),
  });
  expect(await contentsOf(folder)).toEqual(before);
  expect(await readdir(join(folder, '..'))).toEqual(['api']);
});

test('where nothing can be written, it says where and why, and leaves nothing', async () => {
  const parent = await newFolder();
  await writeFile(join(parent, 'file'), '');
  const folder = join(parent, 'new/deep', 'x'.repeat(300));
  await expect(generate(petstore, { folder })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringMatching(/x+ cannot be written: a name in it is too long\. Nothing was changed\.$/),
  });
  expect(await readdir(parent)).toEqual(['file']);
});

test.runIf(process.getuid?.() !== 0)('a read-only folder is left alone', async () => {
  const parent = await newFolder();
  await chmod(parent, 0o500);
  await expect(generate(petstore, { folder: join(parent, 'api') })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining('permission is denied'),
  });
});

test('links within a project are not followed', async () => {
  const elsewhere = await newFolder();
  await writeFile(join(elsewhere, 'Dockerfile'), 'FROM mine\n');
  const { folder } = await generate(petstore, { runtime: { bundle: elsewhere, version: '1' } });
  await rm(join(folder, 'Dockerfile'));
  await symlink(join(elsewhere, 'Dockerfile'), join(folder, 'Dockerfile'));
  const { files } = await generate(documentWith({}), { folder, runtime: { bundle: elsewhere, version: '1' } });
  expect(files).toContainEqual({ path: 'Dockerfile', action: 'kept' });
  await rm(join(folder, 'runtime'), { recursive: true });
  await symlink(elsewhere, join(folder, 'runtime'));
  await expect(generate(petstore, { folder, runtime: { bundle: elsewhere, version: '1' } })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining("runtime is no folder of the project's own"),
  });
  expect(await contentsOf(elsewhere)).toEqual({ Dockerfile: 'FROM mine\n' });
});

test('what the record of a project names elsewhere is never removed', async () => {
  const { folder, read } = await generate(petstore);
  const parent = join(folder, '..');
  await writeFile(join(parent, 'precious'), '');
  const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  const record = JSON.parse(await read('.mockloop-generated.json'));
  const named = { 'runtime/../../precious': empty, '../precious': empty, 'runtime/../server.ts': empty };
  await writeFile(join(folder, '.mockloop-generated.json'), JSON.stringify({ ...record, files: named }));
  await generate(petstore, { folder });
  expect(await readdir(parent)).toEqual(['api', 'precious']);
});

test('of many who write one new project at once, one does, and the others say so or bring it up to date', async () => {
  const folder = join(await newFolder(), 'api');
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => generate(petstore, { folder })));
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
  expect(new Set([...errors, 'FILE_ERROR'])).toEqual(new Set(['FILE_ERROR']));
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await readdir(join(folder, '..'))).toEqual(['api']);
  expect(Object.keys(await contentsOf(folder))).toHaveLength(14);
});

test.each([
  ['Petstore', 'petstore'],
  ['Swagger Petstore - OpenAPI 3.0', 'swagger-petstore-openapi-3-0'],
  ['Café del Ñandú', 'cafe-del-nandu'],
  ['3D models', 'mock-3d-models'],
  ['商店', 'mock'],
  ['', 'mock'],
  ['../../etc/passwd', 'etc-passwd'],
  ['CON', 'mock-con'],
  ['x'.repeat(200), 'x'.repeat(50)],
  ['a\u0000b\u202Ec', 'a-b-c'],
])('the title %j makes the name %s', (title, name) => {
  expect(projectName(title)).toBe(name);
});

function actions(files: readonly GeneratedFile[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { action } of files) counts[action] = (counts[action] ?? 0) + 1;
  return counts;
}
