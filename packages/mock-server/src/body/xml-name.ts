const VALID_NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.·-]*$/u;

/**
 * A property's name as an XML name: characters that XML does not allow become `_x0020_` (the convention of .NET's
 * `XmlConvert.EncodeName`).
 */
export function encodeXmlName(name: string): string {
  if (VALID_NAME.test(name) && !ESCAPE.test(name)) return name;
  return name
    .replace(/_(?=x[0-9A-Fa-f]{4,6}_)/g, '_x005F_')
    .replace(/^[\p{N}\p{M}.·-]|[^\p{L}\p{N}\p{M}_.·-]/gu, escapeCharacter)
    .replace(/^$/, '_x0000_');
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

const ESCAPE = /_x[0-9A-Fa-f]{4,6}_/;

function escapeCharacter(character: string): string {
  return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
