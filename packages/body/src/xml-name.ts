/** Name characters of XML 1.0 §2.3, as far as sixteen bits reach: readers differ beyond. Colons stand for prefixes only. */
const START =
  'A-Z_a-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd';
const REST = `${START}\\-.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040`;
const MUST_ESCAPE = new RegExp(`^[^${START}]|[^${REST}]|_(?=x[0-9A-Fa-f]{4,6}_)`, 'gu');

/**
 * A property's name as an XML name: characters that XML does not allow become `_x0020_` (the convention of .NET's
 * `XmlConvert.EncodeName`).
 */
export function encodeXmlName(name: string): string {
  return name === '' ? '_x0000_' : name.toWellFormed().replace(MUST_ESCAPE, escapeCharacter);
}

export function decodeXmlName(name: string): string {
  return name.replace(/_x([0-9A-Fa-f]{4,6})_/g, (match, digits: string) => {
    const codePoint = Number.parseInt(digits, 16);
    if (codePoint === 0) return '';
    return codePoint > 0x10ffff ? match : String.fromCodePoint(codePoint);
  });
}

/** The part behind the prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function escapeCharacter(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
