import type { ApiDocument, Place } from '../document.ts';
import type { LineColumn } from '../input/line-column.ts';
import { contextOf } from '../loaded-document.ts';
import { Pacer } from '../pacer.ts';
import { locateInText } from './locate-in-text.ts';

/**
 * Finds the lines and columns of places in a document. Of a place that is not there as written, e.g. because a
 * reference or a YAML alias leads to it, the innermost part of the way that is. Undefined where the text cannot be had:
 * of an object, or of a file that has changed since. Gives way to other work every few milliseconds.
 *
 * @returns One for each place, in the same order.
 */
export async function locate(
  document: ApiDocument,
  places: readonly Place[],
  { signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<(LineColumn | undefined)[]> {
  const found = new Map<string, Map<string, LineColumn>>();
  const pacer = new Pacer(signal);
  for (const file of contextOf(document).references.files) {
    const pointers = places.filter((place) => place.file === file.name).map(({ pointer }) => pointer);
    const text = pointers.length === 0 ? undefined : await file.readText();
    if (text !== undefined) found.set(file.name, await locateInText(text, pointers, pacer));
  }
  return places.map(({ file, pointer }) => found.get(file)?.get(pointer));
}
