import { getAt, leavesOf, setAt } from './json-value.ts';
import { plainName } from './names.ts';
import type { Token } from './token.ts';

export interface FreshOptions {
  readonly token: Token;
  /** Whether the API would take the whole value, as far as its document says. */
  readonly isValid: (value: unknown) => boolean;
  /** Another value of the same schema, whose members stand in where nothing else is valid. Asked for when it is needed. */
  readonly other?: (() => unknown) | undefined;
  /** Plain names of members that are ids of what is being created. */
  readonly ids: ReadonlySet<string>;
}

/** More are deep inside of something large: what two things may not share is not there, and each asks for the whole to be judged. */
const MAX_FRESH = 30;

/**
 * A value whose members that look as if no two things may share them (addresses, user names, codes) are new. Everything else stays, and so
 * does what cannot be changed without making the whole invalid.
 */
export function freshen(value: unknown, options: FreshOptions): unknown {
  let fresh = value;
  const nameOf = (path: readonly string[]): string => plainName(path.findLast((step) => !/^\d+$/.test(step)) ?? '');
  const identities = leavesOf(value).filter(({ path }) => isIdentity(nameOf(path), options.ids));
  const outermost = identities.toSorted((a, b) => a.path.length - b.path.length).slice(0, MAX_FRESH);
  for (const { path, value: leaf } of outermost) {
    const name = nameOf(path);
    const valid = (candidates: readonly unknown[]): unknown =>
      candidates.map((candidate) => setAt(fresh, path, candidate)).find((changed) => options.isValid(changed));
    fresh = valid(candidatesFor(name, leaf, options.token)) ?? valid(otherAt(path, leaf, options)) ?? fresh;
  }
  return fresh;
}

const IDENTITIES =
  /(?:e?mail|mailaddress|username|userid|login|handle|nickname|nick|name|slug|sku|phone|mobile|phonenumber|serial|serialnumber|reference|externalid|alias)$/;
const CODES = /^(?:[a-z]*(?:product|item|coupon|promo|voucher|discount|booking|order|invite))?code$/;

function isIdentity(name: string, ids: ReadonlySet<string>): boolean {
  return ids.has(name) || IDENTITIES.test(name) || CODES.test(name);
}

function candidatesFor(name: string, leaf: unknown, token: Token): unknown[] {
  if (typeof leaf === 'number')
    return Number.isInteger(leaf) ? [9, 6, 4, 3].map((length) => Number(token.digits.slice(0, length))) : [];
  if (typeof leaf !== 'string' || leaf === '') return [];
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(leaf)) return [token.uuid];
  if (leaf.includes('@')) return [leaf.replace('@', `${token.letters}@`), `${token.letters}@example.com`];
  const reshaped = reshape(leaf, token);
  if (/\d/.test(leaf) || /phone|mobile|code|sku|serial/.test(name)) return [reshaped];
  const capitals = leaf === leaf.toUpperCase() && /[A-Z]/.test(leaf);
  const letters = capitals ? token.letters.toUpperCase() : token.letters;
  return [`${leaf}${letters}`, `${leaf.slice(0, -letters.length)}${letters}`, reshaped];
}

/** Other letters for letters and other digits for digits: what a pattern or a length asks for mostly stays so. The beginning too. */
function reshape(text: string, token: Token): string {
  const keep = text.length > 8 ? text.length - 8 : 0;
  return text.replace(/[A-Za-z0-9]/g, (character, index: number) => {
    if (index < keep) return character;
    if (/\d/.test(character)) return token.digits.charAt((index + 1) % token.digits.length);
    const letter = token.letters.charAt(index % token.letters.length);
    return character === character.toUpperCase() ? letter.toUpperCase() : letter;
  });
}

function otherAt(path: readonly string[], leaf: unknown, { other }: FreshOptions): unknown[] {
  const value = getAt(other?.(), path);
  return value === undefined || value === leaf || typeof value !== typeof leaf ? [] : [value];
}
