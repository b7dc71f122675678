import { escapeToken } from '@mockloop/spec-parser';

/** One more step of a JSON Pointer (RFC 6901), with the slash before it. */
export function pointerStep(name: string | number): string {
  return `/${escapeToken(String(name))}`;
}
