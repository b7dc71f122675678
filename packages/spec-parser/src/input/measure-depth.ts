const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * How deep the brackets of a JSON text are nested, those in strings not counted. One pass over the bytes, since
 * parsers and all that comes after them recurse.
 */
export function bracketDepth(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    if (byte === QUOTE) index = stringEnd(bytes, index);
    // `{` and `[` differ in one bit, as `}` and `]` do.
    else if ((byte & 0xdf) === 0x5b) deepest = Math.max(deepest, ++depth);
    else if ((byte & 0xdf) === 0x5d) depth -= 1;
  }
  return deepest;
}

function stringEnd(bytes: Uint8Array, start: number): number {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== QUOTE) index += bytes[index] === BACKSLASH ? 2 : 1;
  return index;
}
