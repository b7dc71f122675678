import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';

/** The formats of JSON Schema (validation §7.3) and OpenAPI (§4.4.1) that are checked; others say nothing. */
export const formats: Readonly<Record<string, Format>> = {
  ...fullFormats,
  // No format of the standards; the expression that ajv-formats has for it takes quadratic time.
  url: fullFormats.uri,
};

/** Whether a text has a format; `true` for formats that are not checked or are none of texts. */
export function hasFormat(text: string, format: string): boolean {
  const check = Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (check instanceof RegExp) {
    check.lastIndex = 0;
    return check.test(text);
  }
  return typeof check === 'function' ? check(text) : typeof check !== 'object' || checkDefinition(check, text);
}

function checkDefinition(
  definition: Exclude<Format, string | true | RegExp | ((text: string) => boolean)>,
  text: string,
): boolean {
  const { type = 'string', validate } = definition;
  if (type !== 'string' || definition.async) return true;
  if (validate instanceof RegExp) return validate.test(text);
  return typeof validate !== 'function' || Boolean((validate as (text: string) => unknown)(text));
}
