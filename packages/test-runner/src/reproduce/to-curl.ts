import type { Reproduction } from './reproduction.ts';
import { type TextWithVariables, withVariables } from './with-variables.ts';

/**
 * A request as a command of a POSIX shell. Whatever the document or a server put into it, the shell reads it as text alone. Credentials
 * are variables, such as `$TOKEN_A`.
 */
export function toCurl(reproduction: Reproduction): string {
  const { method, url, headers, body } = withVariables(reproduction);
  const parts = [
    'curl -i --path-as-is --globoff',
    ...(method === 'HEAD' ? ['-I'] : [`-X ${quoteText(method)}`]),
    quote(url),
  ];
  // curl sends `Accept: */*` and, with a body, a form's Content-Type of its own accord.
  const has = (field: string): boolean => headers.some(([name]) => name.toLowerCase() === field);
  if (!has('accept')) parts.push("-H 'Accept:'");
  if (body !== undefined && !has('content-type')) parts.push("-H 'Content-Type:'");
  for (const [name, value] of headers) parts.push(`-H ${quote(headerText(name, value))}`);
  if (body === undefined) return parts.join(' ');
  if ('text' in body) return [...parts, `--data-raw ${quote(body.text)}`].join(' ');
  return `printf %s ${quoteText(body.base64)} | base64 -d | ${[...parts, '--data-binary @-'].join(' ')}`;
}

/** A field with an empty value is written with a semicolon, or curl would leave it out. */
function headerText(name: string, value: TextWithVariables): TextWithVariables {
  if (value.every((part) => part === '')) return [`${name};`];
  const [first, ...rest] = value;
  return typeof first === 'string' ? [`${name}: ${first}`, ...rest] : [`${name}: `, ...value];
}

function quote(text: TextWithVariables): string {
  const parts = text.filter((part) => part !== '');
  if (parts.length === 0) return "''";
  return parts.map((part) => (typeof part === 'string' ? quoteText(part) : `"$${part.variable}"`)).join('');
}

/** Nothing is special between single quotes but a single quote. Control characters are written as escapes, since a terminal would obey them. */
function quoteText(text: string): string {
  if (/\p{Cc}/u.test(text)) return `$'${escapeControls(text)}'`;
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function escapeControls(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
