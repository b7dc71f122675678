import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { workspacePath } from '../src/workspace-path.ts';

async function makeFolders(): Promise<{ workspace: string; outside: string }> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'mockloop-workspace-')));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const [workspace, outside] = [join(base, 'work'), join(base, 'work-outside')];
  await Promise.all([workspace, outside].map((folder) => mkdir(folder)));
  return { workspace, outside };
}

const argument = '/output_path';

test.each([
  'a.json',
  './a.json',
  'sub/../a.json',
  'deep/er/still/a.json',
  'Ünïcode ✓.md',
  '...x',
  '.hidden',
  'null',
  'com10',
])('%s is inside of the workspace, whether it exists or not', async (relative) => {
  const { workspace } = await makeFolders();
  expect(await workspacePath({ workspace }, relative, { argument })).toBe(join(workspace, relative));
});

test('an absolute path inside is as good, also where the workspace is named through a link', async () => {
  const { workspace, outside } = await makeFolders();
  const link = join(outside, 'link');
  await symlink(workspace, link);
  expect(await workspacePath({ workspace: link }, join(link, 'a'), { argument })).toBe(join(workspace, 'a'));
  expect(await workspacePath({ workspace: link }, 'a', { argument })).toBe(join(workspace, 'a'));
});

test('the real path of something inside is as good where the workspace is named through a link', async () => {
  const { workspace, outside } = await makeFolders();
  const link = join(outside, 'deeper', 'link');
  await mkdir(join(outside, 'deeper'));
  await symlink(workspace, link);
  const real = await workspacePath({ workspace: link }, 'a', { argument });
  expect(await workspacePath({ workspace: link }, real, { argument })).toBe(real);
});

test.each([
  ['..'],
  ['../work-outside/a'],
  ['a/../../b'],
  ['/etc/passwd'],
  ['C:\\windows'],
  ['c:evil'],
  ['\\\\server\\share'],
  ['a\\..\\..\\b'],
  ['a\0b'],
  ['a\nb'],
  [''],
  ['  '],
  ['CON'],
  ['sub/nul.txt'],
  ['LPT1'],
  ['a/trailing.'],
  ['a/trailing '],
  ['file:stream'],
  ['file:///etc/passwd'],
  ['what?'],
])('%j is refused', async (relative) => {
  const { workspace } = await makeFolders();
  await expect(workspacePath({ workspace }, relative, { argument })).rejects.toMatchObject({
    code: 'OUTSIDE_WORKSPACE',
    problems: [{ pointer: argument }],
  });
});

test('symbolic links are followed, and those that lead out or nowhere are refused', async () => {
  const { workspace, outside } = await makeFolders();
  await mkdir(join(workspace, 'real'));
  await symlink(join(workspace, 'real'), join(workspace, 'in'));
  await symlink(outside, join(workspace, 'out'));
  await symlink(join(outside, 'missing'), join(workspace, 'dangling'));
  expect(await workspacePath({ workspace }, 'in/a', { argument })).toBe(join(workspace, 'real', 'a'));
  for (const relative of ['out', 'out/a', 'out/deep/a', 'dangling', 'dangling/a']) {
    await expect(workspacePath({ workspace }, relative, { argument })).rejects.toMatchObject({
      code: 'OUTSIDE_WORKSPACE',
    });
  }
});

test('what the file system refuses is said as such', async () => {
  const { workspace } = await makeFolders();
  await writeFile(join(workspace, 'file'), '');
  await symlink(join(workspace, 'b'), join(workspace, 'a'));
  await symlink(join(workspace, 'a'), join(workspace, 'b'));
  for (const relative of ['file/below', 'a/x', 'n'.repeat(300)]) {
    await expect(workspacePath({ workspace }, relative, { argument })).rejects.toMatchObject({ code: 'FILE_ERROR' });
  }
  await expect(workspacePath({ workspace: join(workspace, 'none') }, 'a', { argument })).rejects.toMatchObject({
    code: 'FILE_ERROR',
    message: expect.stringContaining('no workspace'),
  });
});
