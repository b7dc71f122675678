import { describe, expect, test } from 'vitest';
import { openApiDocuments } from './support/corpus.ts';
import { exemptions } from './support/exemptions.ts';
import { tryDocument } from './support/try-document.ts';

const SEEDS = ['1', '2', '3', '4', '5'];
/** Documents of so many operations have many of each kind: two seeds try them often enough, and take minutes as it is. */
const LARGE = 150;

/** Every operation of every document, called over real sockets; what no mock can answer is listed, and nothing else is let off. */
describe.each(openApiDocuments())('$name', ({ name, file, operations: count }) => {
  test.each(count < LARGE ? SEEDS : SEEDS.slice(0, 2))(
    'is answered as documented and refuses what is invalid, seed %s',
    { timeout: 600_000 },
    async (seed) => {
      const { authorization, ...excused } = exemptions(name);
      const { operations, called, wrong, accepted, unresolved, impossible } = await tryDocument(
        file,
        seed,
        authorization,
      );
      expect({ wrong, accepted }).toEqual({ wrong: [], accepted: [] });
      expect({ unresolved: unresolved.toSorted(), impossible: impossible.toSorted() }).toEqual(excused);
      expect(called + unresolved.length + impossible.length + authorization.length).toBeGreaterThanOrEqual(operations);
    },
  );
});
