import type { ValueShape } from '@mockloop/spec-parser';
import { encodeXmlName } from './xml-name.ts';

/** What a schema is in XML (OpenAPI 3.2 §4.26). */
export interface XmlNode {
  readonly type: 'element' | 'attribute' | 'text' | 'cdata' | 'none';
  /** With its prefix. */
  readonly name: string;
  /** Without, and as the document writes it. */
  readonly localName: string;
  readonly prefix: string;
  readonly namespace: string | undefined;
  readonly shape: ValueShape;
}

/**
 * Reads the `xml` keyword of a schema and of what it refers to, the nearest first.
 *
 * @param inferredName Its name where the keyword gives none.
 */
export function xmlNodeOf(shape: ValueShape, inferredName: string): XmlNode {
  const keywords = (shape.parts ?? []).map(({ xml }) => xml).filter(isRecord);
  const text = (name: string) => keywords.map((xml) => xml[name]).find((value) => typeof value === 'string');
  const prefix = text('prefix') ?? '';
  const localName = text('name') ?? inferredName;
  const name = `${prefix === '' ? '' : `${prefix}:`}${encodeXmlName(localName)}`;
  return { type: nodeTypeOf(keywords, shape), name, localName, prefix, namespace: text('namespace'), shape };
}

/**
 * The node of an item: the one that the schema has for its place, named after the element around it, or, where there is
 * none, after the array. Arrays right within arrays get an element each, or they could not be told apart.
 */
export function itemNodeOf(array: XmlNode, inferredName: string, index: number): XmlNode {
  const { prefixItems = [], items = { kind: 'any' } } = array.shape;
  const node = xmlNodeOf(prefixItems[index] ?? items, array.type === 'element' ? array.localName : inferredName);
  return node.type === 'none' && node.shape.kind === 'array' ? { ...node, type: 'element' } : node;
}

function nodeTypeOf(keywords: readonly Readonly<Record<string, unknown>>[], shape: ValueShape): XmlNode['type'] {
  const given = keywords.map(givenType).filter((type) => type !== undefined);
  const found = given.find((type) => type !== 'none') ?? given[0];
  return found ?? (shape.kind === 'array' ? 'none' : 'element');
}

function givenType({ nodeType, attribute, wrapped }: Readonly<Record<string, unknown>>): XmlNode['type'] | undefined {
  if (isNodeType(nodeType)) return nodeType;
  if (attribute === true) return 'attribute';
  return wrapped === true ? 'element' : undefined;
}

function isNodeType(value: unknown): value is XmlNode['type'] {
  return value === 'element' || value === 'attribute' || value === 'text' || value === 'cdata' || value === 'none';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
