import { REDACTED, type SecretNames } from './secret-names.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * JSON text without the values of secret members; flags (`true`, `false`) and `null` stay. Works on the text, not on
 * parsed values: what is cut off, invalid or several texts in a row is redacted too, and nothing else changes.
 */
export function redactJson(text: string, names: SecretNames): string {
  let redacted = '';
  let copied = 0;
  for (let at = text.indexOf('"'); at !== -1; ) {
    const end = endOfString(text, at);
    const colon = skipSpace(text, end);
    const start = skipSpace(text, colon + 1);
    let next = end;
    if (text[colon] === ':' && names.has(nameOf(text.slice(at, end))) && !isFlag(text, start)) {
      next = endOfValue(text, start);
      redacted += `${text.slice(copied, start)}"${REDACTED}"`;
      copied = next;
    }
    at = text.indexOf('"', next);
  }
  return redacted + text.slice(copied);
}

/** The index after a string's closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === BACKSLASH) index++;
    else if (code === QUOTE) return index + 1;
  }
  return text.length;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charCodeAt(index) <= 0x20) index++;
  return index;
}

function nameOf(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return String(JSON.parse(literal));
  } catch {
    return literal;
  }
}

function isFlag(text: string, start: number): boolean {
  return text.startsWith('true', start) || text.startsWith('false', start) || text.startsWith('null', start);
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first === '{' || first === '[') return endOfNested(text, start);
  let index = start;
  while (index < text.length && !/[\s,}\]]/.test(text.charAt(index))) index++;
  return index;
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; ) {
    const character = text[index];
    if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    index = character === '"' ? endOfString(text, index) : index + 1;
    if (depth === 0) return index;
  }
  return text.length;
}
