import { itemNodeOf, type XmlNode, xmlNodeOf } from './xml-node.ts';
import { type XmlContext, xmlRootOf } from './xml-root.ts';

/**
 * Writes an instance as XML (OpenAPI 3.2 §4.26). `null` is an element with `xsi:nil`, and no attribute. A text that is
 * XML already is left as it is.
 */
export function writeXml(value: unknown, context: XmlContext): string {
  if (typeof value === 'string' && /^\s*</.test(value)) return value;
  const body: Place = { attributes: new Map(), content: [], namespaces: new Map(), inferredName: '' };
  writeElement(value, xmlRootOf(context), body);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body.content.join('')}`;
}

/** Where nodes are written to: an element whose start tag is not finished. */
interface Place {
  readonly attributes: Map<string, string>;
  readonly content: string[];
  /** Namespaces by prefix, as far as they are declared around it. */
  readonly namespaces: Map<string, string>;
  /** What items are called that have neither a name nor an element around them. */
  readonly inferredName: string;
}

function writeNode(value: unknown, node: XmlNode, place: Place): void {
  switch (node.type) {
    case 'attribute':
      if (value !== null) place.attributes.set(node.name, textOf(value));
      if (value !== null) declareNamespace(node, place);
      break;
    case 'text':
      place.content.push(escapeText(textOf(value)));
      break;
    case 'cdata':
      place.content.push(`<![CDATA[${legal(textOf(value)).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`);
      break;
    case 'none':
      writeContents(value, node, place);
      break;
    default:
      // An array whose schema does not say that it is one is written as such arrays are read: element by element.
      if (Array.isArray(value) && node.shape.kind !== 'array')
        for (const item of value) writeElement(item, node, place);
      else writeElement(value, node, place);
  }
}

function writeElement(value: unknown, node: XmlNode, around: Place): void {
  const { namespaces, inferredName } = around;
  const place: Place = { attributes: new Map(), content: [], namespaces: new Map(namespaces), inferredName };
  declareNamespace(node, place);
  if (value === null) writeNil(place);
  else writeContents(value, node, place);
  const attributes = [...place.attributes].map(([name, text]) => ` ${name}="${escapeAttribute(text)}"`).join('');
  const content = place.content.join('');
  around.content.push(
    content === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${content}</${node.name}>`,
  );
}

function writeContents(value: unknown, node: XmlNode, place: Place): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) writeNode(item, itemNodeOf(node, place.inferredName, index), place);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      writeNode(member, xmlNodeOf(node.shape.member?.(name) ?? { kind: 'any' }, name), {
        ...place,
        inferredName: name,
      });
    }
  } else if (value !== null && value !== undefined) place.content.push(escapeText(String(value)));
}

function declareNamespace({ prefix, namespace }: XmlNode, { attributes, namespaces }: Place): void {
  if (namespace === undefined || namespaces.get(prefix) === namespace) return;
  attributes.set(prefix === '' ? 'xmlns' : `xmlns:${prefix}`, namespace);
  namespaces.set(prefix, namespace);
}

function writeNil({ attributes }: Place): void {
  attributes.set('xmlns:xsi', 'http://www.w3.org/2001/XMLSchema-instance');
  attributes.set('xsi:nil', 'true');
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function escapeText(text: string): string {
  return legal(text).replace(/[&<>\r]/g, escapeCharacter);
}

function escapeAttribute(text: string): string {
  return legal(text).replace(/[&<>"\t\n\r]/g, escapeCharacter);
}

/** Characters that XML 1.0 cannot hold, not even escaped (§2.2), become U+FFFD. */
function legal(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go.
  return text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');
}

function escapeCharacter(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}
