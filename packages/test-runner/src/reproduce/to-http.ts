import type { Reproduction } from './reproduction.ts';
import { type TextWithVariables, withVariables } from './with-variables.ts';

/**
 * A request in the format of `.http` files, as editors send them. Credentials are read from the environment. What stands in such a file
 * has lines of its own, so a field or a body with others is given in percent-encoding or left as it is.
 */
export function toHttp(reproduction: Reproduction): string {
  const { method, url, headers, body } = withVariables(reproduction);
  const fields = headers.map(([name, value]) => `${name}: ${oneLine(write(value))}`);
  const sent =
    body === undefined
      ? []
      : ['', 'text' in body ? write(body.text) : `# ${body.base64.length} characters of base64: ${body.base64}`];
  return [`${method} ${oneLine(write(url))}`, ...fields, ...sent].join('\n');
}

function write(text: TextWithVariables): string {
  return text.map((part) => (typeof part === 'string' ? part : `{{$processEnv ${part.variable}}}`)).join('');
}

function oneLine(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (character) => encodeURIComponent(character));
}
