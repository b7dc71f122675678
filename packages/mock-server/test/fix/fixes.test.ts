import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openApiDocuments } from '../support/corpus.ts';
import { fixtureDocuments } from './support/fixtures.ts';
import { type FixResult, tryFixes } from './support/try-fixes.ts';

const SHARE = 0.95;

test.each(fixtureDocuments())(
  'requests of $name with one mistake become valid by their fix',
  { timeout: 120_000 },
  async ({ file }) => {
    const results = await tryFixes(file, { seed: '1' });
    expect(notFixed(results)).toEqual([]);
  },
);

/** Every document gives some, whether it is large or small. */
test('of the requests of the corpus with one mistake the fix makes 95 % valid, and changes nothing that was right', {
  timeout: 600_000,
}, async () => {
  const results: FixResult[] = [];
  for (const { file, operations } of openApiDocuments()) {
    const every = Math.max(1, Math.ceil(operations / 3));
    results.push(...(await tryFixes(file, { seed: 'corpus', every, perKind: 1 })));
  }
  if (openApiDocuments().length > 0) expect(results.length).toBeGreaterThanOrEqual(500);
  expect(results.filter(({ outcome }) => outcome === 'changed what was right')).toEqual([]);
  expect(results.filter(({ outcome }) => outcome === 'fixed').length).toBeGreaterThanOrEqual(SHARE * results.length);
});

test('the share of each kind of mistake can be printed', { timeout: 60_000 }, async () => {
  const script = fileURLToPath(new URL('./print-fixes.ts', import.meta.url));
  const args = ['--conditions=@mockloop/source', script, '3', '1', '3.1/museum'];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toMatch(/^path misspelt +\d+ of +\d+ {2}100\.0 %$/m);
  expect(stdout).toMatch(/^all of them +\d+ of +\d+ {2}100\.0 %$/m);
});

function notFixed(results: readonly FixResult[]): readonly string[] {
  return results
    .filter(({ outcome }) => outcome !== 'fixed')
    .map(({ outcome, kind, request, detail }) => `${outcome}: ${kind}: ${request}: ${detail.slice(0, 300)}`);
}
