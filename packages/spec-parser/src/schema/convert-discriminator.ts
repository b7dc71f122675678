import { pointerTokens } from '../json-pointer.ts';
import type { SchemaUri } from '../model.ts';
import { child, entries, items, type Node } from '../node.ts';
import { isObject, own, ownString, setOwn } from '../plain-object.ts';
import type { SchemaLinks } from './convert-schema.ts';

/**
 * A Discriminator Object (OpenAPI 3.2 §4.8.25) whose mapping leads to schema URIs and also has the names that `oneOf`
 * and `anyOf` give to their alternatives implicitly. In 2.0 the discriminator is the property's name alone.
 */
export function convertDiscriminator(node: Node, links: SchemaLinks): unknown {
  const written = own(node.value, 'discriminator');
  const propertyName = typeof written === 'string' ? written : ownString(written, 'propertyName');
  if (propertyName === undefined) return undefined;
  const mapping: Record<string, SchemaUri> = {};
  addWritten(mapping, node, links);
  addImplicit(mapping, node, links);
  const preset = ownString(written, 'defaultMapping');
  const defaultMapping = preset === undefined ? undefined : links.followMapped(preset, node);
  return { propertyName, mapping, ...(defaultMapping === undefined ? {} : { defaultMapping }) };
}

function addWritten(mapping: Record<string, SchemaUri>, node: Node, links: SchemaLinks): void {
  const discriminator = child(node, 'discriminator');
  const written = discriminator === undefined ? undefined : child(discriminator, 'mapping');
  for (const [name, { value }] of written === undefined ? [] : entries(written)) {
    const uri = links.followMapped(value, node);
    if (uri !== undefined) setOwn(mapping, name, uri);
  }
}

function addImplicit(mapping: Record<string, SchemaUri>, node: Node, links: SchemaLinks): void {
  const mapped = new Set(Object.values(mapping));
  for (const alternative of ['oneOf', 'anyOf'].flatMap((keyword) => items(child(node, keyword)))) {
    const reference = isObject(alternative.value) ? ownString(alternative.value, '$ref') : undefined;
    const name = reference === undefined ? undefined : pointerTokens(reference).at(-1);
    if (reference === undefined || name === undefined || Object.hasOwn(mapping, name)) continue;
    const uri = links.followMapped(reference, alternative);
    if (uri !== undefined && !mapped.has(uri)) setOwn(mapping, name, uri);
  }
}
