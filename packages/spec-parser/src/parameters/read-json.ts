import { MalformedTextError } from './malformed-text.ts';
import type { Codec } from './percent.ts';
import type { ValueShape } from './value-shape.ts';

/** `application/json`, `application/problem+json; charset=utf-8`, `text/json` … */
export function isJsonMediaType(mediaType: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(mediaType);
}

/**
 * Prepares to read what stands in one place of a list or object. Where no style can carry it, objects and arrays, it may
 * be JSON (OpenAPI 3.2 Appendix B leaves that to us, and so do most APIs).
 */
export function createLeafReader({ kind }: ValueShape, decode: Codec): (text: string) => unknown {
  if (kind !== 'object' && kind !== 'array') return decode;
  return (text) => {
    const decoded = decode(text);
    try {
      return JSON.parse(decoded);
    } catch {
      return decoded;
    }
  };
}

/** @throws {MalformedTextError} `BAD_JSON` */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new MalformedTextError('BAD_JSON', `must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
