import type { CompleteArgument } from '../prompt.ts';

/** Completes one of a list of names. */
export function completeChoice(names: readonly string[]): CompleteArgument {
  return async (value) => matching(names, value);
}

/** Completes the last of several names that are separated by commas; those that stand there already are not offered again. */
export function completeChoices(names: readonly string[]): CompleteArgument {
  return async (value) => {
    const parts = value.split(',').map((part) => part.trim());
    const last = parts.pop() ?? '';
    const before = parts.filter((part) => part !== '');
    const left = names.filter((name) => !before.includes(name));
    return matching(left, last).map((name) => [...before, name].join(', '));
  };
}

/** As MCP allows. */
const MAX_VALUES = 100;

/** Names that begin with a text, then those that contain it, in any case. */
export function matching(names: readonly string[], value: string): readonly string[] {
  const wanted = value.toLowerCase();
  const found = names.filter((name) => name.toLowerCase().includes(wanted));
  return found
    .toSorted((a, b) => Number(b.toLowerCase().startsWith(wanted)) - Number(a.toLowerCase().startsWith(wanted)))
    .slice(0, MAX_VALUES);
}
