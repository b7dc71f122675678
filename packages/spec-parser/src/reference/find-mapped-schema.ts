import { escapeToken, pointerFragment } from '../json-pointer.ts';
import type { Node } from '../node.ts';
import type { DeadEnd, References } from './references.ts';

/**
 * The schema that a value in a discriminator's mapping names: a component, or else what it refers to
 * (OpenAPI 3.2 §4.8.25.3: a name comes first where the value could be either).
 */
export function findMappedSchema(references: References, value: unknown, schema: Node): Node | DeadEnd {
  if (typeof value !== 'string' || value.includes('#')) return references.find(value, schema);
  const components = schema.file.version === '2.0' ? '/definitions/' : '/components/schemas/';
  const named = references.find(pointerFragment(components + escapeToken(value)), schema);
  return 'missing' in named ? references.find(value, schema) : named;
}
