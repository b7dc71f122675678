import { escapeToken, JsonScanner, JsonSyntaxError, lineColumnAt } from '@mockloop/spec-parser';

/** A JSON text that was read, with the places of what is in it. */
export interface JsonText {
  readonly value: unknown;
  /** Where a place stands, by its JSON Pointer; of one that is not there, the innermost around it. */
  placeOf(pointer: string): { readonly line: number; readonly column: number };
}

/** What is wrong in a text that is no JSON. */
export interface JsonMistake {
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** Reads JSON (RFC 8259), or says where it breaks. */
export function readJsonText(text: string): JsonText | JsonMistake {
  const plain = text.replace(/^\ufeff/, '');
  const offsets = offsetsOf(plain);
  if ('message' in offsets) return { message: offsets.message, ...lineColumnAt(plain, offsets.offset) };
  return { value: JSON.parse(plain), placeOf: (pointer) => lineColumnAt(plain, nearestOffset(offsets, pointer)) };
}

export function isMistake(read: JsonText | JsonMistake): read is JsonMistake {
  return 'message' in read;
}

/** By JSON Pointer; members where their key begins. */
function offsetsOf(text: string): Map<string, number> | JsonSyntaxError {
  const offsets = new Map<string, number>();
  const walk: Walk = { text, scanner: new JsonScanner(text), offsets, open: [], pointer: '' };
  try {
    for (let token = walk.scanner.next(); token !== undefined; token = walk.scanner.next()) take(walk, token);
    const [comma] = walk.scanner.trailingCommas;
    return comma === undefined ? offsets : new JsonSyntaxError('There is a comma behind the last item.', comma);
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error;
    throw error;
  }
}

interface Walk {
  readonly text: string;
  readonly scanner: JsonScanner;
  readonly offsets: Map<string, number>;
  /** The objects and arrays that are open; an array counts its items. */
  readonly open: { readonly pointer: string; items: number | undefined }[];
  /** Of the value that comes next in an object. */
  pointer: string;
}

function take(walk: Walk, { type, start, end }: NonNullable<ReturnType<JsonScanner['next']>>): void {
  const { text, offsets, open } = walk;
  const parent = open.at(-1);
  if (type === 'close') open.pop();
  else if (type === 'key') {
    const key = String(JSON.parse(text.slice(start, end)));
    walk.pointer = `${parent?.pointer ?? ''}/${escapeToken(key)}`;
    offsets.set(walk.pointer, start);
  } else {
    const pointer = parent?.items === undefined ? walk.pointer : `${parent.pointer}/${parent.items++}`;
    if (parent?.items !== undefined || parent === undefined) offsets.set(pointer, start);
    if (type === 'open') open.push({ pointer, items: text[start] === '[' ? 0 : undefined });
  }
}

function nearestOffset(offsets: ReadonlyMap<string, number>, pointer: string): number {
  return (
    offsets.get(pointer) ?? (pointer === '' ? 0 : nearestOffset(offsets, pointer.slice(0, pointer.lastIndexOf('/'))))
  );
}
