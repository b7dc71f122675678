import type { Violation } from '@mockloop/schema';
import { type ApiDocument, type Place, pointerTokens } from '@mockloop/spec-parser';
import { placeInDocument } from './place-in-document.ts';
import { memberParts, type SchemaPart, schemaParts } from './schema-parts.ts';

/** Where in the document the keyword stands that an instance breaks: the component, where several operations share it. */
export function locateViolation(
  uri: string,
  { pointer, keyword, params }: Pick<Violation, 'pointer' | 'keyword' | 'params'>,
  document: ApiDocument,
): Place {
  const steps = pointerTokens(pointer);
  let parts = schemaParts(uri, document);
  for (const step of steps) {
    const below = memberParts(parts, step, document);
    if (below.length === 0) break;
    parts = below;
  }
  const part = parts.find((candidate) => states(candidate, keyword, params));
  if (part !== undefined) return placeInDocument(part, keyword, document);
  return placeInDocument(parts[0] ?? { uri, pointer: '' }, '', document);
}

function states({ schema }: SchemaPart, keyword: string, params: Violation['params']): boolean {
  if (!Object.hasOwn(schema, keyword)) return false;
  const { required } = schema;
  return keyword !== 'required' || (Array.isArray(required) && required.includes(params.missingProperty));
}
