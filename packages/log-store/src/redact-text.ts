import { redactJson } from './redact-json.ts';
import { REDACTED, type SecretNames } from './secret-names.ts';

/**
 * A body's text without the values of secret fields, whatever notation its media type says: JSON, forms, XML or HTML.
 * Everything else stays as it was sent, also where the text is cut off or invalid.
 */
export function redactText(text: string, mediaType: string, names: SecretNames): string {
  if (!names.mayOccurIn(text)) return text;
  if (/json/i.test(mediaType)) return redactJson(text, names);
  if (/x-www-form-urlencoded/i.test(mediaType)) return redactForm(text, names);
  if (/multipart\//i.test(mediaType)) return redactMultipart(text, names);
  if (/xml|html/i.test(mediaType)) return redactXml(text, names);
  return /^\s*[[{]/.test(text) ? redactJson(text, names) : text;
}

/** Also for the query of a request target. */
export function redactForm(text: string, names: SecretNames): string {
  if (!names.mayOccurIn(text)) return text;
  return text
    .split('&')
    .map((pair) => redactPair(pair, names))
    .join('&');
}

function redactPair(pair: string, names: SecretNames): string {
  const end = pair.indexOf('=');
  const isEmpty = end === -1 || end === pair.length - 1;
  return !isEmpty && names.has(decodeFormName(pair.slice(0, end))) ? `${pair.slice(0, end)}=${REDACTED}` : pair;
}

function decodeFormName(name: string): string {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

const LONGEST_PART_HEADERS = 2_000;

/** The first line is the delimiter of the parts. @see https://www.rfc-editor.org/rfc/rfc7578 */
function redactMultipart(text: string, names: SecretNames): string {
  const delimiter = /^\s*(--[^\r\n]+)/.exec(text)?.[1];
  if (delimiter === undefined) return text;
  return text
    .split(delimiter)
    .map((part) => redactPart(part, names))
    .join(delimiter);
}

function redactPart(part: string, names: SecretNames): string {
  const [blank = ''] = /\r?\n\r?\n/.exec(part) ?? [];
  const start = blank === '' ? -1 : part.indexOf(blank);
  if (start === -1) return part;
  const headers = part.slice(0, start);
  const looked = headers.slice(0, LONGEST_PART_HEADERS);
  const [, quoted, bare] = /[;\s]name=(?:"([^"\r\n]*)"|([^;\s]*))/i.exec(looked) ?? [];
  if (names.has(quoted ?? bare ?? '')) return `${headers}${blank}${REDACTED}\r\n`;
  const content = part.slice(start + blank.length);
  return /content-type:[^\r\n]*json/i.test(looked) ? `${headers}${blank}${redactJson(content, names)}` : part;
}

function redactXml(text: string, names: SecretNames): string {
  const isSecret = (name: string): boolean => names.has(name.slice(name.indexOf(':') + 1));
  return (
    text
      // Names and spaces are bounded, and begin where a name may begin: the time stays proportional to the text.
      .replaceAll(
        /(?<![\w:.-])([\w:.-]{1,200})(\s{0,20}=\s{0,20})(?:"[^"]*"?|'[^']*'?)/g,
        (attribute, name: string, equals: string) => (isSecret(name) ? `${name}${equals}"${REDACTED}"` : attribute),
      )
      .replaceAll(
        /(<([\w:.-]+)(?:\s[^<>]*)?>)(?:<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*(?:\]\]>)?|[^<])+/g,
        (element, tag: string, name: string) => (isSecret(name) ? `${tag}${REDACTED}` : element),
      )
  );
}
