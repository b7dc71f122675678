import path from 'node:path';
import { env, stdout } from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { openApiDocuments } from '../support/corpus.ts';
import { type DocumentTrial, reportTrials, shareOf } from './support/corpus-report.ts';
import { openStateful } from './support/stateful-mock.ts';
import { tryCollections, VERBS, type Verb } from './support/try-collections.ts';

const FIXTURES = path.resolve(import.meta.dirname, '../../../../fixtures/openapi');
const fixtures = [
  '2.0/petstore-complete.yaml',
  '2.0/petstore-separate/spec/swagger.json',
  '2.0/alertmanager.yaml',
  '3.0/petstore-circular-prism.yaml',
  '3.0/redocly-pets.yaml',
  '3.1/museum.yaml',
  '3.1/burgershop.yaml',
  '3.2/cafe-split/cafe.yaml',
].map((name) => ({ name, file: path.join(FIXTURES, name) }));

/**
 * Of what the documents declare, what has to work end to end: what is made is read, listed, changed and deleted again, every
 * answer as the document describes it. `STORAGE_REPORT=long` prints a line for each collection. What does not is mostly a document that asks one thing of its path and another of its items.
 */
const FLOOR: Readonly<Record<Verb, number>> = { create: 0.97, read: 0.98, list: 0.97, update: 0.97, delete: 0.98 };

const trials: DocumentTrial[] = [];

async function tryDocument({ name, file }: { readonly name: string; readonly file: string }): Promise<DocumentTrial> {
  await using mock = await openStateful(file);
  return { name, trials: await tryCollections(mock) };
}

test('collections of the fixtures work end to end', { timeout: 120_000 }, async () => {
  const tried: DocumentTrial[] = [];
  for (const fixture of fixtures) tried.push(await tryDocument(fixture));
  for (const verb of VERBS) {
    const { works, tried: count } = shareOf(tried, verb);
    expect({ verb, works: works / count >= 0.8 }).toEqual({ verb, works: true });
  }
});

describe.runIf(openApiDocuments().length > 0)('over all documents', () => {
  test.each(openApiDocuments())('collections of $name are tried', { timeout: 300_000 }, async (document) => {
    const trial = await tryDocument(document);
    trials.push(trial);
    for (const { outcomes } of trial.trials)
      expect([...outcomes.values()].filter((outcome) => /^fails: 5/.test(outcome))).toEqual([]);
  });

  test.each(VERBS)('%s works for nearly every collection that declares it', (verb) => {
    const { works, tried } = shareOf(trials, verb);
    expect(tried).toBeGreaterThan(0);
    expect(works / tried).toBeGreaterThanOrEqual(FLOOR[verb]);
  });

  afterAll(() => {
    stdout.write(`\n${reportTrials(trials, env.STORAGE_REPORT === 'long')}`);
  });
});
