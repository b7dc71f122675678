import { type ApiDocument, type MediaType, shapeOf, type ValueShape } from '@mockloop/spec-parser';
import { type XmlNode, xmlNodeOf } from './xml-node.ts';

/** What XML needs to know of a document. */
export interface XmlContext {
  readonly mediaType: MediaType;
  readonly lookup: ApiDocument['schema'];
  /** Where a schema stands: components give their names to elements. Absent: such an element is `root` or `item`. */
  readonly placeOf?: ((uri: string) => { readonly pointer: string }) | undefined;
}

/**
 * The root element of a body: named by its schema, else as the component is (OpenAPI 3.2 §4.26.3), else `root`. Items of a
 * root array that have no name of their own are called as their component is, else `item`.
 */
export function xmlRootOf({ mediaType, lookup, placeOf }: XmlContext): XmlNode {
  const schema = mediaType.schema === undefined ? undefined : lookup(mediaType.schema);
  const shape = shapeOf(schema, lookup);
  const uris = [mediaType.schema, ...referencesOf(shape)];
  const node = xmlNodeOf(shape, componentName(uris, placeOf) ?? 'root');
  return {
    ...node,
    type: 'element',
    localName: componentName(referencesOf(shape.items ?? { kind: 'any' }), placeOf) ?? 'item',
  };
}

function referencesOf({ parts = [] }: ValueShape): readonly string[] {
  const reference = parts[0]?.$ref;
  return typeof reference === 'string' ? [reference] : [];
}

function componentName(uris: readonly (string | undefined)[], placeOf: XmlContext['placeOf']): string | undefined {
  for (const uri of uris) {
    const pointer = uri === undefined ? undefined : placeOf?.(uri).pointer;
    const name = /^\/(?:components\/schemas|definitions)\/([^/]+)$/.exec(pointer ?? '')?.[1];
    if (name !== undefined) return name.replaceAll('~1', '/').replaceAll('~0', '~');
  }
  return undefined;
}
