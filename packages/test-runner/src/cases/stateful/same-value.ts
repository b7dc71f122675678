import { isObject } from '../../succeed/json-value.ts';

/**
 * Whether a value that comes back is the one that was sent, as far as servers may write it otherwise: trimmed, in lower case, as another
 * number format, the same instant, a list in another order, objects with members added or left out.
 */
export function isSameValue(sent: unknown, got: unknown): boolean {
  if (Object.is(sent, got) || isEmpty(sent)) return isEmpty(sent) ? isEmpty(got) || Object.is(sent, got) : true;
  if (Array.isArray(sent)) return Array.isArray(got) && isSameList(sent, got);
  if (isObject(sent))
    return (
      isObject(got) &&
      Object.entries(sent).every(([name, member]) => !Object.hasOwn(got, name) || isSameValue(member, got[name]))
    );
  if (typeof sent === 'object' || typeof got === 'object' || got === undefined) return false;
  return isSameNumber(sent, got) || isSameInstant(sent, got) || isSameText(String(sent), String(got));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** In any order, repetitions left out: some keep sets. */
function isSameList(sent: readonly unknown[], got: readonly unknown[]): boolean {
  const has = (items: readonly unknown[], item: unknown, swap: boolean): boolean =>
    items.some((other) => (swap ? isSameValue(other, item) : isSameValue(item, other)));
  return sent.every((item) => has(got, item, false)) && got.every((item) => has(sent, item, true));
}

/** Money is kept to the cent, and some numbers in 32 bits. */
function isSameNumber(sent: unknown, got: unknown): boolean {
  const [a, b] = [toNumber(sent), toNumber(got)];
  if (a === undefined || b === undefined) return false;
  const isRounded = !Number.isInteger(a) && Math.abs(a - b) <= 0.005 + Number.EPSILON * Math.abs(a);
  return a === b || isRounded || Math.abs(a - b) <= Math.abs(a) * 1e-6;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}

/** A date, or a time to the second. */
function isSameInstant(sent: unknown, got: unknown): boolean {
  if (typeof sent !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(sent)) return false;
  const [a, b] = [
    Date.parse(sent),
    typeof got === 'number' ? (got < 1e11 ? got * 1000 : got) : Date.parse(String(got)),
  ];
  return Math.abs(a - b) < 1000 || String(got).startsWith(sent);
}

function isSameText(sent: string, got: string): boolean {
  const [a, b] = [plain(sent), plain(got)];
  return a === b || (a !== '' && letters(a) !== '' && letters(a) === letters(b));
}

function plain(text: string): string {
  return unescapeEntities(text).normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Without punctuation, which telephone numbers, addresses and slugs lose. */
function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&#x27;', "'"],
  ['&amp;', '&'],
]);

function unescapeEntities(text: string): string {
  return text.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES.get(entity) ?? entity);
}
