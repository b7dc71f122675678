import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** A short name for a text: SHA-256 in the alphabet of base32 (RFC 4648 §6), in lower case and cut. */
export function digestText(text: string, length: number): string {
  const bytes = createHash('sha256').update(text).digest();
  let digest = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 5 && digest.length < length) {
      bits -= 5;
      digest += ALPHABET.charAt((held >> bits) & 31);
    }
  }
  return digest;
}
