import fc from 'fast-check';
import { composeRequest } from '../requests/compose-request.ts';
import { isSendable } from '../requests/is-sendable.ts';
import type { CaseKind } from '../run/case-kind.ts';
import type { RunView } from '../run/run-view.ts';
import { applyChange, type Change } from './data/change.ts';
import { fullParts } from './data/full-parts.ts';
import { hostileValues } from './data/hostile-values.ts';
import { sendChanged } from './data/send-changed.ts';
import { shrinkValue } from './data/shrink-value.ts';
import { takeTurns } from './data/take-turns.ts';
import { testable } from './data/testable.ts';
import { type ValuePlace, valuePlaces } from './data/value-places.ts';

/** Values that are not thought of, and random ones of the right type, in requests that work otherwise: the server may refuse them, but not break. */
export const HOSTILE: CaseKind = {
  kind: 'hostile',
  phase: 'random',
  *propose(view) {
    for (const { key } of testable(view)) {
      for (const { change, label } of changesOf(key, view)) yield { operation: key, title: label, input: change };
    }
  },
  async run({ operation, input }, probe) {
    if (operation !== undefined)
      await sendChanged(operation, { change: input as Change, label: 'hostile', wanted: () => true }, probe);
    return [];
  },
  *shrink(testCase) {
    const change = testCase.input as Change;
    for (const value of shrinkValue(change.value))
      yield { operation: testCase.operation, title: testCase.title, input: { ...change, value } };
  },
};

interface Labelled {
  readonly change: Change;
  readonly label: string;
}

function changesOf(key: string, view: RunView): Iterable<Labelled> {
  const operation = view.operation(key);
  const parts = operation && fullParts(operation, view);
  if (operation === undefined || parts === undefined) return [];
  const isOk = ({ change }: Labelled): boolean => {
    const changed = applyChange(operation, parts, { change, seed: '' });
    return (
      changed !== undefined &&
      isSendable(composeRequest(operation, changed, { document: view.document, identity: 'anonymous' }))
    );
  };
  const places = valuePlaces(operation, parts, view).filter((place) => place.parts.length > 0);
  return takeTurns(
    places.map((place) => [...hostileTo(place), ...randomAt(place, `${view.plan.seed} ${key}`)].filter(isOk)),
  );
}

function hostileTo(place: ValuePlace): readonly Labelled[] {
  const { in: location, name, at, value, isText } = place;
  const bytes = location === 'query' && at === '' ? [{ in: location, name, at, raw: '%ff%fe' }] : [];
  return [
    ...hostileValues(value, isText).map(([label, hostile]) => ({
      change: { in: location, name, at, value: shorten(hostile, place) },
      label: `${whereIs(place)}: ${label}`,
    })),
    ...bytes.map((change) => ({ change, label: `${whereIs(change)}: bytes that are no UTF-8` })),
  ];
}

/** As long as it may be: what is refused for its length is not looked at. Only what is there for its length stays so long. */
function shorten(value: unknown, { parts }: ValuePlace): unknown {
  if (typeof value !== 'string' || value.length > 1_000) return value;
  const lengths = parts.flatMap(({ schema: { maxLength } }) => (typeof maxLength === 'number' ? [maxLength] : []));
  return lengths.length === 0 ? value : [...value].slice(0, Math.min(...lengths)).join('');
}

function whereIs({ in: location, name, at }: Pick<Change, 'in' | 'name' | 'at'>): string {
  return location === 'body' ? `body${at}` : `${location} ${name}${at}`;
}

const RANDOM_VALUES = 3;

function randomAt({ in: location, name, at, value }: ValuePlace, seed: string): readonly Labelled[] {
  const arbitrary = arbitraryFor(value);
  if (arbitrary === undefined) return [];
  const at32 = [...`${seed} ${location} ${name} ${at}`].reduce(
    (hash, letter) => (hash * 31 + letter.charCodeAt(0)) | 0,
    7,
  );
  return fc.sample(arbitrary, { seed: at32, numRuns: RANDOM_VALUES }).map((random) => ({
    change: { in: location, name, at, value: random },
    label: `${whereIs({ in: location, name, at })}: ${JSON.stringify(random).slice(0, 60)}, at random`,
  }));
}

function arbitraryFor(value: unknown): fc.Arbitrary<unknown> | undefined {
  switch (typeof value) {
    case 'string':
      return fc.string({ unit: 'grapheme', maxLength: 40 });
    case 'number':
      return Number.isInteger(value) ? fc.maxSafeInteger() : fc.double({ noNaN: true, noDefaultInfinity: true });
    default:
      return undefined;
  }
}
