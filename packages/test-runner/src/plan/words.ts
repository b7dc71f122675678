/** The words of a name or path, in lower case: `feature-toggle`, `featureToggle` and `FEATURE_TOGGLE` are the same two. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Whether words follow one another in a list of words. */
export function hasPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  return words.some((_, start) => phrase.every((word, index) => words[start + index] === word));
}

/** The words of a path template, those of its parameters left out. */
export function pathWords(path: string): readonly string[] {
  return wordsOf(path.replaceAll(/\{[^}]*\}/g, ' '));
}

/** The words of the last part of a path that is no parameter. */
export function lastPathWords(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && !part.includes('{'));
  return wordsOf(parts.at(-1) ?? '');
}
