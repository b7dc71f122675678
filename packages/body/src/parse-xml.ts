import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element as it was written; names keep their prefixes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Elements, and the texts between them with escapes and CDATA undone. */
  readonly children: readonly (XmlElement | string)[];
}

/** Why a text is not XML that is read here. */
export class XmlSyntaxError extends Error {
  override readonly name = 'XmlSyntaxError';
  /** From 1, where known. */
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(
    message: string,
    place: { readonly line?: number | undefined; readonly column?: number | undefined } = {},
  ) {
    super(message);
    this.line = place.line;
    this.column = place.column;
  }
}

/** Deeper than any message nests; what walks the elements does so by recursion. */
const MAX_DEPTH = 200;

/**
 * Parses XML 1.0. A document type declaration is refused, and with it every entity but the five that XML has itself:
 * nothing in a message can expand, or name a file.
 *
 * @returns The root element.
 * @throws {XmlSyntaxError}
 */
export function parseXml(text: string): XmlElement {
  const checked = XMLValidator.validate(text);
  if (checked !== true) throw new XmlSyntaxError(checked.err.msg, { line: checked.err.line, column: checked.err.col });
  const nodes = childrenOf(parse(text));
  const [root, ...others] = nodes.filter((node) => typeof node !== 'string' || node.trim() !== '');
  if (root === undefined || typeof root === 'string') throw new XmlSyntaxError('there is no root element');
  // Text at the very end is not among the nodes.
  if (others.length > 0 || text.slice(text.lastIndexOf('>') + 1).trim() !== '') {
    throw new XmlSyntaxError('there is more than one root element');
  }
  return root;
}

function parse(text: string): unknown {
  try {
    return new XMLParser(OPTIONS).parse(text);
  } catch (error) {
    throw error instanceof XmlSyntaxError
      ? error
      : new XmlSyntaxError(error instanceof Error ? error.message : String(error));
  }
}

const OPTIONS: ConstructorParameters<typeof XMLParser>[0] = {
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // A mark before each name, since the parser refuses some, such as `constructor`. It adds it twice to empty elements.
  transformTagName: (name) => `<${name}`,
  parseTagValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
  entityDecoder: {
    setExternalEntities: () => undefined,
    addInputEntities: () => {
      throw new XmlSyntaxError('a document type declaration is not accepted');
    },
    reset: () => undefined,
    setXmlVersion: () => undefined,
    decode: decodeReferences,
  },
};

/** `&lt;`, `&#60;`, `&#x3c;` (XML 1.0 §4.1). */
function decodeReferences(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&\s]*);?/g, decodeReference) : text;
}

function decodeReference(reference: string, name: string): string {
  const known = ENTITIES.get(name);
  if (known !== undefined && reference.endsWith(';')) return known;
  const [, hexadecimal, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  const codePoint = hexadecimal === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hexadecimal, 16);
  if (!(codePoint > 0 && codePoint <= 0x10ffff))
    throw new XmlSyntaxError(`the reference ${reference.slice(0, 40)} is unknown`);
  return String.fromCodePoint(codePoint);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** The parser's nodes: `{ '<name': nodes, ':@': { '@attribute': … } }` or `{ '#text': … }`. */
function childrenOf(nodes: unknown): readonly (XmlElement | string)[] {
  return (Array.isArray(nodes) ? nodes : []).map(readNode);
}

function readNode(node: Readonly<Record<string, unknown>>): XmlElement | string {
  const key = Object.keys(node).find((name) => name !== ':@') ?? '#text';
  if (key === '#text') return String(node[key] ?? '');
  const attributes = Object.entries(node[':@'] ?? {}).map(([name, value]) => [name.slice(1), String(value)] as const);
  return { name: key.replace(/^<+/, ''), attributes: new Map(attributes), children: childrenOf(node[key]) };
}
