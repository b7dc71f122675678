import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './support/mcp-command.ts';

const root = path.join(import.meta.dirname, '../../..');

interface Block {
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

const blocks: readonly Block[] = globSync(['docs/install/*.md', 'apps/mcp/README.md'], { cwd: root }).flatMap((file) =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({ file, language, text }),
  ),
);

test.each(blocks.filter(({ language }) => language === 'json'))('what $file shows is JSON', ({ text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
});

test('the flags on the pages are flags that there are', async () => {
  const { stdout } = await runCommand({ args: ['--help'] });
  const flags = blocks
    .filter(({ text }) => text.includes('@mockloop/mcp'))
    .flatMap(({ text }) => text.slice(text.indexOf('@mockloop/mcp')).match(/--[\w-]+/g) ?? []);

  expect(flags).toContain('--workspace');
  for (const flag of new Set(flags)) expect(stdout).toMatch(new RegExp(`^ +${flag}\\b`, 'm'));
});
