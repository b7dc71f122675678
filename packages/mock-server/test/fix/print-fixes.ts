import { loadDocument } from '@mockloop/spec-parser';
import { openApiDocuments } from '../support/corpus.ts';
import { fixtureDocuments } from './support/fixtures.ts';
import { type FixResult, tryFixes } from './support/try-fixes.ts';

/**
 * Prints how many requests with one mistake their fix made valid, by kind of mistake, over the fixtures and the corpus:
 * `node --conditions=@mockloop/source test/fix/print-fixes.ts [operations per document] [seed] [part of a name]`. With
 * `VERBOSE` set it also prints each that it did not.
 */
const [perDocument = '5', seed = '1', part = ''] = process.argv.slice(2);
const results: FixResult[] = [];
for (const { name, file } of [...fixtureDocuments(), ...openApiDocuments()]) {
  if (!name.includes(part)) continue;
  try {
    const { operations } = await loadDocument(file);
    const every = Math.max(1, Math.floor(operations.length / Number(perDocument)));
    results.push(...(await tryFixes(file, { seed, every, perKind: 1 })));
  } catch (error) {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}
for (const [kind, all] of [...Map.groupBy(results, ({ kind }) => kind), ['all of them', results] as const]) {
  const fixed = all.filter(({ outcome }) => outcome === 'fixed').length;
  const share = ((100 * fixed) / all.length).toFixed(1);
  process.stdout.write(
    `${kind.padEnd(36)} ${String(fixed).padStart(6)} of ${String(all.length).padStart(6)}  ${share} %\n`,
  );
}
if (process.env.VERBOSE !== undefined)
  for (const { outcome, kind, request, detail } of results)
    if (outcome !== 'fixed') process.stdout.write(`${outcome}: ${kind}: ${request}\n    ${detail.slice(0, 600)}\n`);
