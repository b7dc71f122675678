import { expect, test } from 'vitest';
import { compareFindings } from '../../src/index.ts';
import { clusterOf, testRunOf } from '../analyze-results/runs-of.ts';

const [old, lasting, fresh] = ['old', 'lasting', 'fresh'].map((signature) => clusterOf({ signature }));
const clusters = (...chosen: (typeof old)[]) => chosen.filter((cluster) => cluster !== undefined);

test('causes are new, fixed, or there as before', () => {
  const comparison = compareFindings(
    testRunOf({ clusters: clusters(old, lasting) }),
    testRunOf({ clusters: clusters(lasting, fresh) }),
  );
  expect(comparison).toEqual({
    verdict: 'regression',
    new: [fresh],
    fixed: [old],
    persisting: [lasting],
    reservations: [],
  });
});

test('less is an improvement, the same is equivalent, information counts for nothing', () => {
  const run = testRunOf({ clusters: clusters(old, lasting) });
  expect(compareFindings(run, testRunOf({ clusters: clusters(lasting) })).verdict).toBe('improvement');
  expect(compareFindings(run, run).verdict).toBe('equivalent');
  const told = testRunOf({ clusters: [...run.clusters, clusterOf({ signature: 'told', severity: 'info' })] });
  expect(compareFindings(run, told).verdict).toBe('equivalent');
});

test('what a run did not get to is not fixed, and another document is a reservation', () => {
  const run = testRunOf({ clusters: clusters(old) });
  expect(compareFindings(run, testRunOf({ status: 'cancelled', digest: 'd2' }))).toMatchObject({
    verdict: 'inconclusive',
    reservations: [expect.stringContaining('did not come to its end'), 'The document has changed between the runs'],
  });
});
