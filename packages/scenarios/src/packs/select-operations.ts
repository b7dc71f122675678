import { declares, type OperationTraits } from './operation-traits.ts';
import type { OperationKind, OperationSelector } from './pack.ts';

export interface Selection {
  readonly operations: readonly OperationTraits[];
  /** Where there are none: why, in a sentence without its beginning, e.g. `no operation needs credentials`. */
  readonly reason?: string | undefined;
}

interface Criterion {
  readonly holds: (traits: OperationTraits) => boolean;
  /** Continues "no operation …". */
  readonly words: string;
}

/** The operations that a rule is for, in document order. */
export function selectOperations(candidates: readonly OperationTraits[], selector: OperationSelector): Selection {
  const passed: string[] = [];
  let operations = candidates;
  for (const { holds, words } of criteriaOf(selector)) {
    passed.push(words);
    operations = operations.filter(holds);
    if (operations.length === 0) return { operations, reason: `no operation ${passed.join(' and ')}` };
  }
  return operations.length === 0 ? { operations, reason: 'there is no operation' } : { operations };
}

/** The operations that any of several selectors is for, in document order. */
export function selectAny(candidates: readonly OperationTraits[], selectors: readonly OperationSelector[]): Selection {
  const selections = selectors.map((selector) => selectOperations(candidates, selector));
  const selected = new Set(selections.flatMap(({ operations }) => operations));
  const operations = candidates.filter((operation) => selected.has(operation));
  const reasons = [...new Set(selections.flatMap(({ reason }) => reason ?? []))];
  return operations.length > 0 ? { operations } : { operations, reason: reasons.join(', and ') };
}

const KIND_WORDS: Readonly<Record<OperationKind, string>> = {
  any: 'exists',
  read: 'reads (GET)',
  list: 'lists (a GET that answers with an array)',
  write: 'writes (POST, PUT, PATCH or DELETE)',
  create: 'creates (POST to a collection)',
  update: 'updates (PATCH, or POST to an item)',
  replace: 'replaces (PUT)',
  delete: 'deletes (DELETE)',
};

/** Whether something is declared of an operation, and how to say so of it and of its opposite. */
const FLAGS: readonly (readonly [
  name: Exclude<keyof OperationSelector, 'kind' | 'declares' | 'each'>,
  holds: (traits: OperationTraits) => boolean,
  words: string,
  opposite: string,
])[] = [
  ['takes_id', ({ takesId }) => takesId, 'has a path that ends with a parameter', 'has a path without one'],
  ['needs_auth', ({ needsAuth }) => needsAuth, 'needs credentials', 'works without credentials'],
  ['has_body', ({ hasBody }) => hasBody, 'takes a body', 'takes no body'],
  ['accepts_text', acceptsText, 'takes free text', 'takes no free text'],
  ['paged', ({ paged }) => paged, 'has parameters for paging', 'has no parameters for paging'],
  ['deprecated', ({ entry }) => entry.deprecated, 'is deprecated', 'is not deprecated'],
  [
    'answers_json',
    ({ success }) => success !== undefined,
    'answers its success in JSON that a schema describes',
    'answers its success otherwise than in JSON that a schema describes',
  ],
];

function acceptsText({ acceptsQueryText, acceptsBodyText }: OperationTraits): boolean {
  return acceptsQueryText || acceptsBodyText;
}

function criteriaOf(selector: OperationSelector): readonly Criterion[] {
  const kinds = [selector.kind ?? 'any'].flat() as readonly OperationKind[];
  const { declares: status } = selector;
  return [
    ...(kinds.includes('any')
      ? []
      : [
          {
            holds: (traits: OperationTraits) => kinds.some((kind) => traits.kinds.has(kind)),
            words: kinds.map((kind) => KIND_WORDS[kind]).join(' or '),
          },
        ]),
    ...FLAGS.flatMap(([name, holds, words, opposite]): Criterion[] => {
      const wanted = selector[name];
      if (wanted === undefined) return [];
      return wanted ? [{ holds, words }] : [{ holds: (traits) => !holds(traits), words: opposite }];
    }),
    ...(status === undefined
      ? []
      : [{ holds: (traits: OperationTraits) => declares(traits, status), words: `declares a ${status} response` }]),
  ];
}
