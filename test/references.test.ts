import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { commandReference } from '../scripts/command-reference.ts';
import { toolReference } from '../scripts/tool-reference.ts';
import { root } from './workspace.ts';

test.each([
  ['docs/tools.md', toolReference],
  ['docs/cli.md', commandReference],
])('%s describes what there is', (file, reference) => {
  expect(readFileSync(path.join(root, file), 'utf8')).toBe(reference());
});
