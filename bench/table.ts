import type { Summary } from './statistics.ts';

/** Prints rows in columns; numbers are right-aligned. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string>>[]): void {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [Object.fromEntries(names.map((name) => [name, name])), ...rows];
  const width = (name: string): number => Math.max(...lines.map((line) => (line[name] ?? '').length));
  console.log(`\n${title}`);
  for (const line of lines) {
    console.log(
      names
        .map((name, i) => (i < 3 ? (line[name] ?? '').padEnd(width(name)) : (line[name] ?? '').padStart(width(name))))
        .join('  '),
    );
  }
}

/** `median (min–max)`, or nothing where nothing was measured. */
export function show(figure: Summary | undefined): string {
  return figure === undefined ? '' : `${figure.median} (${figure.min}–${figure.max})`;
}
