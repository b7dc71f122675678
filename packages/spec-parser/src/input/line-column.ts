export interface LineColumn {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
}

/** Where an offset of a text stands. Lines end with LF, CR LF or CR. */
export function lineColumnAt(text: string, offset: number): LineColumn {
  return lineColumnsAt(text, [offset])[0] as LineColumn;
}

/** The same for many offsets, which have to rise, in one pass. */
export function lineColumnsAt(text: string, offsets: readonly number[]): LineColumn[] {
  const lineEnd = /\r\n?|\n/g;
  let line = 1;
  let lineStart = 0;
  let next = lineEnd.exec(text);
  return offsets.map((offset) => {
    while (next !== null && lineEnd.lastIndex <= offset) {
      line += 1;
      lineStart = lineEnd.lastIndex;
      next = lineEnd.exec(text);
    }
    return { line, column: offset - lineStart + 1 };
  });
}
