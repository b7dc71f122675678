import { setOwn } from './own-property.ts';

/** Reads CSV (RFC 4180): each row as an array of texts. */
export function readCsvRows(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n|[\r\n]|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '' || quoted !== undefined) rows.push(row);
    row = [];
  }
  return rows;
}

/** The same, each row after the first as an object with the names that the first row gives. */
export function readCsvObjects(text: string): readonly Readonly<Record<string, unknown>>[] {
  const [header = [], ...rows] = readCsvRows(text);
  return rows.map((row) => {
    const object: Record<string, unknown> = {};
    for (const [index, name] of header.entries()) if (row[index] !== undefined) setOwn(object, name, row[index]);
    return object;
  });
}

/**
 * Writes an array of objects with a header line of all their names, an array of arrays row by row, and other arrays as
 * rows of one value. What is no text, number or boolean is JSON; `null` and what is absent are empty.
 */
export function writeCsv(items: readonly unknown[]): string {
  const objects = items.filter(isPlainObject);
  if (objects.length === 0) return items.map((item) => writeRow(Array.isArray(item) ? item : [item])).join('');
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))];
  return [names, ...objects.map((object) => names.map((name) => (Object.hasOwn(object, name) ? object[name] : null)))]
    .map(writeRow)
    .join('');
}

function writeRow(row: readonly unknown[]): string {
  return `${row.map(writeField).join(',')}\r\n`;
}

function writeField(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
