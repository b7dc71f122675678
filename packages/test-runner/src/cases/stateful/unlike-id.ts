import { createToken } from '../../succeed/token.ts';

/** An id of the same kind that is not in use. */
export function unlikeId(id: unknown, seed: string): string | number | undefined {
  const token = createToken(`${seed} missing`);
  if (typeof id === 'number') return id < 1e6 ? 1e8 + Number(token.digits.slice(0, 7)) : undefined;
  if (typeof id !== 'string') return undefined;
  if (/^\d{1,6}$/.test(id)) return `1${token.digits.slice(0, 7)}`;
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return token.uuid;
  // Other characters at the end, of the same kind.
  return id.length < 6
    ? undefined
    : `${id.slice(0, -6)}${id.slice(-6).replace(/[a-z\d]/gi, (one, index: number) => another(one, token.digits, index))}`;
}

function another(character: string, digits: string, index: number): string {
  const shift = Number(digits.charAt(index)) % 8;
  if (/\d/.test(character)) return String((Number(character) + shift + 1) % 10);
  const [first] = character === character.toUpperCase() ? 'A' : 'a';
  const base = (first ?? 'a').charCodeAt(0);
  const range = /[a-f]/i.test(character) ? 6 : 26;
  return String.fromCharCode(base + ((character.charCodeAt(0) - base + (shift % 4) + 1) % range));
}
