import { below, mix, pick } from './random.ts';
import { FIRST_NAMES, LAST_NAMES, WORDS } from './words.ts';

/** Makes one text for each seed. */
export type MakeText = (seed: number) => string;

/** Texts of the formats of JSON Schema (validation §7.3), OpenAPI (§4.4.1) and its format registry, which has numbers as texts too. Only reserved names and addresses (RFC 2606, RFC 5737). */
export const formattedTexts: ReadonlyMap<string, MakeText> = new Map(
  Object.entries({
    'date-time': (seed) => `${date(seed)}T${time(seed)}Z`,
    'iso-date-time': (seed) => `${date(seed)}T${time(seed)}Z`,
    date: (seed) => date(seed),
    time: (seed) => `${time(seed)}Z`,
    'iso-time': (seed) => `${time(seed)}Z`,
    duration: (seed) => `P${1 + below(30, seed)}D`,
    email: (seed) => email(seed),
    'idn-email': (seed) => email(seed),
    hostname: (seed) => `${pick(WORDS, seed)}.example.com`,
    'idn-hostname': (seed) => `${pick(WORDS, seed)}.example.com`,
    ipv4: (seed) => `192.0.2.${1 + below(254, seed)}`,
    ipv6: (seed) => `2001:db8::${(1 + below(0xfffe, seed)).toString(16)}`,
    uri: (seed) => url(seed),
    url: (seed) => url(seed),
    iri: (seed) => url(seed),
    'uri-reference': (seed) => `/${pick(WORDS, seed)}/${1 + below(999, mix(seed, 1))}`,
    'iri-reference': (seed) => `/${pick(WORDS, seed)}/${1 + below(999, mix(seed, 1))}`,
    'uri-template': (seed) => `https://example.com/${pick(WORDS, seed)}/{id}`,
    uuid: (seed) => uuid(seed),
    'json-pointer': (seed) => `/${pick(WORDS, seed)}/${below(10, mix(seed, 1))}`,
    'json-pointer-uri-fragment': (seed) => `#/${pick(WORDS, seed)}`,
    'relative-json-pointer': (seed) => `1/${pick(WORDS, seed)}`,
    regex: () => '^[a-z]+$',
    byte: (seed) => base64(pick(WORDS, seed)),
    password: (seed) => `${pick(WORDS, seed)}-${hex(seed)}`,
    decimal: (seed) => decimal(seed),
    decimal128: (seed) => decimal(seed),
    number: (seed) => decimal(seed),
    float: (seed) => decimal(seed),
    double: (seed) => decimal(seed),
    int32: (seed) => integer(seed),
    int64: (seed) => integer(seed),
    uint64: (seed) => integer(seed),
    binary: (seed) => `${pick(WORDS, seed)} ${pick(WORDS, mix(seed, 1))}`,
  } satisfies Record<string, MakeText>),
);

/** `12.34` */
function decimal(seed: number): string {
  return `${below(1000, seed)}.${String(below(100, mix(seed, 1))).padStart(2, '0')}`;
}

function integer(seed: number): string {
  return String(1 + below(9999, seed));
}

export function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Eight hexadecimal digits. */
export function hex(seed: number): string {
  return (
    (BYTES[seed & 255] ?? '') +
    (BYTES[(seed >>> 8) & 255] ?? '') +
    (BYTES[(seed >>> 16) & 255] ?? '') +
    (BYTES[seed >>> 24] ?? '')
  );
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Version 4 of RFC 9562 §5.4. */
export function uuid(seed: number): string {
  const [a, b, c, d] = [hex(mix(seed, 1)), hex(mix(seed, 2)), hex(mix(seed, 3)), hex(mix(seed, 4))];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
}

export function email(seed: number): string {
  return `${pick(FIRST_NAMES, seed)}.${pick(LAST_NAMES, mix(seed, 1))}@example.com`.toLowerCase();
}

export function url(seed: number): string {
  return `https://example.com/${pick(WORDS, seed)}/${1 + below(999, mix(seed, 1))}`;
}

/** A day of 2023 to 2025. */
export function date(seed: number): string {
  return DATES[below(DATES.length, seed)] ?? '2024-01-01';
}

const DATES = Array.from({ length: 3 * 365 }, (_, day) =>
  new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10),
);

export function time(seed: number): string {
  const second = below(86_400, mix(seed, 7));
  return `${TWO_DIGITS[Math.floor(second / 3600)]}:${TWO_DIGITS[Math.floor(second / 60) % 60]}:${TWO_DIGITS[second % 60]}`;
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));
