import { JsonSyntaxError } from '../input/json-scanner.ts';
import { type LineColumn, lineColumnsAt } from '../input/line-column.ts';
import { pointerTokens } from '../json-pointer.ts';
import type { Pacer } from '../pacer.ts';
import { outline } from './outline.ts';

/** The lines and columns of places in a text, by their JSON Pointers; as `locate` has them. */
export async function locateInText(
  text: string,
  pointers: readonly string[],
  pacer: Pacer,
): Promise<Map<string, LineColumn>> {
  const root = new PointerTree();
  for (const pointer of pointers) root.add(pointer);
  await findOffsets(text, root, pacer);
  const offsets = pointers.map((pointer) => [pointer, root.offsetOf(pointer)] as const);
  const rising = offsets.toSorted(([, a], [, b]) => a - b);
  const lines = lineColumnsAt(
    text,
    rising.map(([, offset]) => offset),
  );
  return new Map(rising.map(([pointer], index) => [pointer, lines[index] as LineColumn]));
}

async function findOffsets(text: string, root: PointerTree, pacer: Pacer): Promise<void> {
  /** What is looked for in each collection that is open. */
  const open: (PointerTree | undefined)[] = [];
  let current: PointerTree | undefined = root;
  try {
    for (const event of await outline(text)) {
      if (event.type === 'enter') open.push(current);
      else if (event.type === 'leave') open.pop();
      else {
        current = open.at(-1)?.below.get(event.key);
        if (current !== undefined) current.offset = event.offset;
      }
      if (pacer.isDue) await pacer.pause();
    }
  } catch (error) {
    // Text that was accepted with trailing commas or the like: what was found so far is right.
    if (!(error instanceof JsonSyntaxError)) throw error;
  }
}

/** The places that are looked for, by their reference tokens. */
class PointerTree {
  readonly below = new Map<string, PointerTree>();
  offset: number | undefined;

  add(pointer: string): void {
    let tree: PointerTree = this;
    for (const token of pointerTokens(pointer)) {
      const next: PointerTree = tree.below.get(token) ?? new PointerTree();
      tree.below.set(token, next);
      tree = next;
    }
  }

  /** Of the place, or of the innermost one around it that was found. */
  offsetOf(pointer: string): number {
    let tree: PointerTree | undefined = this;
    let offset = 0;
    for (const token of pointerTokens(pointer)) {
      tree = tree.below.get(token);
      if (tree?.offset === undefined) return offset;
      offset = tree.offset;
    }
    return offset;
  }
}
