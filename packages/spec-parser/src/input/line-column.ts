export interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Where an offset of a text stands. */
export function lineColumnAt(text: string, offset: number): LineColumn {
  return lineColumnsAt(text, [offset])[0] as LineColumn;
}

/** The same for many offsets, which have to rise, in one pass. */
export function lineColumnsAt(text: string, offsets: readonly number[]): LineColumn[] {
  let line = 1;
  let lineStart = 0;
  let lineEnd = text.indexOf('\n');
  return offsets.map((offset) => {
    while (lineEnd !== -1 && lineEnd < offset) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = text.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  });
}
