import type { Knowledge, KnownGood } from './knowledge.ts';
import type { Made } from './probe.ts';

/** What `Knowledge` writes as JSON. */
export interface KnowledgeData {
  readonly good: readonly KnownGood[];
  readonly made: readonly { readonly made: Made; readonly by: 'us' | 'others' }[];
}

/** Things of one resource that are remembered; older ones are of no use any more. */
const MAX_MADE = 100;

/** @param data What another one wrote. */
export function createKnowledge(data?: KnowledgeData): Knowledge {
  const good = new Map((data?.good ?? []).map((one) => [one.operation, one]));
  const made = new Map<string, Map<string, { readonly made: Made; readonly by: 'us' | 'others' }>>();
  const statuses = new Map<string, Map<number, number>>();
  for (const one of data?.made ?? []) note(one.made, one.by);

  function note(thing: Made, by: 'us' | 'others'): void {
    const known = made.get(thing.resource) ?? new Map();
    made.set(thing.resource, known);
    const key = keyOf(thing);
    if (known.has(key) && by === 'others') return;
    known.delete(key);
    known.set(key, { made: thing, by });
    if (known.size > MAX_MADE) known.delete(known.keys().next().value ?? '');
  }

  return {
    knownGood: (operation) => good.get(operation),
    learn(one) {
      const known = good.get(one.operation);
      if (known === undefined || isSimpler(one, known)) good.set(one.operation, one);
    },
    made(resource) {
      const known = [...(made.get(resource)?.values() ?? [])];
      const by = (who: 'us' | 'others'): Made[] => known.filter((one) => one.by === who).map((one) => one.made);
      return [...by('us'), ...by('others')];
    },
    note,
    forget: (thing) => void made.get(thing.resource)?.delete(keyOf(thing)),
    statuses: (operation) => statuses.get(operation) ?? new Map(),
    count(operation, status) {
      const counts = statuses.get(operation) ?? new Map();
      statuses.set(operation, counts.set(status, (counts.get(status) ?? 0) + 1));
    },
    toJSON: (): KnowledgeData => ({
      good: [...good.values()],
      made: [...made.values()].flatMap((known) => [...known.values()]),
    }),
  };
}

function keyOf({ identity, path }: Made): string {
  return JSON.stringify([identity, path]);
}

function isSimpler(one: KnownGood, other: KnownGood): boolean {
  return JSON.stringify(one.parts).length < JSON.stringify(other.parts).length;
}
