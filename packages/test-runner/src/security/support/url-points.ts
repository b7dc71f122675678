import { wordsOf } from '../../plan/words.ts';
import type { KnownPoint } from './points.ts';

/** Whether a place takes the address of something that the server may fetch, by its name or by what stands there. */
export function takesUrl({ name, value, point }: KnownPoint): boolean {
  if (point.in === 'path' || typeof value !== 'string') return false;
  return /^https?:\/\//i.test(value) || wordsOf(name).some((word) => URLS.has(word));
}

const URLS: ReadonlySet<string> = new Set(
  'url urls uri href link callback webhook hook endpoint feed avatar image picture photo logo icon thumbnail proxy fetch target dest destination site website domain host origin server'.split(
    ' ',
  ),
);
