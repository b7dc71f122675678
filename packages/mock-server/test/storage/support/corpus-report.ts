import { type CollectionTrial, type Outcome, VERBS, type Verb } from './try-collections.ts';

/** What came of trying a document. */
export interface DocumentTrial {
  readonly name: string;
  readonly trials: readonly CollectionTrial[];
}

/** How many of the declared work; what a document makes impossible to try is counted apart. */
export interface Share {
  readonly works: number;
  readonly tried: number;
  readonly untried: number;
}

export function shareOf(documents: readonly DocumentTrial[], verb: Verb): Share {
  const outcomes = documents.flatMap(({ trials }) => trials.flatMap(({ outcomes: all }) => all.get(verb) ?? []));
  const untried = outcomes.filter((outcome) => outcome.startsWith('cannot')).length;
  return { works: outcomes.filter((outcome) => outcome === 'works').length, tried: outcomes.length - untried, untried };
}

/**
 * A table of the documents with what works of each, the totals, and, on demand, every collection.
 *
 * @param isLong Every collection has a line of its own, and what fails says why.
 */
export function reportTrials(documents: readonly DocumentTrial[], isLong: boolean): string {
  const stored = documents.filter(({ trials }) => trials.length > 0);
  const lines = stored.flatMap((document) => [
    line(document.name, document.trials.length, [document]),
    ...(isLong ? document.trials.map(collectionLine) : failures(document)),
  ]);
  const collections = stored.reduce((sum, { trials }) => sum + trials.length, 0);
  return [
    `${'document'.padEnd(60)} collections  works of what is declared`,
    ...lines,
    line('all', collections, documents),
    '',
  ].join('\n');
}

function line(name: string, collections: number, documents: readonly DocumentTrial[]): string {
  const shares = VERBS.map((verb) => {
    const { works, tried, untried } = shareOf(documents, verb);
    return `${verb} ${works}/${tried}${untried === 0 ? '' : ` (${untried} cannot be tried)`}`;
  });
  return `${name.padEnd(60)} ${String(collections).padStart(11)}  ${shares.join('  ')}`;
}

function collectionLine({ name, outcomes }: CollectionTrial): string {
  return `  ${name}: ${[...outcomes].map(([verb, outcome]) => `${verb} ${outcome}`).join('; ')}`;
}

function failures({ trials }: DocumentTrial): readonly string[] {
  return trials.flatMap(({ name, outcomes }) =>
    [...outcomes]
      .filter(([, outcome]) => isFailure(outcome))
      .map(([verb, outcome]) => `    ${name}, ${verb}: ${outcome.slice(0, 160)}`),
  );
}

function isFailure(outcome: Outcome): boolean {
  return outcome.startsWith('fails');
}
