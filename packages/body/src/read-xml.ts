import type { ValueShape } from '@mockloop/spec-parser';
import { type BodyContext, type BodyResult, problem } from './body-result.ts';
import { setOwn } from './own-property.ts';
import { parseXml, type XmlElement, XmlSyntaxError } from './parse-xml.ts';
import { decodeXmlName, localName } from './xml-name.ts';
import { itemNodeOf, type XmlNode, xmlNodeOf } from './xml-node.ts';
import { xmlRootOf } from './xml-root.ts';

/**
 * Reads XML as the schema's `xml` keywords say (OpenAPI 3.2 §4.26). The root's name, prefixes and the order of elements
 * are not looked at. A schema that wants a text gets the whole of it when elements stand in it.
 */
export function readXml(text: string, context: BodyContext): BodyResult {
  try {
    const root = parseXml(text);
    const node = xmlRootOf(context);
    const value =
      node.shape.kind === 'primitive' && root.children.some(isElement) ? text : readElement(root, node, node.localName);
    return { value: context.schema === undefined ? value : context.schema.coerce(value) };
  } catch (error) {
    if (!(error instanceof XmlSyntaxError)) throw error;
    const { line, column, message } = error;
    const place = line === undefined ? '' : `, at line ${line}${column === undefined ? '' : `, column ${column}`}`;
    return problem('BAD_XML', `is not XML that can be read${place}: ${message}`, { line, column });
  }
}

/** @param inferredName What an array's items are called, where nothing else names them. */
function readElement(element: XmlElement, node: XmlNode, inferredName: string): unknown {
  const { shape } = node;
  if (isNil(element)) return null;
  if (shape.kind === 'array') return readItems(element, node, inferredName);
  const isObject =
    shape.kind === 'object' ||
    element.children.some(isElement) ||
    (shape.kind === 'any' && dataAttributes(element).length > 0);
  return isObject ? readObject(element, shape) : textIn(element, shape);
}

function readItems({ children }: XmlElement, array: XmlNode, inferredName: string): unknown[] {
  const ordered = array.shape.prefixItems ?? [];
  let rest: XmlElement['children'] = children;
  const first: unknown[] = [];
  for (const index of ordered.keys()) {
    const node = itemNodeOf(array, inferredName, index);
    const [value, after] = node.type === 'element' ? nextElement(rest, node) : nextText(rest);
    if (after === undefined) return first;
    first.push(value);
    rest = after;
  }
  const node = itemNodeOf(array, inferredName, ordered.length);
  return [...first, ...rest.filter(isElement).map((child) => readElement(child, node, node.localName))];
}

function nextElement(children: XmlElement['children'], node: XmlNode): [unknown, XmlElement['children']?] {
  const index = children.findIndex(isElement);
  const element = children[index];
  return element === undefined || typeof element === 'string'
    ? [undefined]
    : [readElement(element, node, node.localName), children.slice(index + 1)];
}

function nextText(children: XmlElement['children']): [unknown, XmlElement['children']?] {
  const index = children.findIndex(isElement);
  const end = index === -1 ? children.length : index;
  return [children.slice(0, end).join(''), children.slice(end)];
}

function readObject(element: XmlElement, shape: ValueShape): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  const known = (shape.names ?? []).map((name) => ({
    name,
    node: xmlNodeOf(shape.member?.(name) ?? { kind: 'any' }, name),
  }));
  const names = new Set<string>();
  for (const { name, node } of known) {
    names.add(node.type === 'none' ? localName(itemNodeOf(node, name, 0).name) : localName(node.name));
    const value = readMember(element, node, name);
    if (value !== undefined) setOwn(object, name, value);
    else if (isRequired(shape, name) && isBareList(node)) setOwn(object, name, []);
  }
  readOthers(element, { object, names, shape });
  return object;
}

/** `undefined` where the element says nothing about the member. */
function readMember(element: XmlElement, node: XmlNode, name: string): unknown {
  switch (node.type) {
    case 'attribute':
      return readAttribute(element, node);
    case 'text':
    case 'cdata':
      return textIn(element, node.shape);
    case 'none':
      if (node.shape.kind === 'object') return readObject(element, node.shape);
      return readList(element, itemNodeOf(node, name, 0));
    default: {
      const found = named(element, node.name).map((child) => readElement(child, node, name));
      return found.length > 1 ? found : found[0];
    }
  }
}

function readAttribute(element: XmlElement, { name, shape }: XmlNode): string | null | undefined {
  const text = attributeOf(element, name);
  if (text !== undefined) return trimmed(text, shape);
  return shape.nullable === true ? null : undefined;
}

function readList(element: XmlElement, item: XmlNode): unknown[] | undefined {
  const found = named(element, item.name);
  return found.length === 0 ? undefined : found.map((child) => readElement(child, item, item.localName));
}

/** Without an element around it, an empty list leaves nothing behind. */
function isBareList({ type, shape }: XmlNode): boolean {
  return type === 'none' && shape.kind === 'array';
}

interface Others {
  readonly object: Record<string, unknown>;
  /** Those that the schema's own properties have in XML. */
  readonly names: ReadonlySet<string>;
  readonly shape: ValueShape;
}

/** What the schema has no property for becomes a member by its own name. */
function readOthers(element: XmlElement, { object, names, shape }: Others): void {
  const others = Map.groupBy(
    element.children.filter(isElement).filter((child) => !names.has(localName(child.name))),
    (child) => decodeXmlName(localName(child.name)),
  );
  for (const [name, children] of others) {
    const node = xmlNodeOf(shape.member?.(name) ?? { kind: 'any' }, name);
    const isList = isBareList(node);
    const found = children.map((child) => readElement(child, isList ? itemNodeOf(node, name, 0) : node, name));
    setOwn(object, name, isList || found.length > 1 ? found : found[0]);
  }
  for (const [name, text] of dataAttributes(element)) {
    const member = decodeXmlName(localName(name));
    if (!names.has(localName(name)) && !Object.hasOwn(object, member)) setOwn(object, member, text);
  }
}

function named({ children }: XmlElement, name: string): readonly XmlElement[] {
  return children.filter(isElement).filter((child) => localName(child.name) === localName(name));
}

function attributeOf({ attributes }: XmlElement, name: string): string | undefined {
  return attributes.get(name) ?? [...attributes].find(([key]) => localName(key) === localName(name))?.[1];
}

/** Without those that are about XML itself. */
function dataAttributes({ attributes }: XmlElement): readonly (readonly [string, string])[] {
  return [...attributes].filter(([name]) => !/^(xmlns(:|$)|xml:|xsi:)/.test(name));
}

function textIn({ children }: XmlElement, shape: ValueShape): string {
  return trimmed(children.filter((child) => typeof child === 'string').join(''), shape);
}

/** Blanks around a value are no part of it, unless it is a text (XML Schema Part 2 §4.3.6). */
function trimmed(text: string, { parts = [] }: ValueShape): string {
  const types = parts.flatMap(({ type }) => type ?? []);
  return types.length > 0 && !types.includes('string') ? text.trim() : text;
}

function isNil({ attributes }: XmlElement): boolean {
  return [...attributes].some(([name, value]) => name.endsWith(':nil') && (value === 'true' || value === '1'));
}

function isRequired({ parts = [] }: ValueShape, name: string): boolean {
  return parts.some(({ required }) => Array.isArray(required) && required.includes(name));
}

function isElement(child: XmlElement | string): child is XmlElement {
  return typeof child !== 'string';
}
