/**
 * The value without what it can do without: members and items that may be missing are left out, the outermost first.
 *
 * @param isValid Whether the whole is still right; asked at most 300 times.
 */
export function prune(value: unknown, isValid: (candidate: unknown) => boolean): unknown {
  const state = { whole: structuredClone(value), left: 300 };
  pruneInside(state.whole, (undo) => {
    if (state.left <= 0) return undo();
    state.left--;
    if (!isValid(state.whole)) undo();
  });
  return state.whole;
}

type Try = (undo: () => void) => void;

function pruneInside(value: unknown, attempt: Try): void {
  if (Array.isArray(value)) pruneItems(value, attempt);
  else if (typeof value === 'object' && value !== null) pruneMembers(value, attempt);
}

function pruneItems(items: unknown[], attempt: Try): void {
  let isNeeded = false;
  while (items.length > 0 && !isNeeded) {
    const last = items.pop();
    attempt(() => {
      items.push(last);
      isNeeded = true;
    });
  }
  for (const item of items) pruneInside(item, attempt);
}

function pruneMembers(value: object, attempt: Try): void {
  for (const name of Object.keys(value)) {
    const kept = Object.getOwnPropertyDescriptor(value, name);
    if (kept === undefined) continue;
    Reflect.deleteProperty(value, name);
    attempt(() => void Object.defineProperty(value, name, kept));
  }
  for (const member of Object.values(value)) pruneInside(member, attempt);
}
