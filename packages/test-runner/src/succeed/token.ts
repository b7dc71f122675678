import { createHash } from 'node:crypto';

/** Letters and digits that follow from a seed and from nothing else. */
export interface Token {
  /** Lower-case letters without vowels, so that no words come about. */
  readonly letters: string;
  readonly digits: string;
  readonly uuid: string;
}

/** @param seed Whatever tells one use from all others. */
export function createToken(seed: string): Token {
  const hash = createHash('sha256').update(seed).digest();
  const pick = (alphabet: string, length: number): string =>
    [...hash.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('');
  const hex = hash.toString('hex');
  return {
    letters: pick('bcdfghjkmnpqrstvwxz', 8),
    digits: `${1 + ((hash[31] ?? 0) % 9)}${pick('0123456789', 8)}`,
    uuid: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  };
}
