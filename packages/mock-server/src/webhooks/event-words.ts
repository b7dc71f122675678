/** What happened to a resource. */
export type Change = 'created' | 'updated' | 'deleted';

const WORDS: Readonly<Record<Change, readonly string[]>> = {
  created: ['create', 'created', 'creation', 'new', 'add', 'added', 'opened', 'placed', 'registered', 'submitted'],
  updated: ['update', 'updated', 'change', 'changed', 'edit', 'edited', 'modified', 'patched', 'replaced'],
  deleted: ['delete', 'deleted', 'deletion', 'remove', 'removed', 'destroyed'],
};
const CHANGES: ReadonlyMap<string, Change> = new Map(
  Object.entries(WORDS).flatMap(([change, words]) => words.map((word) => [word, change as Change] as const)),
);
/** They say that a name is that of an event. */
const FILLERS: ReadonlySet<string> = new Set([
  'alert',
  'callback',
  'event',
  'has',
  'been',
  'is',
  'message',
  'notification',
  'notify',
  'on',
  'post',
  'the',
  'was',
  'webhook',
]);

/** A name of an event, taken apart. */
export interface EventWords {
  readonly change?: Change | undefined;
  /** All other words, each as `stem` writes it. */
  readonly nouns: readonly string[];
  /** The same without words that merely say that it is an event; all of them where nothing else is left. */
  readonly plainNouns: readonly string[];
  /** As written, in lower case. */
  readonly last: string;
}

/** Reads `newPet`, `pet.created`, `issues-opened`, `PetStatusChanged` … */
export function readEventWords(name: string): EventWords {
  const words = splitWords(name);
  const change = words.map((word) => CHANGES.get(word)).find((each) => each !== undefined);
  const nouns = words.filter((word) => !CHANGES.has(word)).map(stem);
  const plain = words.filter((word) => !CHANGES.has(word) && !FILLERS.has(word)).map(stem);
  return { change, nouns, plainNouns: plain.length === 0 ? nouns : plain, last: words.at(-1) ?? '' };
}

/** The words of a name, in lower case; of a long one, the first. */
export function splitWords(name: string): readonly string[] {
  const spaced = name
    .slice(0, 200)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2');
  return spaced.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
}

/** Singular and plural come out as the same: `case` and `cases`, `company` and `companies`, `status` and `statuses`. */
export function stem(word: string): string {
  const single = word.length > 3 && /[^siu]s$|ies$/.test(word) ? word.slice(0, -1) : word;
  return single.replace(/e$/, '').replace(/i$/, 'y');
}

/** A name in a form in which it can be compared: `SpecialEvents` and `special-event` are the same. */
export function nounOf(name: string): string {
  return splitWords(name).map(stem).join(' ');
}

/** Whether one word is the past of the other: `cancelled` of `cancel`, `finalized` of `finalize`, `denied` of `deny`. */
export function isPastOf(past: string, word: string): boolean {
  const forms = [`${word}ed`, `${word}d`, `${word}${word.at(-1)}ed`, word.replace(/y$/, 'ied')];
  return word !== '' && past !== word && forms.includes(past);
}

/** What a path is about, as `nounOf` writes it: its last segment that is no parameter, whole and the last word of it. */
export function pathNouns(path: string): readonly string[] {
  const words = splitWords(staticSegments(path).at(-1) ?? '').map(stem);
  return words.length === 0 ? [] : [...new Set([words.join(' '), words.at(-1) ?? ''])];
}

/** The segments of a path template that are no parameters. */
export function staticSegments(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
}
