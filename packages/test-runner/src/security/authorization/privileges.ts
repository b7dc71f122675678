import { wordsOf } from '../../plan/words.ts';

/** Members that say what somebody may do. */
export function isPrivilege(name: string): boolean {
  const words = wordsOf(name);
  return words.some((word) => PRIVILEGES.has(word)) && !words.some((word) => HARMLESS.has(word));
}

const PRIVILEGES: ReadonlySet<string> = new Set(
  (
    'role roles admin isadmin administrator superuser superadmin staff moderator permission permissions privilege privileges scope ' +
    'scopes privileged'
  ).split(' '),
);
const HARMLESS: ReadonlySet<string> = new Set('description name label title notes url email'.split(' '));

/** Members that decide about money, trust or ownership. */
export function isSensitive(name: string): boolean {
  const words = wordsOf(name);
  return isPrivilege(name) || words.some((word) => SENSITIVE.has(word));
}

const SENSITIVE: ReadonlySet<string> = new Set(
  (
    'balance credit credits price cost total amount discount paid verified approved confirmed validated status state owner account tenant org ' +
    'organization organisation practice author seller quota limit plan tier level points score rating blocked locked banned suspended ' +
    'enabled active trusted premium vip subscription kyc refunded internal'
  ).split(' '),
);

/** Members that every server sets, and that matter to nobody. */
export function isBookkeeping(name: string): boolean {
  const plain = name.replaceAll(/[^a-z]/gi, '').toLowerCase();
  return /^(?:id|_?id|uuid|guid|self|links?|_links|href|url|etag|version|revision|object|kind|created|updated|modified|timestamp|count|slug)$/.test(
    plain,
  )
    ? true
    : /(?:at|time|date|on|id|url|href|uri|count|hash|token)$/.test(plain) &&
        !/(?:owner|user|account|tenant|seller|author)id$/.test(plain);
}

/** Another value of the same kind that gives more; `undefined` where none can be told. */
export function raised(name: string, value: unknown, allowed: readonly unknown[] = []): unknown {
  const others = allowed.filter((one) => JSON.stringify(one) !== JSON.stringify(value) && one !== null);
  if (others.length > 0) return others.find((one) => typeof one === 'string' && GREAT.test(one)) ?? others.at(-1);
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return isPrivilege(name) ? value + 1 : value + 1337;
  if (typeof value === 'string') return isPrivilege(name) ? (GREAT.test(value) ? 'superadmin' : 'admin') : undefined;
  if (Array.isArray(value) && isPrivilege(name) && value.every((one) => typeof one === 'string'))
    return [...value, 'admin'];
  return undefined;
}

const GREAT = /admin|root|super|owner|paid|approved|verified|premium|gold|active|confirmed/i;
