import { type ApiDocument, escapeToken, type Place, pointerTokens } from '@mockloop/spec-parser';
import type { SchemaPart } from './schema-parts.ts';

/** Where a keyword of a schema stands: the component, where several share it. What reading has added is left off the end. */
export function placeInDocument(
  { uri, pointer }: Pick<SchemaPart, 'uri' | 'pointer'>,
  keyword: string,
  document: ApiDocument,
): Place {
  const place = document.placeOf(uri, `${pointer}${keyword === '' ? '' : `/${escapeToken(keyword)}`}`);
  return place.file === document.file ? { ...place, pointer: asWritten(place.pointer, document.source) } : place;
}

function asWritten(pointer: string, source: unknown): string {
  let value = source;
  let written = '';
  for (const token of pointerTokens(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) break;
    value = Reflect.get(value, token);
    written += `/${escapeToken(token)}`;
  }
  return written;
}
