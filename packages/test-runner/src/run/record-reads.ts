import type { KnowledgeData } from './create-knowledge.ts';
import type { Knowledge, KnownGood } from './knowledge.ts';
import type { Made } from './probe.ts';

/** Knowledge that remembers what a case was told first: given back, the case sends the same again. */
export interface RecordedKnowledge {
  readonly knowledge: Knowledge;
  reads(): KnowledgeData;
}

export function recordReads(knowledge: Knowledge): RecordedKnowledge {
  const good = new Map<string, KnownGood | undefined>();
  const made = new Map<string, readonly Made[]>();
  return {
    knowledge: {
      ...knowledge,
      knownGood(operation) {
        const known = knowledge.knownGood(operation);
        if (!good.has(operation)) good.set(operation, known);
        return known;
      },
      made(resource) {
        const known = knowledge.made(resource);
        if (!made.has(resource)) made.set(resource, known);
        return known;
      },
    },
    reads: () => ({
      good: [...good.values()].filter((one) => one !== undefined),
      // In the order in which they were told.
      made: [...made.values()].flat().map((one) => ({ made: one, by: 'us' })),
    }),
  };
}
