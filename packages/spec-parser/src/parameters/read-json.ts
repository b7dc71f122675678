import { MalformedTextError } from './malformed-text.ts';

/** `application/json`, `application/problem+json; charset=utf-8`, `text/json` … */
export function isJsonMediaType(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}

/** @throws {MalformedTextError} `BAD_JSON` */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedTextError('BAD_JSON', `must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
