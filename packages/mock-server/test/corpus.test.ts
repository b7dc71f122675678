import { describe, expect, test } from 'vitest';
import { openApiDocuments } from './support/corpus.ts';
import { tryDocument } from './support/try-document.ts';

const SEEDS = ['1', '2', '3', '4', '5'];

describe.each(openApiDocuments())('$name', ({ file }) => {
  test.each(SEEDS)(
    'answers every operation as documented and refuses what is invalid, seed %s',
    { timeout: 600_000 },
    async (seed) => {
      const { wrong, accepted } = await tryDocument(file, seed);
      expect({ wrong, accepted }).toEqual({ wrong: [], accepted: [] });
    },
  );
});
